// Every network of a page: its list stays, the picture is drawn beside it from the address that the page names.
import type cytoscape from "cytoscape";
import { fetched } from "./parts/features";
import { drawNear } from "./parts/near";
import { offer } from "./parts/png";
import type { Graph, GraphBond } from "./parts/web_of_bonds";
import { filled, linked, made, wordsOf } from "./parts/words";

const drawNetwork = async (figure: HTMLElement): Promise<void> => {
  const [canvas, tools] = [figure.querySelector<HTMLElement>(".canvas"), figure.querySelector<HTMLElement>(".tools")];
  const address = figure.dataset.network;
  if (canvas === null || tools === null || address === undefined) return;
  const words = wordsOf(figure);
  const [graph, { drawGraph, point }] = await Promise.all([fetched<Graph>(address), import("./parts/web_of_bonds")]);
  const told = figure.querySelector<HTMLElement>(".chosen");
  if (graph.nodes.length === 0) {
    told?.append(made("p", "quiet", words.nothing));
    return;
  }
  canvas.hidden = false;
  const drawn = drawGraph(canvas, graph);
  for (const shown of figure.querySelectorAll<HTMLElement>("[data-drawn], .tools")) shown.hidden = false;
  const select = tools.querySelector("select");
  const choose = (id: string): void => {
    if (select !== null) select.value = id;
    point(drawn, id);
    told?.replaceChildren(...(id === "" ? [] : bondsOf(graph, id)));
  };
  if (select !== null) {
    select.append(new Option(filled(words.pick, { number: graph.nodes.length }), ""));
    const named = [...graph.nodes].sort((one, other) => one.name.localeCompare(other.name));
    for (const { id, name, kind } of named) select.append(new Option(kind ? `${name} (${kind})` : name, id));
    select.addEventListener("change", () => choose(select.value));
  }
  drawn.on("tap", "node", (event: cytoscape.EventObject) => choose(event.target.id()));
  drawn.on("tap", (event: cytoscape.EventObject) => {
    if (event.target === drawn) choose("");
  });
  tools.addEventListener("click", (event) => act(drawn, (event.target as HTMLElement).dataset.do ?? ""));
  figure.dataset.ready = "";
};

const act = (drawn: cytoscape.Core, what: string): void => {
  const middle = { x: drawn.width() / 2, y: drawn.height() / 2 };
  if (what === "in" || what === "out") {
    drawn.zoom({ level: drawn.zoom() * (what === "in" ? 1.4 : 1 / 1.4), renderedPosition: middle });
  } else if (what === "whole") {
    drawn.fit(undefined, 20);
  } else if (what === "save") {
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--sheet").trim();
    offer(drawn.png({ output: "blob", full: true, scale: 2, bg: paper }), "network.png");
  }
};

/** The bonds of a node in words, with the claims that they rest on. */
const bondsOf = (graph: Graph, id: string): HTMLElement[] => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const chosen = nodes.get(id);
  const head = made("p", "name-of");
  head.append(linked(chosen?.name ?? "", chosen?.address));
  const list = made("ul", "places");
  for (const bond of graph.bonds.filter(({ from, to }) => from === id || to === id)) list.append(entry(bond, nodes));
  return [head, list];
};

const entry = (bond: GraphBond, nodes: ReadonlyMap<string, Graph["nodes"][number]>): HTMLElement => {
  const item = made("li");
  const [from, to] = [nodes.get(bond.from), nodes.get(bond.to)];
  item.append(linked(from?.name ?? "", from?.address), ` ${bond.words} `, linked(to?.name ?? "", to?.address), " ");
  item.append(bond.said?.[0] ? linked(bond.counted ?? String(bond.claims), bond.said[0]) : (bond.counted ?? ""));
  return item;
};

drawNear("[data-network]", drawNetwork);
