// On a phone a source, or the list of conversations, takes the place of the conversation: the
// browser's Back closes what came last, and leaves the page only when nothing is open.
window.copViews = (() => {
  const open = []; // {name, close}, the last one on top
  let ours = 0; // steps back that this script takes itself

  function opened(name, close) {
    if (open.some((view) => view.name === name)) return;
    open.push({ name, close });
    history.pushState({ views: open.length }, "");
  }
  // Closed by its own button: its step goes, too.
  function closed(name) {
    const at = open.findIndex((view) => view.name === name);
    if (at < 0) return;
    const steps = open.length - at;
    open.splice(at);
    ours += 1;
    history.go(-steps);
  }
  window.addEventListener("popstate", ({ state }) => {
    if (ours) {
      ours -= 1;
      return;
    }
    const left = state?.views ?? 0;
    while (open.length > left) open.pop().close();
  });

  return { opened, closed, narrow: () => matchMedia("(max-width: 768px)").matches };
})();
