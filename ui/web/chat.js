// A click on [1] opens its source in the panel.
window.copChat = (() => {
  function openTab(name) {
    for (const tab of document.querySelectorAll('#cop-tabs button[role="tab"]')) {
      if (tab.textContent.trim() === copWords.word(name) && tab.getAttribute("aria-selected") !== "true") tab.click();
    }
  }

  window.copOpenTab = openTab;

  let cited = null; // href of the citation that was opened last, and which of those it is
  const citations = (href) => [...document.querySelectorAll("#cop-chat a[href]")].filter((link) => link.getAttribute("href") === href);

  // Back to the citation that a source was opened from.
  function leave() {
    const links = cited ? citations(cited.href) : [];
    const link = links[cited?.place] ?? links[0] ?? document.querySelector("#cop-question textarea");
    link?.focus({ preventScroll: true });
    moved();
    link?.scrollIntoView({ block: "center" });
  }

  function openSource(id, tries = 0) {
    openTab("Sources");
    cop.showSources(id.split("-")[1]);
    const anchor = document.getElementById(id);
    if (!anchor) {
      // The panel is about to show the sources of that answer; after a second it will not.
      if (tries < 20) setTimeout(() => openSource(id, tries + 1), 50);
      return;
    }
    anchor.dispatchEvent(new CustomEvent("cop-source", { bubbles: true }));
    const number = id.split("-").pop();
    for (const mark of document.querySelectorAll(".cop-turn mark")) {
      const quoted = (mark.dataset.n || "").split(" ").includes(number);
      mark.classList.toggle("cop-current", quoted && mark.closest(".cop-turn") === anchor.closest(".cop-turn"));
    }
    const card = anchor.closest(".cop-card");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // The panel may have been hidden until now: wait until it is laid out. Whoever has gone on to
    // the question box meanwhile keeps typing there.
    setTimeout(() => {
      if (!document.activeElement?.matches("textarea, input")) card.focus({ preventScroll: true });
      // Where a page opens below the words, both are in sight.
      const block = card.querySelector(".cop-page[open]") ? "start" : "center";
      anchor.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
    }, 60);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#cop-"]');
    if (link) {
      event.preventDefault();
      const id = link.getAttribute("href").slice(1);
      if (id === "cop-question") {
        leave();
        window.copViews.closed("source");
      } else {
        cited = { href: `#${id}`, place: citations(`#${id}`).indexOf(link) };
        openSource(id);
        if (window.copViews.narrow()) window.copViews.opened("source", leave);
      }
      return;
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("#cop-sources")) return;
    leave();
    window.copViews.closed("source");
  });

  // What folds out below the edge of the window is brought into view, and so is a new answer.
  document.addEventListener("click", (event) => {
    const filters = event.target.closest?.("#cop-filters > button")?.parentElement;
    if (filters) setTimeout(() => filters.scrollIntoView({ block: "nearest" }), 150);
  });

  // Gradio words the tabs once.
  const TABS = ["Sources", "Documents", "Delegations"];
  function respeak(place, keys) {
    const said = place?.firstChild;
    if (said?.nodeType !== Node.TEXT_NODE) return;
    const text = said.data.trim();
    const key = keys.find((one) => copWords.inAll(one).includes(text));
    if (key && text !== copWords.word(key)) said.data = copWords.word(key);
  }

  // Gradio labels each message with its HTML; a screen reader should hear the message itself.
  function label() {
    for (const message of document.querySelectorAll("#cop-chat [data-testid]")) {
      const key = { user: "Your question", bot: "Answer" }[message.dataset.testid];
      const who = key && copWords.word(key);
      if (who && message.getAttribute("aria-label") !== who) message.setAttribute("aria-label", who);
    }
    for (const mark of document.querySelectorAll("#cop-chat a.cop-mark:not([aria-label])")) {
      mark.setAttribute("aria-label", copWords.word("Source {n}", { n: mark.textContent.replace(/\D/g, "") }));
    }
    copWords.speak(document);
    for (const tab of document.querySelectorAll('#cop-tabs [role="tab"], #cop-tabs .overflow-dropdown button')) respeak(tab, TABS);
    const toggle = document.querySelector("#cop-sidebar .toggle-button");
    const earlier = copWords.word("Conversations");
    if (toggle && toggle.getAttribute("aria-label") !== earlier) toggle.setAttribute("aria-label", earlier);
    window.copLanguage.show();
    window.copTheme.show();
  }

  // A new question stays at the top while its answer grows, so that it is read from the start;
  // whoever moves meanwhile stays where they went, whatever is drawn anew or comes late.
  const A_WHILE = 1000; // milliseconds that what scrolls is taken for the doing of who moves
  let newest = null; // class of the last question
  let pinned = null; // {question, below}: the class of one, and how far below the top it stays
  let moves = 0; // until when what scrolls is their doing
  let redrawn = false; // what had the focus was drawn anew: the browser may have gone to the top
  const log = () => document.querySelector('#cop-chat [role="log"]');
  const questions = () => document.querySelectorAll("#cop-chat .cop-asked");
  const below = (question) => question.closest(".user-row").getBoundingClientRect().top - log().getBoundingClientRect().top;
  const pin = (question) => { if (question) pinned = { question: question.classList[1], below: below(question) }; };
  function moved() { moves = performance.now() + A_WHILE; }
  function follow() {
    const last = [...questions()].at(-1);
    const name = last?.classList[1];
    if (name !== newest) {
      pinned = name && { question: name, below: 0 };
      moves = 0;
      if (last) {
        log().style.setProperty("--cop-asked", `${last.closest(".user-row").offsetHeight}px`);
        document.querySelector("#cop-chat").scrollIntoView({ block: "nearest" });
      }
    }
    newest = name;
    redrawn = false;
    const question = pinned && document.querySelector(`#cop-chat .${pinned.question}`);
    const distance = question ? below(question) - pinned.below : 0;
    if (Math.abs(distance) > 2) log().scrollTop += distance;
  }
  document.addEventListener("scroll", ({ target }) => {
    if (redrawn || performance.now() > moves || target !== log()) return;
    moved();
    pin([...questions()].findLast((one) => below(one) <= 0) ?? questions()[0]);
  }, { capture: true, passive: true });
  // What is pressed in the conversation may draw it anew: then its question stays where it was.
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.("#cop-chat button")) return;
    const before = (question) => question.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    pin([...questions()].findLast(before) ?? questions()[0]);
    moves = 0;
  });
  let tabs = false; // whether the focus goes where it goes by the keyboard
  for (const kind of ["wheel", "touchmove", "mousedown", "keydown", "focusin"]) {
    document.addEventListener(kind, ({ target, key }) => {
      if (kind !== "focusin") tabs = key === "Tab";
      if (target.closest?.("#cop-chat") && (kind !== "focusin" || tabs)) moved();
    }, { passive: true });
  }

  // What came of something stands in sight, whatever was to stay where it was.
  function show(selector) {
    setTimeout(() => {
      moved();
      document.querySelector(`#cop-chat ${selector}`)?.scrollIntoView({ block: "nearest" });
    }, 80);
  }

  // Once before the next picture, however much changed for it: to measure is to lay all out anew.
  let due = 0;
  new MutationObserver(() => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      label();
      follow();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  return { show, stay() { redrawn = true; } };
})();
