// The original opens with the citation that stands in it; the words asked for are the darkest.
(() => {
  function openPage(details, number) {
    const span = JSON.parse(details.dataset.spans)[number];
    if (span) show(details, span);
    details.open = Boolean(span);
  }
  // A frame has its address once it is wanted: hidden ones would each lay their document out.
  function show(details, span) {
    const shown = details.querySelector("img, iframe");
    const url = new URL(shown.dataset.src ?? shown.src, location.href);
    if (span) url.searchParams.set("dark", span);
    if (shown.src === url.href) return;
    shown.src = url.href;
    delete details.dataset.here;
  }

  // As long as a picture is on its way something says so, where it will stand.
  function waits(details) {
    const shown = details.querySelector("img, iframe");
    if (!shown || details.dataset.here || (shown.complete && shown.naturalWidth)) return;
    if (details.querySelector(".cop-pending")) return;
    const told = document.createElement("div");
    told.className = "cop-pending";
    told.setAttribute("role", "status");
    const dots = document.createElement("span");
    dots.className = "cop-dots";
    dots.append(...[1, 2, 3].map(() => document.createElement("span")));
    told.append(dots, copWords.word("This is being drawn…"));
    shown.before(told);
  }
  function arrived({ target }) {
    const details = target.closest?.(".cop-page");
    if (!details) return;
    details.dataset.here = "yes";
    details.querySelector(".cop-pending")?.remove();
  }

  let pressed = null; // what is opened by its button, not by a citation
  document.addEventListener("click", ({ target }) => {
    const summary = target.closest?.(".cop-page > summary");
    if (summary) pressed = summary.parentElement;
  });
  document.addEventListener("toggle", ({ target: details }) => {
    if (!details.matches?.(".cop-page[open]")) return;
    if (details.querySelector("iframe:not([src])")) show(details);
    waits(details);
    if (pressed !== details) return;
    pressed = null;
    const whole = details.offsetHeight <= details.closest(".tabitem, body").clientHeight;
    details.scrollIntoView({ block: whole ? "nearest" : "start" }); // its button stays in sight
  }, true);
  document.addEventListener("load", arrived, true);
  document.addEventListener("error", arrived, true);

  // chat.js tells that the anchor of a source has been gone to.
  document.addEventListener("cop-source", ({ target: anchor }) => {
    for (const details of anchor.closest(".cop-card")?.querySelectorAll(".cop-page") ?? []) {
      openPage(details, anchor.id.split("-").pop());
    }
  });

  // A page that cannot be drawn says so in words.
  document.addEventListener("error", (event) => {
    const image = event.target;
    if (!image.matches?.(".cop-page img")) return;
    const told = document.createElement("p");
    told.textContent = copWords.word("This page cannot be shown. The original has it.");
    image.replaceWith(told);
  }, true);
})();
