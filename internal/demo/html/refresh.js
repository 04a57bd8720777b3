// Reads the page again when what it shows has changed, unless somebody is
// writing: then it only says so. Everything works without it.
"use strict";
const { state, number } = document.body.dataset;
let writing = false;
document.addEventListener("input", (e) => { writing = writing || e.target.matches("textarea, input"); });
document.addEventListener("submit", () => { writing = true; });
const opened = () => [...document.querySelectorAll("details")].map((d) => d.open);
const key = "opened " + location.pathname;
const before = JSON.parse(sessionStorage.getItem(key) || "null");
const folds = document.querySelectorAll("details");
if (before && before.length === folds.length) folds.forEach((d, i) => { d.open = before[i]; });
sessionStorage.removeItem(key);
async function look() {
  try {
    const answer = await fetch("/-/state?number=" + number);
    if (answer.ok && (await answer.text()) !== state) {
      if (!writing && !document.querySelector("textarea:focus")) {
        sessionStorage.setItem(key, JSON.stringify(opened()));
        location.reload();
        return;
      }
      document.getElementById("news").hidden = false;
    }
  } catch {
    // The demo has ended, or is about to start again.
  }
  setTimeout(look, 1000);
}
if (state) setTimeout(look, 1000);
