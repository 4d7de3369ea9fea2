// Light or dark: as chosen on the page, else as the computer has it, which Gradio follows by
// itself. Kept in the browser alone, and in force before anything is drawn.
window.copTheme = (() => {
  const KEY = "cop-theme";
  const THEMES = ["light", "dark"];
  const root = document.documentElement;
  const wished = matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }
  let chosen = THEMES.find((theme) => theme === kept()); // undefined: as the computer has it
  const dark = () => (chosen ? chosen === "dark" : wished.matches);

  // What Gradio says otherwise, as it starts or as the computer changes, is undone before it is
  // painted: only in what is chosen here, all else is Gradio's.
  function hold() {
    if (!chosen || !document.body) return;
    if (document.body.classList.contains("dark") !== dark()) wear();
  }
  function wear() {
    document.body?.classList.toggle("dark", dark());
    root.style.colorScheme = chosen ?? "";
    // The ground on which nothing is drawn yet: Gradio's page has one for each.
    for (const [name, other] of [["--bg", "--bg-dark"], ["--col", "--col-dark"]]) {
      root.style.removeProperty(name);
      root.style.removeProperty(other);
      if (chosen === "dark") root.style.setProperty(name, `var(${other})`);
      if (chosen === "light") root.style.setProperty(other, `var(${name})`);
    }
  }
  function show() {
    for (const list of document.querySelectorAll("select[name=theme]")) {
      if (list.value !== (chosen ?? "")) list.value = chosen ?? "";
    }
  }
  document.addEventListener("change", ({ target }) => {
    if (!target.matches?.("select[name=theme]")) return;
    chosen = THEMES.find((theme) => theme === target.value);
    try {
      if (chosen) localStorage.setItem(KEY, chosen);
      else localStorage.removeItem(KEY);
    } catch { /* it holds until the page is left */ }
    wear();
  });

  if (chosen) wear();
  // The body is there before it is painted, and so it is seen as it comes.
  const coming = new MutationObserver(() => {
    if (!document.body) return;
    coming.disconnect();
    hold();
    new MutationObserver(hold).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  });
  coming.observe(root, { childList: true });
  return { show };
})();
