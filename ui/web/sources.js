// The page of a PDF that a citation stands on opens with it; the words asked for are the darkest.
(() => {
  function openPage(details, number) {
    const span = JSON.parse(details.dataset.spans)[number];
    const image = details.querySelector("img");
    if (span) {
      const url = new URL(image.src);
      url.searchParams.set("dark", span);
      if (image.src !== url.href) image.src = url.href;
    }
    details.open = Boolean(span);
  }

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
    told.textContent = cop.word("This page cannot be shown. The original has it.");
    image.replaceWith(told);
  }, true);
})();
