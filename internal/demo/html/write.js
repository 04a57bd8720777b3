// Looks after what somebody types: keeps it until it has arrived, sends it
// with Ctrl+Enter, and only once. Everything works without this.
"use strict";
const draftOf = (form) => form.elements.form && `draft ${form.elements.form.value}`;
const fieldsOf = (form) => [...form.elements].filter((f) => f.name && (f.type !== "hidden" || f.name === "head"));
const ticks = (f) => f.type === "checkbox";
const begun = (f) => ticks(f) ? f.checked !== f.defaultChecked
  : f.matches("select") ? !f.options[f.selectedIndex]?.defaultSelected && f.selectedIndex !== 0
  : f.value !== f.defaultValue && (f.value.trim() !== "" || f.defaultValue !== "");

function keep(form) {
  const draft = draftOf(form);
  if (!draft) return;
  const unsent = fieldsOf(form).some((f) => f.type !== "hidden" && begun(f));
  form.toggleAttribute("data-unsent", unsent);
  if (unsent) sessionStorage.setItem(draft, JSON.stringify(fieldsOf(form).map((f) => [f.name, ticks(f) ? f.checked : f.value])));
  else sessionStorage.removeItem(draft);
}

// offer says that a draft was found, and lets it be discarded.
function offer(form) {
  const note = document.createElement("p"), drop = document.createElement("button");
  note.className = "quiet kept";
  drop.type = "button";
  drop.textContent = "Discard it";
  drop.onclick = () => {
    form.reset();
    keep(form);
    note.remove();
    fieldsOf(form).find((f) => f.type !== "hidden")?.focus();
  };
  note.append("Here’s what you typed earlier. ", drop);
  form.prepend(note);
}

function restore(form) {
  const draft = draftOf(form), found = draft && sessionStorage.getItem(draft);
  if (!found) return;
  const fields = fieldsOf(form), values = JSON.parse(found);
  if (values.length !== fields.length || values.some(([name], i) => name !== fields[i].name)) return;
  fields.forEach((f, i) => {
    if (ticks(f)) f.checked = values[i][1];
    else f.value = values[i][1];
  });
  keep(form);
  if (!form.hasAttribute("data-unsent")) return;
  for (let d = form.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  offer(form);
}

// The server names the form that arrived in a cookie, once.
const arrived = document.cookie.match(/(?:^|; )taken=([a-z0-9-]+)/);
if (arrived) {
  sessionStorage.removeItem(`draft ${arrived[1]}`);
  document.cookie = "taken=; path=/; max-age=0; samesite=strict";
}
for (const form of document.forms) {
  if (form.querySelector(".problem")) form.setAttribute("data-unsent", ""); // as it was typed already
  else restore(form);
}

document.addEventListener("input", (e) => { if (e.target.form) keep(e.target.form); });
document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.form?.method === "post") {
    e.preventDefault();
    e.target.form.requestSubmit();
  }
});
const sending = new WeakSet();
document.addEventListener("submit", (e) => {
  if (sending.has(e.target)) e.preventDefault();
  sending.add(e.target);
});
window.addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
