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

// Asks of the text that is selected. Places count code points, and the text of a paragraph begins at the number in its name.
const asking = document.getElementById("selected");

function place(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".text > p[id^=p]");
  if (!paragraph) return null;
  const before = new Range();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const mark = paragraph.querySelector("a.why").textContent.length + 1;
  const text = before.toString();
  const whole = paragraph.textContent.length - mark;
  return Number(paragraph.id.slice(1)) + [...text.slice(0, whole)].length;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const start = range && place(range.startContainer, range.startOffset);
  const end = range && place(range.endContainer, range.endOffset);
  asking.hidden = start === null || end === null || end <= start;
  if (asking.hidden) return;
  const link = asking.querySelector("a");
  const address = new URL(link.href);
  address.searchParams.set("start", start);
  address.searchParams.set("end", Math.min(end, start + 10000));
  link.href = address;
});
