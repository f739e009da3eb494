// Draws the table of links in the colours of the legend: what has more links is larger; a click puts a thing's page before the reader.
"use strict";
const drawing = document.getElementById("drawing");
const graph = new graphology.MultiGraph();
const colourOf = (group) => getComputedStyle(document.querySelector(`.legend .dot.${group}`)).backgroundColor;

function add(link) {
  const id = link.dataset.node;
  if (!graph.hasNode(id)) {
    const turn = graph.order * 2.399963; // the golden angle: evenly round the middle
    graph.addNode(id, {
      label: link.textContent.trim(),
      color: colourOf(link.dataset.group),
      href: link.href,
      x: Math.cos(turn) * Math.sqrt(graph.order),
      y: Math.sin(turn) * Math.sqrt(graph.order),
    });
  }
  return id;
}

for (const row of document.querySelectorAll("#links tbody tr")) {
  const [one, other] = row.querySelectorAll("a.node");
  const size = Number(row.dataset.size ?? 1);
  graph.addEdge(add(one), add(other), { size, weight: size, color: "#c9ced1" });
}
if (graph.order) {
  graph.forEachNode((id) => graph.setNodeAttribute(id, "size", Math.min(14, 3 + Math.sqrt(graph.degree(id)))));
  if (drawing.dataset.middle) graph.setNodeAttribute(drawing.dataset.middle, "size", 16);
  const forceAtlas2 = graphologyLibrary.layoutForceAtlas2;
  forceAtlas2.assign(graph, { iterations: graph.order > 500 ? 120 : 300, settings: forceAtlas2.inferSettings(graph) });
  drawing.hidden = false;
  const renderer = new Sigma(graph, drawing, { labelRenderedSizeThreshold: graph.order > 100 ? 6 : 2, labelFont: "system-ui, sans-serif", labelSize: 12 });
  renderer.on("clickNode", ({ node }) => location.assign(graph.getNodeAttribute(node, "href")));
}
