"use strict";
// Hides the misses that the filter does not ask for, and the headings that are left with none.
const form = document.getElementById("filter");
const misses = [...document.querySelectorAll(".miss")];
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(misses.map((miss) => [miss, folded(miss.textContent)]));

function wanted(miss, choice) {
  const fits = ["suite", "language", "type", "grade"].every(
    (name) => choice.get(name) === "*" || choice.get(name) === miss.dataset[name],
  );
  return fits && folded(choice.get("text")).split(/\s+/).every((word) => texts.get(miss).includes(word));
}

function show() {
  const choice = new FormData(form);
  for (const miss of misses) miss.hidden = !wanted(miss, choice);
  for (const group of document.querySelectorAll(".kind, .suite-misses")) {
    group.hidden = !group.querySelector(".miss:not([hidden])");
  }
  const left = misses.filter((miss) => !miss.hidden).length;
  document.getElementById("shown").textContent = `${left} of ${misses.length} shown`;
}

form.hidden = misses.length === 0;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
