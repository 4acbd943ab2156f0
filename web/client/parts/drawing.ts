// Draws features on a map: what is known of a place as an area with a sign in its middle, a way as a line with an arrow.
import L from "leaflet";
import type { World } from "./chart_of_world";
import type { Moment } from "./clock";
import {
  type Collection,
  type End,
  type Properties,
  periodsOf,
  possible,
  type Shown,
  type Told,
  undatedOf,
} from "./features";
import { filled, linked, made, type Words } from "./words";

/** A sign for each layer: they differ in shape, not by colour alone. */
const SIGNS: Readonly<Record<string, string>> = {
  crossing: '<path d="M12 2 22 12 12 22 2 12Z"/>',
  facility: '<path d="M4 4h16v16H4Z"/>',
  settlement: '<circle cx="12" cy="12" r="8"/>',
  region: '<path d="M12 2 21 7v10l-9 5-9-5V7Z"/>',
  country: '<path d="M12 3 22 21H2Z"/>',
};
const WIDE_M = 20_000; // a smaller area is no wider than its sign on most maps

/** One feature as drawn; `match` says how many of its claims a moment leaves. */
interface Drawn {
  readonly layers: readonly L.Layer[];
  readonly match: (moment: Moment) => number;
  readonly claims: boolean;
}

/** Draws a collection and lets the map show all of it; gives what shows a moment and counts the claims that it leaves. */
export const draw = (world: World, collection: Collection, words: Words): ((moment: Moment) => number) => {
  const drawn = collection.features.map((feature) => one(world, feature, words));
  const group = L.featureGroup(drawn.flatMap(({ layers }) => layers)).addTo(world.map);
  const claimed = L.featureGroup(drawn.filter(({ claims }) => claims).flatMap(({ layers }) => layers));
  const bounds = (claimed.getLayers().length > 0 ? claimed : group).getBounds();
  if (bounds.isValid()) world.map.fitBounds(bounds.pad(0.15), { maxZoom: 8, animate: false });
  return (moment) => {
    let sum = 0;
    for (const { layers, match, claims } of drawn) {
      const matched = match(moment);
      sum += matched;
      for (const layer of layers) {
        if (matched > 0 || !claims) group.addLayer(layer);
        else group.removeLayer(layer);
      }
    }
    return sum;
  };
};

const one = (world: World, feature: Shown, words: Words): Drawn => {
  const { properties } = feature;
  const [periods, undated] = [periodsOf(properties), undatedOf(properties)];
  const layers = properties.layer === "way" ? way(world, properties, words) : place(world, feature, words);
  const whole = properties.claims ?? 1;
  return {
    layers,
    claims: whole > 0,
    match: ({ start, end, undated: kept }) =>
      start === null || end === null
        ? whole - (kept ? 0 : undated)
        : possible(periods, start, end) + (kept ? undated : 0),
  };
};

const place = (world: World, feature: Shown, words: Words): L.Layer[] => {
  const { properties, geometry } = feature;
  const telling = (): HTMLElement => popup(properties, words);
  const kind = properties.layer ?? "settlement";
  const claimed = (properties.claims ?? 1) > 0 ? "" : " unclaimed";
  const outline = world.outlines.features.find(({ id }) => id === properties.outline);
  if (outline !== undefined && geometry === null) {
    const area = L.geoJSON(outline, { style: { className: `area ${kind}${claimed}` } }).bindPopup(telling);
    return [area, sign(outline.properties.middle, kind, properties, telling, claimed)];
  }
  if (geometry === null) return [];
  const layers: L.Layer[] = [];
  L.geoJSON(geometry, {
    style: { className: `area ${kind}${claimed}` },
    pointToLayer: (_, at) => {
      const around = properties.coordinateUncertaintyInMeters ?? 0;
      if (around > 0) {
        const wide = around >= WIDE_M ? "wide" : "near";
        layers.push(L.circle(at, { radius: around, className: `area ${kind} ${wide}${claimed}`, interactive: false }));
      }
      return sign([at.lng, at.lat], kind, properties, telling, claimed);
    },
  })
    .bindPopup(telling)
    .eachLayer((layer) => layers.push(layer));
  return layers;
};

/** A sign that can be reached by the keyboard, and opens what is told of the place. */
const sign = (
  [longitude, latitude]: readonly [number, number],
  kind: string,
  properties: Properties,
  telling: () => HTMLElement,
  claimed: string,
): L.Marker => {
  const drawn = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${SIGNS[kind] ?? SIGNS.settlement}</svg>`;
  const icon = L.divIcon({ html: drawn, className: `sign ${kind}${claimed}`, iconSize: [24, 24] });
  const name = [nameOf(properties), properties.counted].filter(Boolean).join(", ");
  return named(L.marker([latitude, longitude], { icon, title: name }), name).bindPopup(telling);
};

const named = (marker: L.Marker, name: string): L.Marker =>
  marker.on("add", () => marker.getElement()?.setAttribute("aria-label", name));

const way = (world: World, properties: Properties, words: Words): L.Layer[] => {
  const [start, end] = (properties.ends ?? [null, null]).map((one: End) => spotOf(world, one));
  if (start === undefined || end === undefined) return [];
  const telling = (): HTMLElement => popup(properties, words);
  const doubt = properties.sure === false ? " unsure" : "";
  const line = bent(start, end);
  const name = [nameOf(properties), properties.counted].filter(Boolean).join(": ");
  const arrow = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path transform="rotate(${turn(line)} 12 12)" d="M5 4 21 12 5 20 9 12Z"/></svg>`;
  const icon = L.divIcon({ html: arrow, className: `sign way${doubt}`, iconSize: [24, 24] });
  const at = line[Math.floor(line.length * 0.55)] as L.LatLngTuple;
  return [
    L.polyline(line, { className: `way${doubt}` }).bindPopup(telling),
    named(L.marker(at, { icon, title: name }), name).bindPopup(telling),
  ];
};

/** A line bent a little to its right, so that there and back are two lines. */
const bent = ([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): L.LatLngTuple[] => {
  const [x, y] = [(fromX + toX) / 2 + (toY - fromY) * 0.12, (fromY + toY) / 2 - (toX - fromX) * 0.12];
  return Array.from({ length: 21 }, (_, index) => {
    const [after, before] = [index / 20, 1 - index / 20];
    const weights = [before * before, 2 * before * after, after * after] as const;
    return [
      weights[0] * fromY + weights[1] * y + weights[2] * toY,
      weights[0] * fromX + weights[1] * x + weights[2] * toX,
    ];
  });
};

/** The direction of a line at its arrow, in degrees clockwise from the east as a screen has it. */
const turn = (line: readonly L.LatLngTuple[]): number => {
  const [before, after] = [line[10], line[13]] as [L.LatLngTuple, L.LatLngTuple];
  const narrowed = Math.cos((before[0] * Math.PI) / 180);
  return Math.round((Math.atan2(before[0] - after[0], (after[1] - before[1]) * narrowed) * 180) / Math.PI);
};

const spotOf = (world: World, end: End): readonly [number, number] | undefined =>
  typeof end === "string"
    ? world.outlines.features.find(({ id }) => id === end)?.properties.middle
    : (end ?? undefined);

/** What a feature is called: by ours, or by the first words that other GeoJSON has for it. */
const nameOf = (properties: Properties): string =>
  properties.name ?? Object.values(properties).find((value) => typeof value === "string" && value !== "") ?? "";

const popup = (properties: Properties, words: Words): HTMLElement => {
  const box = made("div", "told");
  const head = made("p", "name-of");
  head.append(linked(nameOf(properties), properties.address));
  box.append(head);
  for (const line of [properties.kind, properties.precision, properties.counted]) {
    if (line) box.append(made("p", "quiet", line));
  }
  const told = properties.said ?? properties.events ?? [];
  if (told.length > 0) box.append(listed(told.slice(0, SHOWN)));
  const left = (properties.said?.length ?? properties.events_in_all ?? told.length) - Math.min(told.length, SHOWN);
  if (left > 0) box.append(made("p", "quiet", filled(words.more, { number: left })));
  return box;
};

const SHOWN = 8;

const listed = (told: readonly Told[]): HTMLElement => {
  const list = made("ul");
  for (const { words, name, address } of told) {
    const entry = made("li");
    entry.append(linked(words ?? name ?? "", address));
    list.append(entry);
  }
  return list;
};
