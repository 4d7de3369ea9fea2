// What became of files stays on the page until it is dismissed; a document that opens is shown.
window.copDocuments = (() => {
  function tell(news) {
    const log = document.querySelector("#cop-messages [role=log]");
    if (!log || news.dataset.told) return;
    news.dataset.told = "yes";
    // What waited longest is now being done.
    if (!news.querySelector(".cop-waits")) [...log.querySelectorAll(".cop-waits")].at(-1)?.remove();
    log.prepend(...[...news.children].map((line) => line.cloneNode(true)));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".cop-dismiss");
    if (!button) return;
    const next = button.closest("p").nextElementSibling ?? button.closest("p").previousElementSibling;
    button.closest("p").remove();
    next?.querySelector("button").focus();
  });

  // Of a folder only what can be read is sent: the same endings as single files may have.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches?.("#cop-changes input[webkitdirectory]") || !input.files.length) return;
    const single = document.querySelector("#cop-upload input[type=file]");
    const endings = (single?.accept ?? "").split(",").map((ending) => ending.trim());
    const kept = new DataTransfer();
    for (const file of input.files) {
      const name = file.name.toLowerCase();
      if (!name.startsWith(".") && endings.some((ending) => name.endsWith(ending))) {
        kept.items.add(file);
      }
    }
    if (kept.files.length === input.files.length) return;
    input.files = kept.files;
    if (kept.files.length) return;
    event.stopImmediatePropagation();
    say(copWords.word("Nothing in this folder can be read."));
  }, true);

  function say(text) {
    const line = document.createElement("p");
    line.className = "cop-told cop-failed";
    const said = document.createElement("span");
    said.textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cop-dismiss";
    button.setAttribute("aria-label", copWords.word("Dismiss"));
    button.textContent = "×";
    line.append(said, button);
    document.querySelector("#cop-messages [role=log]")?.prepend(line);
  }

  // Gradio has no words of its own for these.
  function label() {
    const log = document.querySelector("#cop-messages [role=log]:not([aria-label])");
    log?.setAttribute("aria-label", copWords.word("Messages"));
    const search = document.querySelector("#cop-table .search-input:not([aria-label])");
    search?.setAttribute("aria-label", copWords.word("Search the documents"));
    for (const sign of document.querySelectorAll("#cop-table .sort-indicator:not([role])")) {
      sign.setAttribute("role", "img");
    }
  }

  // A click on a column's head sorts by it, another the other way round; Gradio has a menu for it.
  const [UP, DOWN, CLEAR] = [0, 1, 2]; // entries of that menu
  let sorted = {};
  async function choose(head, entry) {
    head.querySelector(".cell-menu-button").click();
    for (let tries = 0; tries < 20; tries += 1) {
      await new Promise(requestAnimationFrame);
      const entries = document.querySelectorAll('[role="menuitem"]');
      if (entries.length > CLEAR) return entries[entry].click();
    }
  }
  async function sort(head) {
    const heads = document.querySelectorAll('#cop-table [role="columnheader"]');
    const before = [...heads].find((one) => one !== head && one.querySelector(".sort-indicator"));
    const down = head.querySelector(".sort-indicator") && sorted.name === head.title && !sorted.down;
    if (before) await choose(before, CLEAR);
    await choose(head, down ? DOWN : UP);
    sorted = { name: head.title, down };
    for (const one of heads) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }
  function headOf(event) {
    if (event.target.closest?.(".cell-menu-button")) return null;
    return event.target.closest?.('#cop-table [role="columnheader"]');
  }
  function sortBy(event) {
    const head = headOf(event);
    if (!head) return;
    event.stopPropagation(); // it would close the menu
    sort(head);
  }
  document.addEventListener("click", sortBy, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") sortBy(event);
  }, true);

  // Whether a document is really to be removed: of the tools and of the question one is there.
  const visible = (is) => ({ __type__: "update", visible: is });
  function asks(asked) {
    const next = asked ? "#cop-confirm button:last-of-type" : "#cop-remove";
    setTimeout(() => document.querySelector(next)?.focus(), 80);
    return [visible(!asked), visible(asked)];
  }

  let shown; // id of the document that is open
  new MutationObserver(() => {
    label();
    for (const news of document.querySelectorAll("#cop-news .cop-news")) tell(news);
    const opened = document.querySelector(".cop-document");
    if (opened && opened.dataset.id !== shown) {
      opened.focus({ preventScroll: true });
      opened.scrollIntoView({ block: "start" });
    }
    shown = opened?.dataset.id;
  }).observe(document.documentElement, {
    // Of news that look like those before only the words and the time are drawn anew.
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-at"],
  });

  return { asks, closes: () => visible(false) };
})();
