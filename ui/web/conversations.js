// The conversations of one browser: kept here, shown from here, and sent from here. The server
// answers one question at a time and is told those that went before it.
window.cop = (() => {
  const HISTORY_LENGTH = 20000; // characters of the earlier questions that go with one
  const OPEN = "cop-open"; // which one this tab shows: a reload shows it again
  const STRETCH = 10; // turns by which a conversation is drawn and sent: all of a long one would be slow
  const kept = window.copKept;
  const { word, spoken } = window.copWords;

  const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  // ---- what is kept ----
  let current = null; // the conversation that is shown; null: a new one, without a question yet
  let removed = null; // the one removed last, as long as it can come back
  let taken = null; // {conversation, turn, name, by}: the turn removed or replaced last, as long as it can come back
  let renaming = null; // id of the one whose name is being written
  function show(conversation) {
    current = conversation;
    editing = taken = null;
    earlier = 0;
    shownSources = current?.turns.at(-1)?.id ?? null;
    try {
      if (current) sessionStorage.setItem(OPEN, current.id);
      else sessionStorage.removeItem(OPEN);
    } catch { /* a reload begins anew */ }
  }
  kept.watch(() => redraw());

  // ---- one question after the other ----
  const waiting = [];
  let going = null; // {conversation, turn, place} that the server works on; place: in its queue, from 0
  const ENDING = 5000; // milliseconds that the next question waits for the end of one that was stopped
  let ending = null; // {turn, timer}: the one that was stopped, until the server has ended it
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
    const replaced = options.instead ?? editing;
    const name = current.name;
    if (replaced) drop(replaced);
    editing = null;
    current.at = at;
    const turn = { id: at, question, html: "", sources: "", state: "waiting", wide: options.wide };
    current.turns.push(turn);
    if (replaced && current.turns.length === 1 && name === replaced.question) current.name = question;
    if (replaced) taken = { conversation: current, turn: replaced, name, by: turn };
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
    if (going || ending || !waiting.length) return;
    going = waiting.shift();
    going.turn.state = "going";
    trigger("submit");
    watchQueue(going);
  }
  // Where many ask at once, Gradio tells the place in its queue beside what an answer comes in.
  function watchQueue(run) {
    if (going !== run || run.turn.html) return;
    const told = document.querySelector("#cop-turn")?.textContent.match(/queue: (\d+)\//);
    const place = told ? told[1] - 1 : 0;
    if (place !== (run.place ?? 0)) {
      run.place = place;
      redraw();
    }
    setTimeout(watchQueue, 500, run);
  }
  // What goes to the server: the question, those before it, its number, the filters.
  function next(...narrow) {
    if (!going) return ["", "", "", ...narrow];
    const { conversation, turn } = going;
    const held = turn.wide ? narrow.map((value) => (Array.isArray(value) ? [] : "")) : copDates.real(narrow);
    return [turn.question, before(turn, conversation).join("\n"), String(turn.id), ...held];
  }
  // The last questions before a turn. They begin where the stretch before the last one does, so
  // that the server, which remembers how it understood them, seldom has to do so anew.
  function before(turn, { turns } = current) {
    const n = turns.indexOf(turn);
    const past = turns.slice(stretchBefore(n), n).map(({ question }) => question);
    while (past.join("\n").length > HISTORY_LENGTH) past.shift();
    return past;
  }
  const stretchBefore = (n, earlier = 0) => Math.max(0, (Math.floor(n / STRETCH) - 1 - earlier) * STRETCH);
  function grow(json) {
    const grown = json ? JSON.parse(json) : {};
    const turn = going?.turn;
    if (ending && grown.done && String(ending.turn.id) === String(grown.turn)) ended();
    if (turn && String(turn.id) === String(grown.turn)) {
      Object.assign(turn, { html: grown.answer, sources: grown.sources, entry: grown.entry, more: grown.more });
      if (grown.done) finish();
    }
    return drawn();
  }
  function finish() {
    const { conversation, turn } = going;
    going = null;
    turn.state = "done";
    turn.suggests = true;
    kept.keep(conversation, [turn]);
    setTimeout(() => { pump(); if (!going) trigger("input"); }, 0);
  }
  function stop() {
    if (!going) return;
    const { conversation, turn } = going;
    going = null;
    clearTimeout(ending?.timer);
    ending = { turn, timer: setTimeout(ended, ENDING) };
    turn.html = problem("Stopped.");
    turn.state = "done";
    kept.keep(conversation, [turn]);
  }
  // Two that come together would take the place of each other on their way to the page.
  function ended() {
    clearTimeout(ending.timer);
    ending = null;
    pump();
  }
  const problem = (said) => `<div class="cop-problem"><p data-word="${said}">${escaped(word(said))}</p></div>`;
  // A request that failed on its way: nobody else says so.
  function failed() {
    if (ending) ended();
    else if (going) {
      going.turn.html = problem("This did not work. Ask again.");
      finish();
    }
    return drawn();
  }

  // ---- the next questions, once they have been tried ----
  function tried() {
    const turn = current?.turns.at(-1);
    if (!turn?.suggests || turn.state !== "done") return ["", "", ""];
    turn.suggests = false;
    return [turn.question, before(turn).join("\n"), String(turn.id)];
  }
  function suggest(json) {
    const { turn: id, next: questions } = json ? JSON.parse(json) : {};
    const turn = current?.turns.find((other) => String(other.id) === String(id));
    if (turn && questions?.length) {
      turn.next = questions;
      kept.keep(current, [turn]);
    }
    return drawn();
  }

  // ---- what Gradio's parts show ----
  let shownSources = null; // the turn whose sources the panel holds
  let earlier = 0; // stretches that are drawn before the last ones
  const said = (role, text) => ({ role, content: [{ type: "text", text }], metadata: null, options: null });
  const drawnTurns = new WeakMap(); // messages that did not change stay the same objects

  function messages() {
    const turns = current?.turns ?? [];
    const first = stretchBefore(turns.length, earlier); // so that what is drawn seldom changes its place
    return turns.slice(first).flatMap((turn, n) => {
      const more = first && !n ? `<button type="button" class="cop-act" name="act" value="earlier">${escaped(word("Show earlier questions ({n})", { n: first }))}</button>` : "";
      const content = [askedHtml(turn, more), turnHtml(turn, turn === turns.at(-1))];
      const drawn = drawnTurns.get(turn);
      if (drawn && content.every((text, part) => text === drawn.content[part])) return drawn.pair;
      const pair = ["user", "assistant"].map((role, part) =>
        content[part] === drawn?.content[part] ? drawn.pair[part] : said(role, content[part]));
      drawnTurns.set(turn, { content, pair });
      return pair;
    });
  }
  // By its class a question is found again, wherever it is drawn.
  const askedHtml = ({ id, question }, more) => `${more}<div class="cop-asked cop-turn-${id}" dir="auto">${escaped(question)}</div>`;
  function turnHtml(turn, isLast) {
    if (turn.state === "waiting") return pending(word("Waits for the answer before it"));
    if (turn.state === "going" && !turn.html) {
      return pending(going.place ? word("Questions that wait before yours: {n}", { n: going.place }) : word("Looking in the documents…"));
    }
    if (turn.state !== "done") return spoken(turn);
    if (turn.gone) return problem("What this quoted has changed, or is closed to you now. Ask again.") + actions(turn, isLast);
    const several = isLast && entries(null).length > 1;
    return spoken(turn) + window.copTakeaway.below(turn, several) + actions(turn, isLast);
  }
  const pending = (text) => `<div class="cop-pending" role="status"><span class="cop-dots"><span></span><span></span><span></span></span> ${escaped(text)}</div>`;
  function actions(turn, isLast) {
    if (!isLast) return "";
    if (editing === turn) {
      return `<p class="cop-editing" role="status">${escaped(word("You are changing your last question."))} <button type="button" class="cop-act" name="act" value="leave">${escaped(word("Leave it as it was"))}</button></p>`;
    }
    const button = (what) => `<button type="button" class="cop-act" name="act" value="${what[0]}">${escaped(word(what[1]))}</button>`;
    const all = [["retry", "Ask again"], ["edit", "Change the question"], ["undo", "Remove"]];
    const more = turn.more ? `<button type="button" class="cop-act" name="ask" value="${escaped(word("Show more."))}">${escaped(word("Show more ({n})", { n: turn.more }))}</button>` : "";
    const row = `<div class="cop-actions">${more}${all.map(button).join("")}</div>`;
    if (!turn.next?.length) return row;
    const next = turn.next.map((question) => `<li><button type="button" class="cop-next" name="ask" value="${escaped(question)}" dir="auto">${escaped(question)}</button></li>`);
    return `${row}<div class="cop-nexts"><p>${escaped(word("You may go on with"))}</p><ul role="list">${next.join("")}</ul></div>`;
  }
  function judged(turn, verdict) {
    turn.verdict = verdict;
    if (current?.turns.includes(turn)) kept.keep(current, [turn]);
  }
  function listing() {
    const head = `<h2 class="cop-sidebar-head">${escaped(word("Conversations"))}</h2>`;
    const rows = kept.list().map(({ id, name, at }) => {
      if (id === renaming) {
        return `<li><form class="cop-rename" data-id="${id}"><input value="${escaped(name)}" maxlength="200" aria-label="${escaped(word("Name of the conversation"))}"><button type="submit">${escaped(word("Keep"))}</button></form></li>`;
      }
      const open = id === current?.id;
      const act = (what, text) => `<button type="button" class="cop-small" name="act" value="${what}" data-id="${id}" aria-label="${escaped(`${word(text)}: ${name}`)}">${escaped(word(text))}</button>`;
      return `<li><button type="button" class="cop-open" name="act" value="open" data-id="${id}" dir="auto"${open ? ' aria-current="true"' : ""}><span>${escaped(name)}</span></button>${when(at)}${act("rename", "Rename")}${act("delete", "Delete")}</li>`;
    });
    const back = removed ? undoing("Deleted.", "restore") : "";
    const none = rows.length ? "" : `<p class="cop-empty">${escaped(word(kept.shared ? "Your conversations are kept with your account." : "Your conversations stay in this browser."))}</p>`;
    return `${head}${back}${none}<ul class="cop-conversations" role="list">${rows.join("")}</ul>`;
  }
  // The time of one of today, else the day.
  function when(at) {
    const then = new Date(at);
    const today = then.toDateString() === new Date().toDateString();
    const parts = today ? { timeStyle: "short" } : { dateStyle: "medium" };
    return `<time datetime="${then.toISOString()}">${escaped(then.toLocaleString(window.copLanguage.language(), parts))}</time>`;
  }
  const undoing = (text, act) => `<p class="cop-undo" role="status">${escaped(word(text))} <button type="button" name="act" value="${act}">${escaped(word("Undo"))}</button></p>`;
  const undone = () => (taken && !going ? undoing(taken.by ? "The earlier answer was replaced." : "Removed.", "bring") : "");
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
      ask(turn.question, { wide: turn.wide, keepsBox: true, instead: turn });
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
        kept.keep(current);
      } else {
        kept.remove(current.id);
        show(null);
      }
      taken = { conversation, turn, name };
    },
    bring() {
      const { conversation, turn, name, by } = taken;
      if (by) drop(by);
      conversation.turns.push(turn);
      conversation.name = name;
      show(conversation);
      kept.keep(conversation, [turn]);
    },
    leave() { editing = null; filled = ""; },
    earlier() { earlier += 1; },
    conversations: () => document.querySelector("#cop-sidebar .toggle-button").click(),
    tour: () => window.copTour(),
    documents: () => window.copOpenTab("Documents"),
    async open({ id }) {
      show(await kept.whole(id));
      renaming = null;
      // On a phone the list covers what was chosen.
      if (window.copViews.narrow()) document.querySelector("#cop-sidebar.open .toggle-button")?.click();
    },
    rename({ id }) { renaming = id; },
    async delete({ id }) {
      const open = current?.id === id;
      removed = { conversation: await kept.whole(id), open };
      kept.remove(id);
      if (open) show(null);
    },
    restore() {
      const { conversation, open } = removed;
      kept.keep(conversation, conversation.turns);
      if (open) show(conversation);
      const { id } = conversation;
      removed = null;
      soon(`.cop-open[data-id="${id}"]`, (row) => row.focus());
    },
  };
  async function act(data) {
    await acts[data.act]?.(data);
    redraw();
    if (data.act === "rename") soon(".cop-rename input", (input) => { input.focus(); input.select(); });
    if (["undo", "bring"].includes(data.act)) window.copFocus.home();
  }
  function soon(selector, then) {
    setTimeout(() => { const found = document.querySelector(selector); if (found) then(found); }, 80);
  }
  function rename(id, name) {
    const conversation = id === current?.id ? current : kept.read(id);
    renaming = null;
    if (conversation && name.trim()) {
      conversation.name = name.trim();
      kept.keep(conversation);
    }
    redraw(); // the row takes the focus of its form, which goes
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
    window.copFilters.fold(); // none of them outlives a conversation
    window.copFocus.home();
    return drawn();
  }
  function restore() {
    let id = null;
    try { id = sessionStorage.getItem(OPEN); } catch { /* a new one */ }
    const conversation = id && kept.read(id);
    if (conversation) show(conversation);
    kept.meet();
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

  // ---- filters as chips ----
  let dropped = null; // [which filter, value] that goes
  function chips(titles, labels, values) {
    const all = values.flatMap((value, filter) =>
      (Array.isArray(value) ? value : [value].filter((text) => text?.trim())).map((one) => ({ filter, value: one, text: (labels[filter] ?? "{value}").replace("{value}", one) })));
    const chip = ({ filter, value, text }) => `<li class="cop-chip"><span dir="auto">${escaped(text)}</span><button type="button" class="cop-cross" name="drop" data-filter="${filter}" value="${escaped(value)}">${escaped(word("Without the filter {name}", { name: text }))}</button></li>`;
    if (!all.length) return "";
    return `<ul class="cop-chips" role="list" aria-label="${escaped(word("Filters in force"))}">${all.map(chip).join("")}</ul>`;
  }
  const narrowed = (...values) => chips([], ["{value}", word("meeting {n}", { n: "{value}" }), "{value}", "{value}", word("from {date}", { date: "{value}" }), word("until {date}", { date: "{value}" })], copDates.real(values));
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
    ask, next, grow, stop, failed, tried, suggest, restart, restore, drawn, narrowed, without, showSources,
    respoken() { trigger("blur"); redraw(); },
    redraw, judged, entries, titleOf, before, turn: turnOf,
    connect(way) { trigger = way; },
    stops() {
      const id = going?.turn.id ?? "";
      stop();
      redraw();
      return String(id);
    },
    sends(text) { ask(text); return drawn(); },
  };
})();
