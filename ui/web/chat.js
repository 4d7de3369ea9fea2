// A click on [1] opens its source in the panel; a click on "Copy" copies the answer.
(() => {
  const turns = () => [...document.querySelectorAll(".cop-turn")];

  function showTurn(turn) {
    for (const other of turns()) other.hidden = other !== turn;
  }

  function openTab(name) {
    for (const tab of document.querySelectorAll('#cop-tabs button[role="tab"]')) {
      if (tab.textContent.trim() === name && tab.getAttribute("aria-selected") !== "true") tab.click();
    }
  }

  function openSource(id) {
    openTab("Sources");
    const anchor = document.getElementById(id);
    if (!anchor) return;
    showTurn(anchor.closest(".cop-turn"));
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
      anchor.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }, 60);
  }

  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // No clipboard on plain http from another machine: the old way still works there.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  // The turn that grows takes its place in the conversation: the server never sends what is there.
  window.copGrow = (json, messages, sources) => {
    if (!json) return [messages, sources];
    const turn = JSON.parse(json);
    const said = (role, text) => ({
      role, content: [{ type: "text", text }], metadata: null, options: null,
    });
    const mark = `data-turn='${turn.turn}'`;
    const at = messages.findIndex(
      (message) => message.role === "user" && message.content?.[0]?.text?.includes(mark));
    const kept = at < 0 ? messages : messages.slice(0, at);
    const grown = [...kept, said("user", turn.question)];
    if (turn.answer) grown.push(said("assistant", turn.answer));
    const shown = sources?.includes("cop-turn") ? sources : "";
    const there = shown.includes(`data-turn="${turn.turn}"`);
    return [grown, turn.sources && !there ? shown + turn.sources : sources];
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#cop-"]');
    if (link) {
      event.preventDefault();
      const id = link.getAttribute("href").slice(1);
      if (id === "cop-question") {
        document.querySelector("#cop-question textarea")?.focus();
        document.getElementById("cop-chat")?.scrollIntoView({ block: "start" });
      } else openSource(id);
      return;
    }
    const button = event.target.closest?.(".cop-copy");
    if (button) copy(button);
  }, true);

  // Gradio labels each message with its HTML; a screen reader should hear the message itself.
  function label() {
    for (const message of document.querySelectorAll("#cop-chat [data-testid]")) {
      const who = { user: "Your question", bot: "Answer" }[message.dataset.testid];
      if (who && message.getAttribute("aria-label") !== who) message.setAttribute("aria-label", who);
    }
    for (const mark of document.querySelectorAll("#cop-chat a.cop-mark:not([aria-label])")) {
      mark.setAttribute("aria-label", `Source ${mark.textContent.replace(/\D/g, "")}`);
    }
  }

  // A new question stays at the top while its answer grows, so that it is read from the start;
  // whoever scrolls is left alone.
  let asked = 0;
  let pinned = null;
  function follow() {
    const questions = document.querySelectorAll("#cop-chat .user-row");
    if (questions.length > asked) pinned = questions[questions.length - 1];
    asked = questions.length;
    const log = pinned?.closest('[role="log"]');
    if (!log) return;
    const distance = pinned.getBoundingClientRect().top - log.getBoundingClientRect().top;
    if (Math.abs(distance) > 2) log.scrollTop += distance;
  }
  for (const kind of ["wheel", "touchmove", "mousedown", "keydown"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.("#cop-chat")) pinned = null;
    }, { passive: true });
  }

  // New sources arrived: show those of the latest answer.
  let known = 0;
  new MutationObserver(() => {
    label();
    follow();
    const all = turns();
    const last = all.at(-1);
    if (all.length !== known) {
      known = all.length;
      if (last) showTurn(last);
    } else if (last && all.every((turn) => !turn.hidden) && all.length > 1) showTurn(last);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
