// Draws nodes and bonds with Cytoscape.js: groups differ in shape, bonds in their dashes, colours are those of the page.
import cytoscape from "cytoscape";
import { coarse, still } from "./words";

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
  { selector: ".minor", style: { "text-opacity": 0 } },
  { selector: ".faint", style: { opacity: 0.15 } },
  { selector: ".chosen", style: { "border-color": colour("asked"), "border-width": 5, "text-opacity": 1 } },
  { selector: "node.near", style: { "text-opacity": 1 } },
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
      idealEdgeLength: () => 60,
      nodeRepulsion: () => 6000,
      fit: false,
    },
    userZoomingEnabled: false, // the page scrolls; there are buttons
    userPanningEnabled: !coarse(),
    minZoom: 0.1,
    maxZoom: 4,
    boxSelectionEnabled: false,
  });
  stretch(drawn);
  const whole = drawn.zoom();
  const minor = drawn
    .nodes()
    .sort((one, other) => other.data("size") - one.data("size"))
    .slice(Math.round((drawn.width() * drawn.height()) / ROOM_FOR_A_NAME));
  const grown = Math.min(1, drawn.width() / 800);
  const keepSizes = (): void => {
    const zoom = drawn.zoom();
    drawn.batch(() => {
      for (const node of drawn.nodes().toArray()) {
        const size = (grown * node.data("size")) / zoom;
        node.style({ width: size, height: size, "font-size": 11 / zoom, "text-max-width": `${130 / zoom}px` });
        node.style({ "border-width": 1.5 / zoom, "text-margin-y": 3 / zoom, "text-outline-width": 2 / zoom });
      }
      for (const edge of drawn.edges().toArray()) edge.style({ width: edge.data("width") / zoom });
      drawn.edges().style({ "arrow-scale": 0.7 / zoom });
      if (zoom > whole * 1.7) minor.removeClass("minor");
      else minor.addClass("minor");
    });
  };
  drawn.on("zoom", keepSizes);
  keepSizes();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawn.style(style());
    keepSizes();
  });
  return drawn;
};

const ROOM_FOR_A_NAME = 14_000; // square pixels: more names would cover each other; the others come with a larger picture

/** Spread a drawing over the whole of its canvas, and show all of it. */
const stretch = (drawn: cytoscape.Core): void => {
  const { w, h } = drawn.nodes().boundingBox({ includeLabels: false });
  const wider = (drawn.width() / drawn.height()) * (h / Math.max(w, 1));
  for (const node of drawn.nodes().toArray()) {
    const { x, y } = node.position();
    node.position(wider > 1 ? { x: x * Math.min(wider, 3), y } : { x, y: y / Math.max(wider, 1 / 3) });
  }
  drawn.fit(undefined, 40);
};

/** Show a node with its bonds and leave the others faint; all of it where none is given. */
export const point = (drawn: cytoscape.Core, id: string): void => {
  drawn.elements().removeClass("faint chosen near");
  const node = drawn.getElementById(id);
  if (node.empty()) return;
  drawn.elements().not(node.closedNeighborhood()).addClass("faint");
  node.addClass("chosen");
  node.neighborhood("node").addClass("near");
  if (still()) drawn.center(node);
  else drawn.animate({ center: { eles: node } }, { duration: 250 });
};
