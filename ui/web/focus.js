// Whoever works with the keyboard stays where they are. What had the focus is drawn anew: then its
// successor has it. It is gone: then its neighbour in the list, or the question box.
window.copFocus = (() => {
  const LISTS = "ul.cop-chips, ul.cop-conversations";
  let held = null; // {part, list, place, chat}: what had the focus last, and whether in the conversation
  let asks = null; // {before}: somebody asks from within the conversation; the last question before

  // On a phone the box would bring up the keyboard, over the answer.
  function home() {
    if (!matchMedia("(pointer: coarse)").matches) {
      document.querySelector("#cop-question textarea")?.focus({ preventScroll: true });
    }
  }
  const there = (part) => part.isConnected && !part.closest("[inert]") && part.checkVisibility({ visibilityProperty: true });
  const items = (list) => [...document.querySelectorAll(`${list} > li`)];

  function successor({ part, list, place }) {
    if (part.matches(".cop-asked")) return document.querySelector(`#cop-chat .${part.classList[1]}`);
    if (part.name && part.matches("button")) {
      const same = [...document.getElementsByName(part.name)].find((other) =>
        other.value === part.value && other.dataset.id === part.dataset.id && there(other));
      if (same) return same;
    }
    if (!list) return null;
    const left = items(list);
    return left[Math.min(place, left.length - 1)]?.querySelector("button") ?? null;
  }
  function keep() {
    if (!held || document.activeElement !== document.body || there(held.part)) return;
    const next = successor(held);
    if (held.chat) window.copChat.stay();
    held = null;
    if (next) next.focus({ preventScroll: true });
    else home();
  }
  document.addEventListener("focusin", ({ target }) => {
    const list = target.closest(LISTS);
    const selector = list && `ul.${list.className.split(" ")[0]}`;
    const place = list ? items(selector).indexOf(target.closest("li")) : -1;
    held = { part: target, list: selector, place, chat: Boolean(target.closest("#cop-chat")) };
  });
  // Who asks for more, or without a filter, by the keyboard reads on from the new question.
  const latest = () => [...document.querySelectorAll("#cop-chat .cop-asked")].at(-1);
  document.addEventListener("click", ({ target, detail }) => {
    if (!detail && target.closest?.('#cop-chat :is([name="ask"], [name="wide"])')) asks = { before: latest() };
  });
  function goOn() {
    const question = asks && latest();
    if (!question || question === asks.before) return;
    asks = null;
    question.tabIndex = -1;
    question.focus({ preventScroll: true });
  }
  // Who clicks beside everything has left it.
  document.addEventListener("pointerdown", ({ target }) => {
    if (!target.closest("button, a, input, textarea, select, summary, label, [tabindex]")) held = null;
  });

  // What a closed list of conversations holds is out of reach.
  function sidebar() {
    const list = document.querySelector("#cop-sidebar .sidebar-content");
    const toggle = document.querySelector("#cop-sidebar .toggle-button");
    if (!list || !toggle) return;
    const open = Boolean(list.closest(".open"));
    if (list.inert === open) list.inert = !open;
    const state = String(open);
    if (toggle.getAttribute("aria-expanded") === state) return;
    const opener = document.querySelector(".cop-earlier");
    for (const part of [toggle, opener]) part?.setAttribute("aria-expanded", state);
    if (open && document.activeElement === opener) {
      (list.querySelector(".cop-open[aria-current], .cop-open") ?? toggle).focus({ preventScroll: true });
    } else if (!open && document.activeElement === toggle) opener?.focus({ preventScroll: true });
    if (!window.copViews.narrow()) return;
    if (open) window.copViews.opened("conversations", () => list.closest(".open") && toggle.click());
    else window.copViews.closed("conversations");
  }

  new MutationObserver(() => { sidebar(); goOn(); keep(); })
    .observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  return { home };
})();
