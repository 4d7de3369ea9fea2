// The conversations of one browser: kept here, shown from here, and sent from here. The server
// keeps none; it answers one question at a time and is told those that went before it.
window.cop = (() => {
  // Of each account apart, where there are accounts: several may use one browser.
  const account = document.cookie.match(/(?:^|; )cop_account=(\w+)/)?.[1];
  const KEPT = account ? `cop-conversation-of-${account}-` : "cop-conversation-";
  const MOST = 60; // conversations that are kept, the latest
  const HISTORY = 20; // earlier questions that go with one
  const HISTORY_LENGTH = 20000; // characters of all of them
  const OPEN = "cop-open"; // which one this tab shows: a reload shows it again

  // ---- words of the page ----
  const language = () => window.copLanguage.language();
  function word(key, parts = {}) {
    const said = window.gradio_config?.i18n_translations?.[language()]?.[key] ?? key;
    return said.replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);
  }
  const inAll = (key) => [key, ...Object.values(window.gradio_config?.i18n_translations ?? {}).map((said) => said[key])];
  const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  // ---- what is kept ----
  let current = null; // the conversation that is shown; null: a new one, without a question yet
  let removed = null; // the one removed last, as long as it can come back
  let taken = null; // {conversation, turn, name}: the turn removed last, as long as it can come back
  let renaming = null; // id of the one whose name is being written
  const storage = () => { try { return window.localStorage; } catch { return null; } };
  let names = null; // id, name and time of each, the latest first

  function kept() {
    if (names) return names;
    names = [];
    const there = storage();
    for (let n = 0; there && n < there.length; n += 1) {
      const key = there.key(n);
      if (!key.startsWith(KEPT)) continue;
      const { id, name, at } = read(key.slice(KEPT.length)) ?? {};
      if (id) names.push({ id, name, at });
    }
    names.sort((one, other) => other.at - one.at);
    return names;
  }
  function read(id) {
    try { return JSON.parse(storage()?.getItem(KEPT + id) ?? "null"); } catch { return null; }
  }
  function keep(conversation) {
    const there = storage();
    if (!there) return;
    const done = conversation.turns.filter((turn) => turn.state === "done");
    const text = JSON.stringify({ ...conversation, turns: done });
    kept(); // whatever else is there: the oldest makes room
    names = names.filter(({ id }) => id !== conversation.id);
    while (names.length >= MOST) forget(names.pop().id);
    for (;;) {
      try {
        there.setItem(KEPT + conversation.id, text);
        break;
      } catch {
        if (!names.length) return; // no room at all: it lasts as long as the page
        forget(names.pop().id);
      }
    }
    const { id, name, at } = conversation;
    names.push({ id, name, at });
    names.sort((one, other) => other.at - one.at);
  }
  function remove(id) {
    forget(id);
    names = null;
  }
  const forget = (id) => storage()?.removeItem(KEPT + id);
  function show(conversation) {
    current = conversation;
    editing = taken = null;
    shownSources = current?.turns.at(-1)?.id ?? null;
    try {
      if (current) sessionStorage.setItem(OPEN, current.id);
      else sessionStorage.removeItem(OPEN);
    } catch { /* a reload begins anew */ }
  }
  window.addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(KEPT)) { names = null; redraw(); } // another tab wrote
  });

  // ---- one question after the other ----
  const waiting = [];
  let going = null; // {conversation, turn} that the server works on
  let stopped = 0; // runs that were cancelled and whose end is still to come
  let editing = null; // the turn that the next question takes the place of
  let emptied = false; // whether the question box is to be emptied
  let filled = null; // what the question box is to hold
  let trigger = () => {};
  let last = 0;
  const fresh = () => { last = Math.max(Date.now(), last + 1); return last; };

  function ask(text, options = {}) {
    const question = String(text ?? "").trim().split(/\s+/).join(" ");
    if (!question) return;
    taken = null;
    const at = fresh();
    if (!current) show({ id: String(at), name: question, turns: [] });
    if (editing) {
      drop(editing);
      editing = null;
    }
    current.at = at;
    const turn = { id: at, question, html: "", sources: "", state: "waiting", wide: options.wide };
    current.turns.push(turn);
    waiting.push({ conversation: current, turn });
    emptied = !options.keepsBox;
    shownSources = turn.id;
    redraw();
    pump();
  }
  function drop(turn) {
    const at = current.turns.indexOf(turn);
    if (at < 0) return;
    if (going?.turn === turn) stop();
    current.turns.splice(at, 1);
    if (!at && current.name === turn.question) current.name = current.turns[0]?.question ?? turn.question;
  }
  function pump() {
    if (going || !waiting.length) return;
    going = waiting.shift();
    going.turn.state = "going";
    trigger("submit");
  }
  // What goes to the server: the question, those before it, its number, the filters.
  function next(...narrow) {
    if (!going) return ["", "", "", ...narrow];
    const { conversation, turn } = going;
    const before = conversation.turns.slice(0, conversation.turns.indexOf(turn));
    const past = before.map(({ question }) => question).slice(-HISTORY);
    while (past.join("\n").length > HISTORY_LENGTH) past.shift();
    const held = turn.wide ? narrow.map((value) => (Array.isArray(value) ? [] : "")) : narrow;
    return [turn.question, past.join("\n"), String(turn.id), ...held];
  }
  function grow(json) {
    const grown = json ? JSON.parse(json) : {};
    const turn = going?.turn;
    if (turn && String(turn.id) === String(grown.turn)) {
      Object.assign(turn, { html: grown.answer, sources: grown.sources, entry: grown.entry });
      if (grown.done) finish();
    }
    return drawn();
  }
  function finish() {
    const { conversation, turn } = going;
    going = null;
    turn.state = "done";
    turn.suggests = true;
    keep(conversation);
    setTimeout(() => { pump(); if (!going) trigger("input"); }, 0);
  }
  function stop() {
    if (!going) return;
    stopped += 1;
    const { conversation, turn } = going;
    going = null;
    turn.html = `<div class="cop-problem"><p>${escaped(word("Stopped."))}</p></div>`;
    turn.state = "done";
    keep(conversation);
    setTimeout(pump, 0);
  }
  // A request that failed on its way: nobody else says so.
  function failed() {
    if (stopped) stopped -= 1;
    else if (going) {
      const said = word("This did not work. Ask again.");
      going.turn.html = `<div class="cop-problem"><p>${escaped(said)}</p></div>`;
      finish();
    }
    return drawn();
  }

  // ---- the next questions, once they have been tried ----
  function tried() {
    const turn = current?.turns.at(-1);
    if (!turn?.suggests || turn.state !== "done") return ["", "", ""];
    turn.suggests = false;
    const past = current.turns.slice(0, -1).map(({ question }) => question).slice(-HISTORY);
    while (past.join("\n").length > HISTORY_LENGTH) past.shift();
    return [turn.question, past.join("\n"), String(turn.id)];
  }
  function suggest(json) {
    const { turn: id, next: questions } = json ? JSON.parse(json) : {};
    const turn = current?.turns.find((other) => String(other.id) === String(id));
    if (turn && questions?.length) {
      turn.next = questions;
      keep(current);
    }
    return drawn();
  }

  // ---- what Gradio's parts show ----
  let shownSources = null; // the turn whose sources the panel holds
  const said = (role, text) => ({ role, content: [{ type: "text", text }], metadata: null, options: null });
  const drawnTurns = new WeakMap(); // messages that did not change stay the same objects

  function messages() {
    const turns = current?.turns ?? [];
    return turns.flatMap((turn) => {
      const content = turnHtml(turn, turn === turns.at(-1));
      const before = drawnTurns.get(turn);
      if (before?.content === content) return before.pair;
      const asked = `<div class="cop-asked" dir="auto">${escaped(turn.question)}</div>`;
      const pair = [before?.pair[0] ?? said("user", asked), said("assistant", content)];
      drawnTurns.set(turn, { content, pair });
      return pair;
    });
  }
  function turnHtml(turn, isLast) {
    if (turn.state === "waiting") return pending(word("Waits for the answer before it"));
    if (turn.state === "going" && !turn.html) return pending(word("Looking in the documents…"));
    if (turn.state !== "done") return turn.html;
    const several = isLast && entries(null).length > 1;
    return turn.html + window.copTakeaway.below(turn, several) + actions(turn, isLast);
  }
  const pending = (text) => `<div class="cop-pending" role="status"><span class="cop-dots"><span></span><span></span><span></span></span> ${escaped(text)}</div>`;
  function actions(turn, isLast) {
    if (!isLast) return "";
    if (editing === turn) {
      return `<p class="cop-editing" role="status">${escaped(word("You are changing your last question."))} <button type="button" class="cop-act" name="act" value="leave">${escaped(word("Leave it as it was"))}</button></p>`;
    }
    const button = (what) => `<button type="button" class="cop-act" name="act" value="${what[0]}">${escaped(word(what[1]))}</button>`;
    const all = [["retry", "Ask again"], ["edit", "Change the question"], ["undo", "Remove"]];
    const row = `<div class="cop-actions">${all.map(button).join("")}</div>`;
    if (!turn.next?.length) return row;
    const next = turn.next.map((question) => `<li><button type="button" class="cop-next" name="ask" value="${escaped(question)}" dir="auto">${escaped(question)}</button></li>`);
    return `${row}<div class="cop-nexts"><p>${escaped(word("You may go on with"))}</p><ul role="list">${next.join("")}</ul></div>`;
  }
  function listing() {
    const rows = kept().map(({ id, name }) => {
      if (id === renaming) {
        return `<li><form class="cop-rename" data-id="${id}"><input value="${escaped(name)}" maxlength="200" aria-label="${escaped(word("Name of the conversation"))}"><button type="submit">${escaped(word("Keep"))}</button></form></li>`;
      }
      const open = id === current?.id;
      const act = (what, text, sign) => `<button type="button" class="cop-icon" name="act" value="${what}" data-id="${id}" aria-label="${escaped(`${word(text)}: ${name}`)}" title="${escaped(word(text))}">${sign}</button>`;
      return `<li><button type="button" class="cop-open" name="act" value="open" data-id="${id}" dir="auto"${open ? ' aria-current="true"' : ""}>${escaped(name)}</button>${act("rename", "Rename", "✎")}${act("delete", "Delete", "✕")}</li>`;
    });
    const back = removed ? undoing("Deleted.", "restore") : "";
    const none = rows.length ? "" : `<p class="cop-empty">${escaped(word("Your conversations stay in this browser."))}</p>`;
    return `${back}${none}<ul class="cop-conversations" role="list">${rows.join("")}</ul>`;
  }
  const undoing = (text, act) => `<p class="cop-undo" role="status">${escaped(word(text))} <button type="button" name="act" value="${act}">${escaped(word("Undo"))}</button></p>`;
  const undone = () => (taken ? undoing("Removed.", "bring") : "");
  // The values of: chat, sources, list of conversations, question box, what can be undone.
  function drawn() {
    const turn = current?.turns.find(({ id }) => id === shownSources);
    const empty = `<p class="cop-empty">${escaped(word("The paragraphs that an answer stands on appear here, with the quoted words marked."))}</p>`;
    const box = { __type__: "update", submit_btn: going ? false : word("Ask"), stop_btn: going ? word("Stop") : false };
    if (filled !== null) box.value = filled;
    else if (emptied) box.value = "";
    emptied = false;
    filled = null;
    return [messages(), turn?.sources || empty, listing(), box, undone()];
  }
  const redraw = () => trigger("change");

  // ---- what the user does ----
  const acts = {
    retry() {
      const turn = current.turns.at(-1);
      drop(turn);
      ask(turn.question, { wide: turn.wide, keepsBox: true });
    },
    edit() {
      editing = current.turns.at(-1);
      fill(editing.question);
    },
    undo() {
      const [conversation, turn, name] = [current, current.turns.at(-1), current.name];
      drop(turn);
      if (current.turns.length) {
        shownSources = current.turns.at(-1).id;
        keep(current);
      } else {
        remove(current.id);
        show(null);
      }
      taken = { conversation, turn, name };
    },
    bring() {
      const { conversation, turn, name } = taken;
      conversation.turns.push(turn);
      conversation.name = name;
      show(conversation);
      keep(conversation);
    },
    leave() { editing = null; filled = ""; },
    tour: () => window.copTour(),
    documents: () => window.copOpenTab("Documents"),
    open({ id }) {
      show(read(id));
      renaming = null;
      // On a phone the list covers what was chosen.
      if (window.copViews.narrow()) document.querySelector("#cop-sidebar.open .toggle-button")?.click();
    },
    rename({ id }) { renaming = id; },
    delete({ id }) {
      removed = read(id);
      remove(id);
      if (current?.id === id) show(null);
    },
    restore() {
      keep(removed);
      const { id } = removed;
      removed = null;
      soon(`.cop-open[data-id="${id}"]`, (row) => row.focus());
    },
  };
  function act(data) {
    acts[data.act]?.(data);
    redraw();
    if (data.act === "rename") soon(".cop-rename input", (input) => { input.focus(); input.select(); });
    if (["undo", "bring"].includes(data.act)) window.copFocus.home();
  }
  function soon(selector, then) {
    setTimeout(() => { const found = document.querySelector(selector); if (found) then(found); }, 80);
  }
  function rename(id, name) {
    const conversation = id === current?.id ? current : read(id);
    renaming = null;
    if (conversation && name.trim()) {
      conversation.name = name.trim();
      keep(conversation);
    }
    redraw();
    soon(`.cop-open[data-id="${id}"]`, (row) => row.focus());
  }
  // A question to be completed by the user, with the part that is likely to change marked.
  function fill(text, part = "") {
    filled = text;
    redraw();
    soon("#cop-question textarea", (area) => {
      area.focus();
      // "meeting 24" stands in a question in other words: then its number is what may change.
      const marked = [part, part.split(" ").at(-1)].find((words) => words && text.includes(words));
      if (marked) area.setSelectionRange(text.indexOf(marked), text.indexOf(marked) + marked.length);
    });
  }
  function restart() {
    show(null);
    return drawn();
  }
  function restore() {
    let id = null;
    try { id = sessionStorage.getItem(OPEN); } catch { /* a new one */ }
    const conversation = id && read(id);
    if (conversation) show(conversation);
    return drawn();
  }
  function showSources(id) {
    if (String(shownSources) === String(id)) return;
    shownSources = Number(id);
    redraw();
  }

  // ---- what is taken away ----
  const turnOf = (id) => current?.turns.find((turn) => String(turn.id) === String(id)) ?? current?.turns.at(-1);
  const entries = (id) => (id ? [turnOf(id)] : current?.turns ?? []).map(({ entry }) => entry).filter(Boolean);
  const titleOf = (id) => (id ? turnOf(id).question : current.name);
  const before = (turn) => current.turns.slice(0, current.turns.indexOf(turn)).map(({ question }) => question).slice(-HISTORY);

  // ---- filters as chips ----
  let dropped = null; // [which filter, value] that goes
  function chips(titles, labels, values) {
    const all = values.flatMap((value, filter) =>
      (Array.isArray(value) ? value : [value].filter((text) => text?.trim())).map((one) => ({ filter, value: one, text: (labels[filter] ?? "{value}").replace("{value}", one) })));
    const chip = ({ filter, value, text }) => `<li class="cop-chip"><span dir="auto">${escaped(text)}</span><button type="button" class="cop-cross" name="drop" data-filter="${filter}" value="${escaped(value)}">${escaped(word("Without the filter {name}", { name: text }))}</button></li>`;
    if (!all.length) return "";
    return `<ul class="cop-chips" role="list" aria-label="${escaped(word("Filters in force"))}">${all.map(chip).join("")}</ul>`;
  }
  const narrowed = (...values) => chips([], ["{value}", word("meeting {n}", { n: "{value}" }), "{value}", "{value}", word("from {date}", { date: "{value}" }), word("until {date}", { date: "{value}" })], values);
  function without(...values) {
    const [filter, value] = dropped ?? [-1];
    return values.map((held, n) => {
      if (n !== filter) return held;
      return Array.isArray(held) ? held.filter((one) => String(one) !== value) : "";
    });
  }

  document.addEventListener("click", (event) => {
    // In a message only plain attributes are let through: a button says by its name what it does.
    const button = event.target.closest?.("button[name]");
    if (!button) return;
    const { name, value, dataset } = button;
    if (name === "act") act({ act: value, ...dataset });
    else if (name === "ask") ask(value, { keepsBox: true });
    else if (name === "wide") ask(value, { keepsBox: true, wide: true });
    else if (name === "fill") fill(value, button.textContent);
    else if (name === "drop") { dropped = [Number(dataset.filter), value]; trigger("select"); }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.(".cop-rename")) return;
    event.preventDefault();
    rename(event.target.dataset.id, event.target.querySelector("input").value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.(".cop-rename input")) rename(renaming, "");
  });

  return {
    ask, next, grow, stop, failed, tried, suggest, restart, restore, drawn, narrowed, without, showSources, word, inAll,
    respoken() { trigger("blur"); redraw(); },
    redraw, entries, titleOf, before, turn: turnOf,
    connect(way) { trigger = way; },
    stops() { stop(); return drawn(); },
    sends(text) { ask(text); return drawn(); },
  };
})();
