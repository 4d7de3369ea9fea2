// What became of files stays on the page until it is dismissed, or until there is news, where it
// only tells of success; a document that opens is shown.
window.copDocuments = (() => {
  function tell(news) {
    const log = document.querySelector("#cop-messages [role=log]");
    if (!log || news.dataset.told) return;
    news.dataset.told = "yes";
    // What waited longest is now being done.
    if (!news.querySelector(".cop-waits")) [...log.querySelectorAll(".cop-waits")].at(-1)?.remove();
    add(log, [...news.children].map((line) => line.cloneNode(true)));
  }
  function add(log, lines) {
    const said = lines.map((line) => line.textContent);
    for (const old of log.querySelectorAll(".cop-told")) {
      const lasts = old.matches(".cop-failed, .cop-warned, .cop-waits");
      if (!lasts || said.includes(old.textContent)) old.remove();
    }
    log.prepend(...lines);
    log.closest("#cop-messages").scrollTop = 0;
    // Where the whole page scrolls, the news are brought into view for whoever is below them.
    const side = document.querySelector("#cop-side").getBoundingClientRect();
    const below = log.getBoundingClientRect().top < 0 && side.bottom > 0;
    if (below) document.querySelector("#cop-told").scrollIntoView({ block: "start" });
  }

  // What is being read or clicked stays where it is, however much room is taken above it.
  function keepInPlace(held) {
    let top = held.offsetTop;
    const moved = new ResizeObserver(() => {
      const by = held.offsetTop - top;
      top += by;
      if (by && held.scrollTop) held.scrollTop += by;
    });
    moved.observe(held);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".cop-dismiss");
    if (!button) return;
    const next = button.closest("p").nextElementSibling ?? button.closest("p").previousElementSibling;
    button.closest("p").remove();
    next?.querySelector("button").focus();
  });

  const NAMED = 20; // files that are named in one notice
  // Of a folder only what can be read is sent: the same endings as single files may have.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches?.("#cop-changes input[webkitdirectory]") || !input.files.length) return;
    const single = document.querySelector("#cop-upload input[type=file]");
    const endings = (single?.accept ?? "").split(",").map((ending) => ending.trim());
    const kept = new DataTransfer();
    const others = [];
    for (const file of input.files) {
      const name = file.name.toLowerCase();
      if (!name.startsWith(".") && endings.some((ending) => name.endsWith(ending))) {
        kept.items.add(file);
      } else if (!name.startsWith(".")) others.push(file.name);
    }
    if (kept.files.length === input.files.length) return;
    input.files = kept.files;
    if (kept.files.length) {
      const left = copWords.word("Passed over, as files of this kind cannot be read");
      if (others.length) say(`${left}: ${others.slice(0, NAMED).join(copWords.word(", "))}${others.length > NAMED ? " …" : ""}`, "cop-warned");
      return;
    }
    event.stopImmediatePropagation();
    say(copWords.word("Nothing in this folder can be read."));
  }, true);

  function say(text, style = "cop-failed") {
    const line = document.createElement("p");
    line.className = `cop-told ${style}`;
    const said = document.createElement("span");
    said.textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cop-dismiss";
    button.setAttribute("aria-label", copWords.word("Dismiss"));
    button.textContent = "×";
    line.append(said, button);
    const log = document.querySelector("#cop-messages [role=log]");
    if (log) add(log, [line]);
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
    count();
  }

  // How many of the documents a search shows, in place of how many there are.
  function count() {
    const [grid, name] = ["[role=grid]", ".label"].map((part) => document.querySelector(`#cop-table ${part}`));
    if (!grid || !name) return;
    const total = Number.parseInt(grid.getAttribute("aria-label").replace(/\D/g, ""), 10);
    const shown = Number(grid.getAttribute("aria-rowcount")) - 1; // the head is a row, too
    const fewer = Boolean(document.querySelector("#cop-table .search-input")?.value) && shown < total;
    const text = fewer ? copWords.word("{shown} of {n} shown", { shown, n: total }) : "";
    let found = name.querySelector(".cop-found");
    if (!found && !fewer) return;
    if (!found) {
      found = document.createElement("p");
      found.className = "cop-found";
      found.setAttribute("role", "status");
      name.append(found);
    }
    if (found.textContent !== text) found.textContent = text;
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
  let steady; // the part of the page that is kept in place
  new MutationObserver(() => {
    const held = document.querySelector("#cop-held");
    if (held && held !== steady) keepInPlace((steady = held));
    label();
    for (const news of document.querySelectorAll("#cop-news .cop-news")) tell(news);
    const opened = document.querySelector(".cop-document");
    if (opened && opened.dataset.id !== shown) {
      // The table may fill the whole page, and the document opens below it.
      document.querySelector("#cop-table.fullscreen .toolbar button:last-of-type")?.click();
      // Gradio draws the next document into the place of the one before, however far that was read.
      opened.querySelector(".cop-passages").scrollTop = 0;
      opened.focus({ preventScroll: true });
      requestAnimationFrame(() => opened.scrollIntoView({ block: "start" }));
    }
    shown = opened?.dataset.id;
  }).observe(document.documentElement, {
    // Of news that look like those before only the words and the time are drawn anew.
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-at", "aria-rowcount"],
  });

  return { asks, closes: () => visible(false) };
})();
