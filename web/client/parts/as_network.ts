/** The rows of an answer as a network: what stands in two columns of IRIs, tied once a row. */
import { address, type Frame, type Row, type Table, words } from "./results";
import type { Picture } from "./shapes";
import type { Graph, GraphBond, GraphNode } from "./web_of_bonds";
import { filled, made } from "./words";

const GROUPS: Record<string, string> = {
  person: "person",
  organisation: "organisation",
  event: "event",
  place: "place",
  crossing: "place",
  facility: "place",
};

const NODES_AT_MOST = 150; // more cannot be told apart

/** A network of the first rows; the figure has to be in the page before it is drawn. */
export function asNetwork(table: Table, picture: Picture, { told, root, rows }: Frame): HTMLElement | undefined {
  if (picture.kind !== "network") return undefined;
  const { graph, read } = graphOf(table, picture, root);
  if (graph.bonds.length === 0) return undefined;
  const figure = made("figure", "picture network");
  const canvas = made("div", "canvas");
  canvas.setAttribute("role", "img");
  const counts = filled(told.network_of, { nodes: graph.nodes.length, bonds: graph.bonds.length });
  canvas.setAttribute("aria-label", counts);
  figure.append(made("figcaption", "", counts), canvas);
  const all = rows ?? table.rows.length;
  if (read < all)
    figure.append(made("p", "quiet", filled(told.drawn_some, { drawn: read, rows: all.toLocaleString() })));
  void draw(canvas, graph);
  return figure;
}

/** The nodes and bonds of as many rows as can be drawn, and how many rows those are. */
export function graphOf(
  table: Table,
  { source, target, sourceLabel, targetLabel }: Picture & { kind: "network" },
  root: string,
): { graph: Graph; read: number } {
  const nodes = new Map<string, GraphNode>();
  const bonds = new Map<string, GraphBond>();
  let read = 0;
  for (const row of table.rows) {
    const [from, to] = [words(row[source]), words(row[target])];
    if (row[source]?.type === "uri" && row[target]?.type === "uri") {
      const added = [node(row, from, sourceLabel, root), node(row, to, targetLabel, root)].filter(
        ({ id }) => !nodes.has(id),
      );
      if (nodes.size + added.length > NODES_AT_MOST) break;
      for (const one of added) nodes.set(one.id, one);
      const claims = (bonds.get(`${from} ${to}`)?.claims ?? 0) + 1;
      bonds.set(`${from} ${to}`, { from, to, relation: "", words: "", claims });
    }
    read += 1;
  }
  return { graph: { nodes: [...nodes.values()], bonds: [...bonds.values()] }, read };
}

function node(row: Row, id: string, label: string, root: string): GraphNode {
  const name = words(row[label]);
  const group = GROUPS[/\/id\/(\w+)\//.exec(id)?.[1] ?? ""] ?? "";
  const leads = address({ type: "uri", value: id }, root) ?? null;
  return { id, name: name && name !== id ? name : (id.split(/[/#]/).pop() ?? id), kind: "", group, address: leads };
}

async function draw(canvas: HTMLElement, graph: Graph): Promise<void> {
  const { drawGraph } = await import("./web_of_bonds");
  drawGraph(canvas, graph);
  canvas.dataset.ready = "";
}
