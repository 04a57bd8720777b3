// Keeps an open page up to date: what changed is put in place of what was,
// and said where the reader is. What somebody is writing in stays as it is.
// Everything works without this; then a page is as new as its loading.
"use strict";
const page = document.body.dataset;
const news = document.getElementById("news");
const partsOf = (root) => [...root.querySelectorAll("[data-part]")];
const find = (part) => document.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);

// What the server sent for each part: the page itself changes with its reader.
const sent = new Map(partsOf(document).map((p) => [p.dataset.part, p.outerHTML]));

// A part is busy while somebody writes in it.
const busy = (part) => part.querySelector("form[data-unsent]") !== null
  || part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

// replace fills a part anew. The element stays, and with it the focus, and
// that the address points to it.
function replace(old, fresh) {
  const folds = old.querySelectorAll("details"), unfolded = fresh.querySelectorAll("details");
  if (folds.length === unfolded.length) unfolded.forEach((d, i) => { d.open = folds[i].open; });
  const within = old !== document.activeElement && old.contains(document.activeElement);
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  old.replaceChildren(...fresh.childNodes);
  if (!within) return;
  if (!old.hasAttribute("tabindex")) old.tabIndex = -1;
  old.focus({ preventScroll: true }); // so that Tab goes on from here
}

function insert(fresh, origin) {
  const before = origin.previousElementSibling;
  const place = before && (before.dataset.part ? find(before) : before.id && document.getElementById(before.id));
  if (place) place.after(fresh);
}

// happened says in words what became of a part of the conversation.
function happened(old, fresh) {
  const { author, what } = fresh.dataset, words = (part) => part.querySelector(".prose")?.textContent;
  if (!author) return `${fresh.textContent.trim()}.`;
  if (!old) return `${author} ${what}.`;
  if (words(old) === words(fresh)) return "There’s something new here.";
  return fresh.id === "issue" ? "The text was updated." : `A comment by ${author} was updated.`;
}

// update brings in a newer page and returns what is new in it, and whether
// something had to wait.
function update(doc) {
  const changed = [];
  let waiting = false;
  for (const origin of partsOf(doc)) {
    const html = origin.outerHTML, old = find(origin);
    if (sent.get(origin.dataset.part) === html) continue;
    if (old && busy(old)) {
      waiting = true;
      continue;
    }
    const fresh = document.importNode(origin, true), what = happened(old, fresh);
    if (old) replace(old, fresh);
    else insert(fresh, origin);
    sent.set(origin.dataset.part, html);
    if (origin.id) changed.push({ part: old || fresh, what });
  }
  for (const old of partsOf(document)) {
    const gone = !partsOf(doc).some((p) => p.dataset.part === old.dataset.part);
    if (gone && !busy(old)) old.remove();
  }
  return { changed, waiting };
}

function say(text, label, address) {
  const link = document.createElement("a");
  link.textContent = label;
  link.href = address;
  news.replaceChildren(text + " ", link);
}

function report({ changed, waiting }) {
  if (waiting) {
    say("This page changed while you were writing.", "Reload and keep your text", page.here);
    return;
  }
  const talk = changed.filter(({ part }) => part.closest("#talk"));
  const last = talk.findLast(({ part }) => part.matches("article")) || talk.at(-1);
  if (!last) {
    if (changed.length > 0 || page.number === "0") say("This page was just updated.", "OK", "#main");
    return;
  }
  say(last.what, "Show", `#${last.part.id}`);
}
news.addEventListener("click", (e) => { if (e.target.matches("a")) news.replaceChildren(); });

async function look() {
  try {
    const answer = await fetch(`/-/state?number=${page.number}`);
    if (answer.ok && (await answer.text()) !== page.state) {
      const newer = new DOMParser().parseFromString(await (await fetch(page.here)).text(), "text/html");
      report(update(newer));
      page.state = newer.body.dataset.state || page.state;
      document.title = newer.title;
    }
  } catch {
    // The demo has stopped, or is about to start again.
  }
  setTimeout(look, 1000);
}
if (page.state) setTimeout(look, 1000);
