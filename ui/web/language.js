// The language of the page: as chosen on it, else as the browser wants it. A cookie keeps the
// choice, so that the server speaks the same.
window.copLanguage = (() => {
  const COOKIE = "cop-language";
  const A_YEAR = 31536000; // seconds
  const known = () => Object.keys(window.gradio_config?.i18n_translations ?? { en: {} });

  function chosen() {
    const kept = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
    const language = kept?.slice(COOKIE.length + 1);
    return known().includes(language) ? language : null;
  }
  function ofBrowser() {
    const wanted = navigator.language;
    return known().find((name) => name === wanted) ?? known().find((name) => name === wanted.split("-")[0]) ?? "en";
  }
  let spoken = chosen() ?? ofBrowser();

  // Gradio's own parts: its module is there already, so this is no request.
  async function speak() {
    document.documentElement.dir = spoken === "ar" ? "rtl" : "ltr";
    const { changeLocale } = await import(new URL(window.copGradioLocale, document.baseURI));
    changeLocale(spoken);
    document.documentElement.lang = spoken;
  }
  function show() {
    for (const list of document.querySelectorAll("select[name=language]")) {
      if (list.value !== spoken) list.value = spoken;
    }
  }
  document.addEventListener("change", async ({ target }) => {
    if (!target.matches?.("select[name=language]")) return;
    document.cookie = `${COOKIE}=${target.value}; path=/; max-age=${A_YEAR}; samesite=strict`;
    spoken = target.value;
    await speak();
    for (const mark of document.querySelectorAll("#cop-chat a.cop-mark")) mark.removeAttribute("aria-label");
    window.cop.respoken();
  });

  document.documentElement.lang = spoken;
  document.documentElement.dir = spoken === "ar" ? "rtl" : "ltr";
  if (chosen() && spoken !== ofBrowser()) speak();
  return { language: () => spoken, show };
})();
