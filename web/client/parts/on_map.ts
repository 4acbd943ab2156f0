/** The rows of an answer as places on a map, drawn with the parts of our own maps, which are fetched only then. */
import type { Collection, Shown } from "./features";
import { address, type Frame, type Row, type Table, words } from "./results";
import type { Picture } from "./shapes";
import { geometryOf } from "./wkt";
import { filled, made } from "./words";

const DRAWN_AT_MOST = 2000;

/** A map of all rows that have a place; the figure has to be in the page before it is drawn. */
export function onMap(table: Table, picture: Picture, { told, root, rows }: Frame): HTMLElement | undefined {
  if (picture.kind !== "map") return undefined;
  const features = table.rows.flatMap((row) => feature(row, picture, table, root)).slice(0, DRAWN_AT_MOST);
  if (features.length === 0) return undefined;
  const figure = made("figure", "picture map");
  const canvas = made("div", "canvas");
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", told.map ?? "");
  figure.append(made("figcaption", "", filled(told.places, { places: features.length })), canvas);
  const all = rows ?? table.rows.length;
  if (features.length < all) {
    figure.append(made("p", "quiet", filled(told.drawn_some, { drawn: features.length, rows: all.toLocaleString() })));
  }
  void draw(canvas, { type: "FeatureCollection", features }, told);
  return figure;
}

function feature(row: Row, picture: Picture & { kind: "map" }, table: Table, root: string): Shown[] {
  const geometry = "place" in picture ? geometryOf(words(row[picture.place])) : pointOf(row, picture);
  if (!geometry) return [];
  const thing = table.columns.map((name) => address(row[name], root)).find((found) => found !== undefined);
  const precision = words(row.precision);
  return [
    {
      type: "Feature",
      geometry,
      properties: {
        name: words(row[picture.label]),
        ...(thing ? { address: thing } : {}),
        ...(precision ? { precision } : {}),
      },
    },
  ];
}

function pointOf(row: Row, { latitude, longitude }: { latitude: string; longitude: string }) {
  return row[latitude] && row[longitude]
    ? geometryOf(`POINT(${Number(words(row[longitude]))} ${Number(words(row[latitude]))})`)
    : undefined;
}

async function draw(canvas: HTMLElement, collection: Collection, told: Record<string, string>): Promise<void> {
  const [{ world }, { draw }] = await Promise.all([import("./chart_of_world"), import("./drawing")]);
  await sheet(told.map_css);
  draw(
    await world(canvas, told.outlines ?? "", told.tiles || undefined),
    collection,
    told,
  )({
    start: null,
    end: null,
    undated: true,
  });
  canvas.dataset.ready = "";
}

/** Let a page have another style sheet, once. */
async function sheet(address: string | undefined): Promise<void> {
  if (!address || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  const there = new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  });
  document.head.querySelector("link[rel=stylesheet]")?.before(link); // the page's own go before it
  await there;
}
