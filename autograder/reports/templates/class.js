const table = document.querySelector("#submissions");
const body = table.tBodies[0];
const rows = [...body.rows];
const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
const texts = new Intl.Collator(document.documentElement.lang, { numeric: true });

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
});

const filter = document.querySelector("#filter");
const status = document.querySelector("#shown");
filter.addEventListener("input", () => {
  const wanted = filter.value.toLocaleLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    shown += !row.hidden;
  }
  status.textContent = `${shown} of ${rows.length} shown`;
});
