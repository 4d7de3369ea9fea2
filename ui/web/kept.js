// What one browser keeps of its conversations: the head of each (name, time, the ids of its turns)
// by itself, and each turn by itself, so that a long conversation costs no more to go on with.
// Where there are accounts the server has the same, for the other browsers of an account.
window.copKept = (() => {
  // Of each account apart, where there are accounts: several may use one browser.
  const account = document.cookie.match(/(?:^|; )cop_account=(\w+)/)?.[1];
  const HEAD = account ? `cop-conversation-of-${account}-` : "cop-conversation-";
  const TURN = account ? `cop-turn-of-${account}-` : "cop-turn-";
  const MOST = 60; // conversations that are kept, the latest
  const storage = () => { try { return window.localStorage; } catch { return null; } };
  const turnKey = (id, turn) => `${TURN}${id}-${turn}`;
  let names = null; // id, name and time of each, the latest first

  function parsed(key) {
    try { return JSON.parse(storage()?.getItem(key) ?? "null"); } catch { return null; }
  }
  function list() {
    if (names) return names;
    names = [];
    const there = storage();
    for (let n = 0; there && n < there.length; n += 1) {
      if (!there.key(n).startsWith(HEAD)) continue;
      const { id, name, at } = parsed(there.key(n)) ?? {};
      if (id) names.push({ id, name, at });
    }
    names.sort((one, other) => other.at - one.at);
    return names;
  }
  function read(id) {
    const head = parsed(HEAD + id);
    if (!head?.turns.some((turn) => turn.id)) {
      return head && { ...head, turns: head.turns.map((turn) => parsed(turnKey(id, turn))).filter(Boolean) };
    }
    // An earlier version kept the turns in the head.
    storage().removeItem(HEAD + id);
    keep(head, head.turns);
    return head;
  }
  // Keeps the head of a conversation and those of its turns that changed.
  function keep(conversation, changed = []) {
    const { id, name, at } = conversation;
    const before = parsed(HEAD + id) ?? { turns: [] };
    const done = conversation.turns.filter((turn) => turn.state === "done");
    const turns = done.map((turn) => turn.id);
    list(); // whatever else is there: the oldest makes room
    names = names.filter((other) => other.id !== id);
    while (names.length >= MOST) forget(names.pop().id);
    const gone = before.turns.filter((turn) => !turns.includes(turn));
    for (const turn of gone) storage().removeItem(turnKey(id, turn));
    const anew = done.filter((turn) => changed.includes(turn));
    const sent = (before.sent ?? []).filter((turn) => turns.includes(turn));
    const whole = anew.every((turn) => write(turnKey(id, turn.id), turn));
    if (whole && write(HEAD + id, { id, name, at, turns, sent })) {
      names.push({ id, name, at });
      names.sort((one, other) => other.at - one.at);
    } // else it lasts as long as the page
    if (gone.length || !anew.length) send({ id, name, at, gone });
    for (const turn of anew) send({ id, name, at, turn });
  }
  function write(key, value) {
    const text = JSON.stringify(value);
    for (;;) {
      try {
        storage().setItem(key, text);
        return true;
      } catch {
        if (!storage() || !names.length) return false;
        forget(names.pop().id);
      }
    }
  }
  function forget(id) {
    for (const turn of parsed(HEAD + id)?.turns ?? []) storage().removeItem(turnKey(id, turn));
    storage()?.removeItem(HEAD + id);
  }
  function remove(id) {
    forget(id);
    names = null;
    send({ id, deleted: true });
  }

  // ---- the same on the server, where there are accounts ----
  let sending = Promise.resolve(); // one after the other
  function send(sent) {
    if (!account) return;
    const body = JSON.stringify({ ...sent, id: Number(sent.id) });
    const headers = { "content-type": "application/json" };
    sending = sending.then(() => fetch("/conversation/kept", { method: "POST", headers, body })).then(({ ok }) => {
      const head = ok && sent.turn && parsed(HEAD + sent.id);
      if (head) write(HEAD + sent.id, { ...head, sent: [...new Set([...(head.sent ?? []), sent.turn.id])] });
    }).catch(() => {}); // this browser has it, and sends it when the page is opened again
  }
  const got = async (path) => {
    const answered = await fetch(path).catch(() => null);
    return answered?.ok ? answered.json() : null;
  };
  // Takes over what other browsers have kept and removed, and sends what only this one has.
  async function meet() {
    await sending;
    const heads = account && await got("/conversations");
    if (!heads) return;
    const there = new Map(heads.map((head) => [String(head.id), head]));
    for (const { id } of [...list()]) {
      const own = parsed(HEAD + id);
      const unsent = own.turns.filter((turn) => !own.sent?.includes(turn));
      const head = there.get(id) ?? (unsent.length && { ...own, turns: [] });
      if (head) join(id, head, own, unsent);
      else forget(id); // another browser has removed it
    }
    for (const [id, head] of there) {
      if (!parsed(HEAD + id)) write(HEAD + id, { ...head, id, sent: head.turns });
    }
    names = null;
    changed();
  }
  function join(id, head, own, unsent) {
    const turns = [...new Set([...head.turns, ...unsent])].sort((one, other) => one - other);
    for (const turn of own.turns) if (!turns.includes(turn)) storage().removeItem(turnKey(id, turn));
    const { name } = head;
    const at = Math.max(head.at, own.at);
    write(HEAD + id, { id, name, at, turns, sent: head.turns });
    for (const turn of unsent) send({ id, name, at, turn: parsed(turnKey(id, turn)) });
  }
  // A conversation with all its turns, also those that another browser has added.
  async function whole(id) {
    const missing = parsed(HEAD + id)?.turns?.some((turn) => !storage().getItem(turnKey(id, turn)));
    for (const turn of (missing && await got(`/conversation?conversation=${id}`)) || []) {
      write(turnKey(id, turn.id), { ...turn, state: "done" });
    }
    return read(id);
  }
  // `then` runs where another tab, or another browser, has written.
  let changed = () => {};
  function watch(then) {
    changed = then;
    window.addEventListener("storage", ({ key }) => {
      if (key !== null && !key.startsWith(HEAD)) return;
      names = null;
      then();
    });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) meet(); });
  }

  return { shared: Boolean(account), list, read, whole, keep, remove, meet, watch };
})();
