// Below an answer: copy it with its citations, save it as a note, say whether it was any good.
// The page keeps each answer as the server gave it (turn.entry) and sends it back for that.
window.copTakeaway = (() => {
  const word = (key, parts) => window.copWords.word(key, parts);
  const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const ALL = "all"; // stands for the whole conversation where a turn is named
  const VERDICTS = [["helpful", "Helpful"], ["not helpful", "Not helpful"], ["wrong speaker", "Wrong speaker"]];
  const LONGEST_NAME = 60;
  // What is going on below a turn: {said, row, chosen, comment}. Of it only the verdict that was
  // sent stays with the conversation (turn.verdict).
  const goings = new WeakMap();
  const going = (turn) => {
    if (!goings.has(turn)) goings.set(turn, {});
    return goings.get(turn);
  };

  const button = (name, value, label, kind = "cop-act") => `<button type="button" class="${kind}" name="${name}" value="${value}">${label}</button>`;
  const taking = (which) => [["copy", "Copy"], ["docx", "Save for Word"], ["md", "Save as Markdown"]]
    .map(([what, label]) => button("take", `${what}:${which}`, escaped(word(label)))).join("");

  // What stands below a turn; `several`: below the last of several, also for all of them.
  function below(turn, several) {
    if (!turn.entry) return "";
    // What came of it stands beside the buttons that were pressed.
    const now = going(turn);
    const said = (row) => (now.said && now.row === row ? `<span class="cop-said cop-said-${turn.id}" role="status">${escaped(word(now.said))}</span>` : "");
    const all = several ? `<div class="cop-take cop-take-all"><span>${escaped(word("The whole conversation"))}</span>${taking(ALL)}${said(ALL)}</div>` : "";
    return `<div class="cop-take">${taking(turn.id)}${said("take")}${judged(turn)}${said("judge")}</div>${commenting(turn)}${all}`;
  }
  // Ticked is what was sent.
  function judged(turn) {
    const label = ([verdict, text]) => `${turn.verdict === verdict ? "✓ " : ""}${escaped(word(text))}`;
    const kind = ([verdict]) => (going(turn).chosen === verdict ? "cop-act cop-chosen" : "cop-act");
    return VERDICTS.map((each) => button("say", `${each[0]}:${turn.id}`, label(each), kind(each))).join("");
  }
  // A verdict that something was wrong may say what.
  function commenting(turn) {
    const { chosen, comment } = going(turn);
    if (!chosen) return "";
    const label = escaped(`${word(VERDICTS.find(([verdict]) => verdict === chosen)[1])}: ${word("What was wrong? (you need not say)")}`);
    return `<form class="cop-comment"><label>${label}<input name="comment" maxlength="2000" value="${escaped(comment ?? "")}"></label><button type="submit" class="cop-act" name="said" value="${turn.id}">${escaped(word("Send"))}</button></form>`;
  }

  // ---- notes ----
  async function note(which, format) {
    const entries = window.cop.entries(which === ALL ? null : which);
    const response = await post("/note", { entries, format });
    return format === "clipboard" ? response.json() : response.blob();
  }
  async function post(path, sent) {
    const response = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent),
    });
    if (!response.ok) throw new Error(await reason(response));
    return response;
  }
  async function reason(response) {
    const text = await response.text();
    try { return JSON.parse(text).detail; } catch { return text; }
  }
  async function save(which, format) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await note(which, format));
    const name = window.cop.titleOf(which === ALL ? null : which).replace(/[^\p{L}\p{N} ]+/gu, " ");
    link.download = `${name.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME) || "note"}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  // Rich text for a word processor or a mail, plain text for where only that goes.
  async function copy(which) {
    const made = note(which, "clipboard");
    const part = (type, key) => made.then((both) => new Blob([both[key]], { type }));
    if (navigator.clipboard?.write && window.ClipboardItem) {
      const item = { "text/html": part("text/html", "html"), "text/plain": part("text/plain", "text") };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    } else {
      // No clipboard on plain http from another machine: the old way still works there.
      const { html, text } = await made;
      const fill = (event) => {
        event.clipboardData.setData("text/html", html);
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
      };
      document.addEventListener("copy", fill, { once: true });
      document.execCommand("copy");
    }
  }
  async function take(what, which) {
    const now = going(window.cop.turn(which));
    now.row = which === ALL ? ALL : "take";
    try {
      await (what === "copy" ? copy(which) : save(which, what));
      now.said = what === "copy" ? "Copied" : "Saved";
    } catch (error) {
      now.said = error.message;
    }
    window.cop.redraw();
  }

  // ---- feedback ----
  async function say(verdict, which) {
    const turn = window.cop.turn(which);
    const now = going(turn);
    now.said = "";
    now.chosen = verdict === "helpful" ? null : verdict;
    if (now.chosen) window.cop.redraw();
    else await send(turn, verdict, "");
  }
  async function send(turn, verdict, comment) {
    const now = going(turn);
    now.row = "judge";
    try {
      await post("/feedback", { entry: turn.entry, verdict, comment, history: window.cop.before(turn) });
      now.said = "Thank you. This is kept on this server, for those who look after it.";
      now.chosen = now.comment = null;
      window.cop.judged(turn, verdict);
    } catch (error) {
      now.said = error.message;
    }
    window.cop.redraw();
    window.copChat.show(`.cop-said-${turn.id}`);
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.('button[name="take"], button[name="say"]');
    if (!pressed) return;
    const [what, which] = pressed.value.split(":");
    if (pressed.name === "take") take(what, which);
    else say(what, which);
  });
  // What is typed outlives the next drawing of the conversation.
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(".cop-comment");
    if (form) going(window.cop.turn(form.querySelector("button").value)).comment = event.target.value;
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.(".cop-comment")) return;
    event.preventDefault();
    const turn = window.cop.turn(event.target.querySelector("button").value);
    send(turn, going(turn).chosen, event.target.querySelector("input").value);
  });

  return { below };
})();
