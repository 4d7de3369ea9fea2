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
    if (shown.src !== url.href) shown.src = url.href;
  }

  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".cop-page[open]:has(iframe:not([src]))")) show(event.target);
  }, true);

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
