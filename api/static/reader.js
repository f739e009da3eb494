// Shows which facts a stretch of the text states, and where the words of a fact stand, as the pointer or the focus goes over them.
"use strict";
const pieces = [...document.querySelectorAll(".text a.said")];

function light(facts) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const fact of facts) document.getElementById(`fact-${fact}`)?.classList.add("lit");
  for (const piece of pieces) {
    if (piece.dataset.facts.split(" ").some((fact) => facts.includes(fact))) piece.classList.add("lit");
  }
}

function watch(element, facts) {
  for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, () => light(facts));
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => light([]));
}

for (const piece of pieces) watch(piece, [piece.dataset.facts.split(" ")[0]]);
for (const fact of document.querySelectorAll(".facts > ol > li")) watch(fact, [fact.id.slice("fact-".length)]);
for (const link of document.querySelectorAll("a[target=source]")) {
  link.addEventListener("click", () => { document.getElementById("original").open = true; });
}
