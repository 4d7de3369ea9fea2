// The one-minute tour: a few sentences, each beside what it is about. Escape or "Skip" ends it.
(() => {
  const STOPS = [
    ["#cop-question", "Ask here, in your own words and in your language."],
    ["#cop-chat", "Each sentence of an answer ends with a number such as [1]. Click it to see where it stands."],
    ["#cop-side", "The paragraph opens here, with the quoted words marked. Under “Documents” you see what is loaded."],
    ["#cop-filters", "Keep to a delegation, a meeting or a document. What holds is shown above the question, with a cross."],
    [".cop-earlier", copKept.shared ? "Your conversations are kept with your account." : "Earlier conversations are kept here, in this browser only."],
  ];
  let at = -1;
  let back = null; // what had the focus before

  function box() {
    let dialog = document.getElementById("cop-tour");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "cop-tour";
      dialog.innerHTML = '<p></p><div><span></span><button type="button" class="cop-act"></button><button type="button" class="cop-act cop-first"></button></div>';
      const [skip, next] = dialog.querySelectorAll("button");
      skip.addEventListener("click", end);
      next.addEventListener("click", () => go(at + 1));
      dialog.addEventListener("keydown", ({ key }) => { if (key === "Escape") end(); });
      document.querySelector(".gradio-container").append(dialog);
    }
    return dialog;
  }
  function go(stop) {
    document.querySelector(".cop-toured")?.classList.remove("cop-toured");
    if (stop >= STOPS.length) return end();
    at = stop;
    const [selector, text] = STOPS[at];
    const dialog = box();
    const [skip, next] = dialog.querySelectorAll("button");
    dialog.setAttribute("aria-label", copWords.word("Tour"));
    dialog.querySelector("p").textContent = copWords.word(text);
    dialog.querySelector("span").textContent = `${at + 1} / ${STOPS.length}`;
    skip.textContent = copWords.word("Skip");
    skip.hidden = at === STOPS.length - 1;
    next.textContent = copWords.word(at === STOPS.length - 1 ? "Done" : "Next");
    const target = document.querySelector(selector);
    target?.classList.add("cop-toured");
    target?.scrollIntoView({ block: "nearest" });
    if (!dialog.open) dialog.show();
    window.copViews.opened("tour", close);
    next.focus();
  }
  function end() {
    close();
    window.copViews.closed("tour");
  }
  function close() {
    document.querySelector(".cop-toured")?.classList.remove("cop-toured");
    box().close();
    (back?.isConnected ? back : document.querySelector("#cop-question textarea"))?.focus();
  }
  window.copTour = () => { back = document.activeElement; go(0); };
})();
