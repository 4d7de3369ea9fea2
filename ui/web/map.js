// Runs in the map's element: a click, Enter or the space bar opens a cell, arrow keys move.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const cellOf = (event) => event.target.closest("[data-cell]");

function open(cell) {
  element.querySelector("[aria-current]")?.removeAttribute("aria-current");
  cell.setAttribute("aria-current", "true");
  window.copCell = cell.dataset.cell;
  trigger("click");
}

function move(cell, [down, right]) {
  const [row, column] = cell.dataset.place.split(",").map(Number);
  const next = element.querySelector(`[data-place="${row + down},${column + right}"]`);
  if (!next) return;
  cell.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

element.addEventListener("click", (event) => {
  const cell = cellOf(event);
  if (cell) open(cell);
});
element.addEventListener("keydown", (event) => {
  const cell = cellOf(event);
  if (!cell) return;
  if (event.key === "Enter" || event.key === " ") open(cell);
  else if (STEPS[event.key]) move(cell, STEPS[event.key]);
  else return;
  event.preventDefault();
});
