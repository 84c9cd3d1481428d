const form = document.querySelector("#review");
const told = document.querySelector("#told");
const fields = [...form.querySelectorAll(".row")].flatMap((row) =>
  [...row.querySelectorAll("input, textarea")].map((field) => ({ exercise: row.dataset.exercise, field })),
);
const now = (field) => (field.type === "checkbox" ? field.checked : field.value);
let before = fields.map(({ field }) => now(field));

// Only rows in which something changed are sent: others may belong to somebody else.
function rows() {
  const changed = new Set(fields.filter(({ field }, n) => now(field) !== before[n]).map((one) => one.exercise));
  return [...changed].map((exercise) => {
    const row = { exercise, points: "", comment: "", seen: false };
    for (const one of fields) if (one.exercise === exercise) row[one.field.name] = now(one.field);
    return row;
  });
}

async function save() {
  const sent = rows();
  const body = JSON.stringify({ name: form.dataset.name, version: form.dataset.version, rows: sent });
  const headers = { "Content-Type": "application/json", "X-Token": form.dataset.token };
  let answer;
  try {
    answer = await fetch("../save", { method: "POST", headers, body });
  } catch {
    told.textContent = told.dataset.lost;
    return false;
  }
  const reply = await answer.json();
  told.className = answer.ok ? "good" : "bad";
  told.textContent = answer.ok ? told.dataset.saved.replace("{score}", reply.score) : reply.error;
  if (!answer.ok) return false;
  form.dataset.version = reply.version;
  before = fields.map(({ field }) => now(field));
  return true;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const next = event.submitter?.id === "and-next";
  if (next) form.querySelector("[name=seen]").checked = true;
  if ((await save()) && next) location.href = document.querySelector("#following").href;
});
window.addEventListener("beforeunload", (event) => {
  if (rows().length) event.preventDefault();
});
