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

// Where a label of a width begins beside a dot: to the right of it, to the left where there is no room, else as far right as it fits.
function labelBegin(x, size, width, room) {
  const gap = size + 3;
  if (x + gap + width <= room) return x + gap;
  return x - gap - width >= 0 ? x - gap - width : Math.max(0, room - width);
}

// The text as far as it fits into a width.
function fitting(text, room, widthOf) {
  if (widthOf(text) <= room) return text;
  let length = text.length;
  while (length > 1 && widthOf(`${text.slice(0, length)}…`) > room) length -= 1;
  return `${text.slice(0, length)}…`;
}

function drawLabel(context, node, settings) {
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const widthOf = (text) => context.measureText(text).width;
  const text = fitting(node.label, drawing.clientWidth * (node.highlighted ? 1 : 0.45), widthOf); // whole under the pointer
  const begin = labelBegin(node.x, node.size, widthOf(text), drawing.clientWidth);
  const isBeside = begin > node.x || begin + widthOf(text) < node.x;
  const base = isBeside ? node.y + settings.labelSize / 3 : node.y + node.size + settings.labelSize;
  if (node.highlighted) {
    context.fillStyle = "#fff";
    context.fillRect(begin - 2, base - settings.labelSize, widthOf(text) + 4, settings.labelSize * 1.35);
  }
  context.fillStyle = "#000";
  context.fillText(text, begin, base);
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
  const renderer = new Sigma(graph, drawing, {
    labelRenderedSizeThreshold: graph.order > 100 ? 6 : 2,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: (context, node, settings) => drawLabel(context, { ...node, highlighted: true }, settings),
  });
  renderer.on("clickNode", ({ node }) => location.assign(graph.getNodeAttribute(node, "href")));
}
