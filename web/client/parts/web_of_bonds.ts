// Draws nodes and bonds with Cytoscape.js: groups differ in shape, bonds in their dashes, colours are those of the page.
import cytoscape from "cytoscape";
import { still } from "./words";

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly group: string;
  readonly address: string | null;
}

export interface GraphBond {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly words: string;
  readonly claims: number;
  readonly counted?: string;
  readonly said?: readonly (string | null)[];
}

export interface Graph {
  readonly focus?: string | null;
  readonly nodes: readonly GraphNode[];
  readonly bonds: readonly GraphBond[];
}

const SHAPES: Readonly<Record<string, cytoscape.Css.NodeShape>> = {
  person: "ellipse",
  organisation: "rectangle",
  event: "diamond",
  place: "triangle",
};
const DASHES: Readonly<Record<string, number[]>> = {
  heldAt: [2, 5],
  via: [2, 5],
  destination: [2, 5],
  place: [2, 5],
  stance: [7, 4],
  role: [10, 3, 2, 3],
  kin: [10, 3, 2, 3],
};

/** Cytoscape writes a style element into the page, which our policy refuses; it does not where one bears this name. */
const keepOwnStyles = (): void => {
  const name = "__________cytoscape_stylesheet";
  if (document.getElementById(name) !== null) return;
  const there = document.createElement("meta");
  there.id = name;
  document.head.append(there);
};

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const style = (): cytoscape.StylesheetJson => [
  {
    selector: "node",
    style: {
      label: "data(name)",
      shape: "data(shape)" as cytoscape.Css.NodeShape,
      width: "data(size)",
      height: "data(size)",
      color: colour("ink"),
      "background-color": colour("name"),
      "border-color": colour("sheet"),
      "border-width": 1.5,
      "font-size": 11,
      "font-family": "system-ui, Liberation Sans, Noto Sans CJK KR, sans-serif",
      "text-wrap": "wrap",
      "text-max-width": "130px",
      "text-valign": "bottom",
      "text-margin-y": 3,
      "text-outline-color": colour("sheet"),
      "text-outline-width": 2,
      "min-zoomed-font-size": 6,
    },
  },
  { selector: 'node[group = "event"]', style: { "background-color": colour("link") } },
  { selector: 'node[group = "place"]', style: { "background-color": colour("ink") } },
  {
    selector: "edge",
    style: {
      width: "data(width)",
      "curve-style": "bezier",
      "line-color": colour("quiet"),
      "line-opacity": 0.7,
      "target-arrow-color": colour("quiet"),
      "target-arrow-shape": "triangle",
      "arrow-scale": 0.7,
    },
  },
  ...Object.entries(DASHES).map(([relation, pattern]) => ({
    selector: `edge[relation = "${relation}"]`,
    style: { "line-style": "dashed" as const, "line-dash-pattern": pattern },
  })),
  { selector: ".faint", style: { opacity: 0.15 } },
  { selector: ".chosen", style: { "border-color": colour("asked"), "border-width": 5 } },
];

/** A drawing of a graph in an element; where nodes stand is the same each time. */
export const drawGraph = (canvas: HTMLElement, graph: Graph): cytoscape.Core => {
  keepOwnStyles();
  const claims = new Map<string, number>();
  for (const { from, to, claims: said } of graph.bonds) {
    for (const end of [from, to]) claims.set(end, (claims.get(end) ?? 0) + said);
  }
  const around = (index: number): cytoscape.Position => {
    const angle = (2 * Math.PI * index) / graph.nodes.length;
    return { x: 300 * Math.cos(angle), y: 300 * Math.sin(angle) };
  };
  const drawn = cytoscape({
    container: canvas,
    elements: [
      ...graph.nodes.map(({ id, name, group }, index) => ({
        data: {
          id,
          name,
          group,
          shape: SHAPES[group] ?? "ellipse",
          size: 16 + 5 * Math.log2(1 + (claims.get(id) ?? 0)),
        },
        position: id === graph.focus ? { x: 0, y: 0 } : around(index),
      })),
      ...graph.bonds.map(({ from, to, relation, claims: said }, index) => ({
        data: { id: `bond-${index}`, source: from, target: to, relation, width: Math.min(6, 1 + Math.log2(said)) },
      })),
    ],
    style: style(),
    layout: {
      name: "cose",
      animate: false,
      randomize: false, // from the circle above: the same picture each time
      nodeDimensionsIncludeLabels: true,
      idealEdgeLength: () => 90,
      nodeRepulsion: () => 9000,
      padding: 20,
    },
    userZoomingEnabled: false, // the page scrolls; there are buttons
    minZoom: 0.1,
    maxZoom: 4,
    boxSelectionEnabled: false,
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.style(style()));
  return drawn;
};

/** Show a node with its bonds and leave the others faint; all of it where none is given. */
export const point = (drawn: cytoscape.Core, id: string): void => {
  drawn.elements().removeClass("faint chosen");
  const node = drawn.getElementById(id);
  if (node.empty()) return;
  drawn.elements().not(node.closedNeighborhood()).addClass("faint");
  node.addClass("chosen");
  if (still()) drawn.center(node);
  else drawn.animate({ center: { eles: node } }, { duration: 250 });
};
