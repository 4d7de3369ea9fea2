// The lists of the filters close once something is chosen, as they would cover the conversation;
// the filters fold in where none of them holds any longer.
window.copFilters = (() => {
  const inFilters = (part) => part.closest?.("#cop-filters");
  const field = (list) => list.closest(".block")?.querySelector("input[role=combobox]");

  // Gradio's way to close one by the keyboard, which keeps the focus there.
  function close(input) {
    setTimeout(() => input?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
  }
  document.addEventListener("mousedown", ({ target }) => {
    const option = inFilters(target) && target.closest("[role=option]");
    if (option) close(field(option));
  });
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && inFilters(target) && target.matches("input[aria-expanded=true]")) close(target);
  });
  // Closed it opens as it gets the focus, which it may have still.
  document.addEventListener("mousedown", ({ target }) => {
    if (target !== document.activeElement || !inFilters(target)) return;
    if (target.matches("input[role=combobox][aria-expanded=false]")) target.blur();
  }, true);

  function fold() {
    document.querySelector("#cop-filters > button.open")?.click();
  }
  return { fold };
})();
