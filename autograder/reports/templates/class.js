const table = document.querySelector("#submissions");
const body = table.tBodies[0];
const rows = [...body.rows];
const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
const texts = new Intl.Collator(document.documentElement.lang, { numeric: true });
const status = document.querySelector("#shown");
const more = document.querySelector("#more");
const words = { all: {{ _("Show all {count}")|tojson }}, shown: {{ _("{n} of {all} shown")|tojson }} };

// A table of thousands of rows takes a second to lay out: further rows are shown as one scrolls to them.
const STEP = rows.filter((row) => !row.hidden).length;
let wanted = rows;
let shown = 0;

function show(count) {
  for (const row of wanted.slice(shown, count)) row.hidden = false;
  shown = Math.min(count, wanted.length);
  more.hidden = shown === wanted.length;
  more.textContent = words.all.replace("{count}", wanted.length);
}

const buttons = [...document.querySelectorAll("button[data-tag]")];

function choose() {
  const sought = filter.value.toLocaleLowerCase();
  const tags = buttons.filter((one) => one.ariaPressed === "true").map((one) => one.dataset.tag);
  const has = (row, tag) => (row.dataset.tags ?? "").split(" ").includes(tag);
  wanted = rows.filter((row) => tags.every((tag) => has(row, tag)) && row.textContent.toLocaleLowerCase().includes(sought));
  for (const row of rows) row.hidden = true;
  shown = 0;
  show(STEP);
  status.textContent = (sought || tags.length ? words.shown : "").replace("{n}", wanted.length).replace("{all}", rows.length);
}

table.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head) return;
  const up = head.getAttribute("aria-sort") !== "ascending";
  const column = head.cellIndex;
  const compare = head.classList.contains("number")
    ? (a, b) => Number(value(a, column) || -1) - Number(value(b, column) || -1)
    : (a, b) => texts.compare(value(a, column), value(b, column));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  rows.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
  body.append(...rows);
  choose();
});

const filter = document.querySelector("#filter");
filter.addEventListener("input", choose);
for (const button of buttons)
  button.addEventListener("click", () => {
    button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
    choose();
  });
for (const copy of document.querySelectorAll("button.copy"))
  copy.addEventListener("click", () => {
    copy.previousElementSibling.select();
    document.execCommand("copy"); // the newer way is refused to files
    copy.textContent = {{ _("Copied")|tojson }};
  });
more.addEventListener("click", () => show(wanted.length));
window.addEventListener("beforeprint", () => show(wanted.length));
new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && show(shown + STEP), {
  rootMargin: "600px",
}).observe(more);
choose();
