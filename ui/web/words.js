// The words of the page in its language; English sentences are the keys.
window.copWords = (() => {
  const language = () => window.copLanguage.language();
  function word(key, parts = {}) {
    const said = window.gradio_config?.i18n_translations?.[language()]?.[key] ?? key;
    return said.replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);
  }
  // What the server has worded says by its attributes which words these are: so that it can be
  // worded anew in another language. data-word: its text, data-title and so on: that attribute.
  const SPOKEN = { word: null, title: "title", label: "aria-label", alt: "alt" };
  const SPEAKING = Object.keys(SPOKEN).map((name) => `[data-${name}]`).join();
  function speak(root) {
    for (const part of root.querySelectorAll(SPEAKING)) {
      const parts = JSON.parse(part.dataset.parts ?? "{}");
      for (const [name, attribute] of Object.entries(SPOKEN)) {
        if (!(name in part.dataset)) continue;
        const text = word(part.dataset[name], parts);
        if (attribute) { if (part.getAttribute(attribute) !== text) part.setAttribute(attribute, text); }
        else if (part.textContent !== text) part.textContent = text;
      }
    }
  }
  const spokenTurns = new WeakMap();
  function spoken(turn) {
    const before = spokenTurns.get(turn);
    if (before?.html === turn.html && before.language === language()) return before.text;
    const parsed = document.createElement("template");
    parsed.innerHTML = turn.html;
    speak(parsed.content);
    const text = parsed.innerHTML;
    spokenTurns.set(turn, { html: turn.html, language: language(), text });
    return text;
  }
  const inAll = (key) => [key, ...Object.values(window.gradio_config?.i18n_translations ?? {}).map((said) => said[key])];

  return { word, inAll, speak, spoken };
})();
