/** The page of a query: the picture that its header names beside the table, and names suggested where an entity is asked for. */
import { announce } from "./parts/announce";
import { suggestThings } from "./parts/picker";
import type { Table } from "./parts/results";
import type { Picture } from "./parts/shapes";
import { pictureOf } from "./parts/show";

const place = document.querySelector<HTMLElement>("#picture");
if (place) await draw(place);
suggestThings();

async function draw(place: HTMLElement): Promise<void> {
  const told: Record<string, string> = JSON.parse(place.dataset.results ?? "{}");
  const headings: Record<string, string> = JSON.parse(place.dataset.headings ?? "{}");
  const picture = chosen(JSON.parse(place.dataset.picture ?? "{}"));
  const response = await fetch(place.dataset.rows ?? "");
  if (!response.ok) return announce(told.failed ?? "");
  const { head, results } = await response.json();
  const table: Table = { columns: head.vars, rows: results.bindings };
  const root = new URL("../", location.href).pathname;
  const figure = pictureOf(table, picture, { told, headings, root, rows: Number(place.dataset.count) });
  if (figure) place.append(figure);
}

/** The picture that a header names, with the columns that say what the ends of a network are called. */
function chosen(named: Picture): Picture {
  if (named.kind !== "network") return named;
  return { ...named, sourceLabel: `${named.source}_label`, targetLabel: `${named.target}_label` };
}
