// What one browser keeps of its conversations: the head of each (name, time, the ids of its turns)
// by itself, and each turn by itself, so that a long conversation costs no more to go on with.
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
    const done = conversation.turns.filter((turn) => turn.state === "done");
    const turns = done.map((turn) => turn.id);
    list(); // whatever else is there: the oldest makes room
    names = names.filter((other) => other.id !== id);
    while (names.length >= MOST) forget(names.pop().id);
    for (const turn of parsed(HEAD + id)?.turns ?? []) {
      if (!turns.includes(turn)) storage().removeItem(turnKey(id, turn));
    }
    const whole = done.filter((turn) => changed.includes(turn)).every((turn) => write(turnKey(id, turn.id), turn));
    if (!whole || !write(HEAD + id, { id, name, at, turns })) return; // it lasts as long as the page
    names.push({ id, name, at });
    names.sort((one, other) => other.at - one.at);
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
  }
  // `then` runs where another tab has written.
  function watch(then) {
    window.addEventListener("storage", ({ key }) => {
      if (key !== null && !key.startsWith(HEAD)) return;
      names = null;
      then();
    });
  }

  return { list, read, keep, remove, watch };
})();
