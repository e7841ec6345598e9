// What script adds to the plan grid: sections fold, and arrow keys move from cell to cell.
const table = document.querySelector("[data-grid]");

function foldable(groups) {
  groups.forEach((group, place) => {
    const level = Number(group.dataset.level);
    const within = [];
    for (const next of groups.slice(place + 1)) {
      if (Number(next.dataset.level) <= level) break;
      within.push(next);
    }
    const rows = [...group.rows].slice(1);
    if (!within.length && !rows.length) return;
    const heading = group.rows[0].cells[0];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fp-grid__fold";
    button.setAttribute("aria-expanded", "true");
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      button.setAttribute("aria-expanded", String(open));
      rows.forEach((row) => { row.hidden = !open; });
      within.forEach((each) => {
        each.hidden = !open;
        if (open) {
          [...each.rows].forEach((row) => { row.hidden = false; });
          each.querySelector(".fp-grid__fold")?.setAttribute("aria-expanded", "true");
        }
      });
    });
  });
}

// One cell at a time can be reached with Tab; the arrow keys, Home and End go on from there.
function walkable() {
  const inside = (cell) => cell.querySelector("a, button, input");
  const target = (cell) => inside(cell) ?? cell;
  let current = null;
  const visible = () => [...table.rows].filter((row) => !row.hidden && !row.parentElement.hidden);
  const settle = (cell) => {
    if (current) target(current).tabIndex = -1;
    current = cell;
    target(cell).tabIndex = 0;
  };
  table.querySelectorAll("tbody :is(a, button, input)").forEach((each) => { each.tabIndex = -1; });
  const first = table.querySelector("tbody th");
  if (!first) return;
  settle(first);
  table.setAttribute("role", "grid");
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (cell && cell !== current) settle(cell);
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td, tbody th");
    if (cell && !event.target.closest("a, button, input, label")) {
      settle(cell);
      target(cell).focus();
    }
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = visible();
    const row = rows.indexOf(cell.parentElement);
    const column = cell.cellIndex;
    const at = {
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Home: [event.shiftKey ? 1 : row, 0],
      End: [row, rows[row].cells.length - 1],
      PageUp: [Math.max(1, row - 10), column],
      PageDown: [Math.min(rows.length - 1, row + 10), column],
    }[event.key];
    if (!at || at[0] < 1 || at[1] < 0) return;
    const to = rows[at[0]]?.cells;
    if (!to) return;
    const next = to[Math.min(at[1], to.length - 1)];
    event.preventDefault();
    settle(next);
    target(next).focus();
  });
}

if (table) {
  foldable([...table.tBodies]);
  walkable();
}
