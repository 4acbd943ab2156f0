// Draws features on a map: what is known of a place as an area with a sign in its middle, a way as a line with an arrow.
import L from "leaflet";
import type { World } from "./chart_of_world";
import type { Moment } from "./clock";
import {
  type Collection,
  type End,
  type Period,
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

/** A place as a sign on the map; signs that would cover each other stand together as one. */
interface Spot {
  readonly at: L.LatLng;
  readonly kind: string;
  readonly properties: Properties;
}

/** One feature as drawn; `match` says how many of its claims a moment leaves. */
interface Drawn {
  readonly layers: readonly L.Layer[];
  readonly spots: readonly Spot[];
  readonly match: (moment: Moment) => number;
  readonly claims: boolean;
  readonly outline: string | undefined;
}

/** Draws a collection and lets the map show all of it; gives what shows a moment and counts the claims that it leaves. */
export const draw = (world: World, collection: Collection, words: Words): ((moment: Moment) => number) => {
  const drawn = collection.features.map((feature) => one(world, feature, words));
  const [areas, signs] = [L.layerGroup().addTo(world.map), L.layerGroup().addTo(world.map)];
  let seen: readonly Drawn[] = drawn;
  const renew = (): void => {
    signs.clearLayers();
    for (const { spots } of seen.filter(({ claims }) => !claims))
      for (const spot of spots) signs.addLayer(bare(spot, words));
    const claimed = seen.filter(({ claims }) => claims).flatMap(({ spots }) => spots);
    for (const together of gathered(world.map, claimed)) signs.addLayer(sign(together, words));
  };
  home(world.map, drawn);
  world.map.on("zoomend", renew);
  return (moment) => {
    seen = drawn.filter(({ match, claims }) => !claims || match(moment) > 0);
    areas.clearLayers();
    const outlined = new Set<string>(); // several places that are only known to be in a country: its outline once
    for (const { layers, outline } of seen) {
      if (outline !== undefined && outlined.has(outline)) continue;
      if (outline !== undefined) outlined.add(outline);
      for (const layer of layers) areas.addLayer(layer);
    }
    renew();
    const { claims } = collection;
    if (claims?.periods !== undefined) return matching(claims.shown, claims.periods, claims.undated ?? 0, moment);
    return seen.reduce((sum, { match }) => sum + match(moment), 0);
  };
};

/** How many of some claims a moment leaves. */
const matching = (
  whole: number,
  periods: readonly Period[],
  undated: number,
  { start, end, undated: kept }: Moment,
): number =>
  start === null || end === null ? whole - (kept ? 0 : undated) : possible(periods, start, end) + (kept ? undated : 0);

/** The first view: what claims name more closely than by a whole country, else the countries. */
const home = (map: L.Map, drawn: readonly Drawn[]): void => {
  const claimed = drawn.filter(({ claims }) => claims).flatMap(({ spots }) => spots);
  const close = claimed.filter(({ kind }) => kind !== "country");
  const bounds = L.latLngBounds((close.length > 0 ? close : claimed).map(({ at }) => at));
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.2), { maxZoom: 7, animate: false });
};

const one = (world: World, feature: Shown, words: Words): Drawn => {
  const { properties } = feature;
  const [periods, undated, whole] = [periodsOf(properties), undatedOf(properties), properties.claims ?? 1];
  const told = properties.layer === "way" ? way(world, properties, words) : place(world, feature, words);
  return {
    ...told,
    claims: whole > 0,
    outline: properties.outline,
    match: (moment) => matching(whole, periods, undated, moment),
  };
};

const place = (world: World, { properties, geometry }: Shown, words: Words): Pick<Drawn, "layers" | "spots"> => {
  const kind = properties.layer ?? "settlement";
  const unclaimed = properties.claims === 0 ? " unclaimed" : "";
  const telling = (): HTMLElement => popup(properties, words);
  const outline = world.outlines.features.find(({ id }) => id === properties.outline);
  if (outline !== undefined && geometry === null) {
    const [longitude, latitude] = outline.properties.middle;
    const area = L.geoJSON(outline, { style: { className: `area ${kind}${unclaimed}` } }).bindPopup(telling);
    return { layers: unclaimed === "" ? [area] : [], spots: [{ at: L.latLng(latitude, longitude), kind, properties }] };
  }
  if (geometry === null) return { layers: [], spots: [] };
  const [layers, spots]: [L.Layer[], Spot[]] = [[], []];
  const around = properties.coordinateUncertaintyInMeters ?? 0;
  L.geoJSON(geometry, {
    style: { className: `area ${kind}${unclaimed}` },
    pointToLayer: (_, at) => {
      spots.push({ at, kind, properties });
      return L.circle(at, { radius: around, className: `area ${kind}${unclaimed}`, interactive: false });
    },
  })
    .bindPopup(telling)
    .eachLayer((layer) => layers.push(layer));
  return { layers: unclaimed === "" ? layers : [], spots };
};

const APART_PX = 30;

/** The spots in groups, none of which covers another at this zoom. */
const gathered = (map: L.Map, spots: readonly Spot[]): Spot[][] => {
  const groups: { at: L.Point; spots: Spot[] }[] = [];
  for (const spot of spots) {
    const at = map.latLngToLayerPoint(spot.at);
    const near = groups.find((group) => group.at.distanceTo(at) < APART_PX);
    if (near === undefined) groups.push({ at, spots: [spot] });
    else near.spots.push(spot);
  }
  return groups.map((group) => group.spots);
};

const svg = (inner: string): string =>
  `<svg viewBox="0 0 24 24" width="100%" height="100%" aria-hidden="true">${inner}</svg>`;

/** A sign that can be reached by the keyboard and opens what is told of its places. */
const sign = (spots: readonly Spot[], words: Words): L.Marker => {
  const [first] = spots as [Spot];
  const several = spots.length > 1;
  const shape = SIGNS[first.kind] ?? SIGNS.settlement;
  const html = several
    ? svg(`<circle cx="12" cy="12" r="12"/><text x="12" y="16.5">${spots.length}</text>`)
    : svg(shape ?? "");
  const icon = L.divIcon({ html, className: `sign ${several ? "several" : first.kind}`, iconSize: [24, 24] });
  const names = `${several ? `${spots.length}: ` : ""}${spots.map(({ properties }) => titleOf(properties)).join("; ")}`;
  const marker = L.marker(first.at, { icon, title: names }).bindPopup(() => {
    if (!several) return popup(first.properties, words);
    const box = made("div", "told");
    for (const { properties } of spots) box.append(popup(properties, words));
    return box;
  });
  return marker.on("add", () => marker.getElement()?.setAttribute("aria-label", names));
};

/** The sign of what no claim names: smaller, and passed over by the keyboard, as it leads to nothing said. */
const bare = ({ at, kind, properties }: Spot, words: Words): L.Marker => {
  const icon = L.divIcon({ html: svg(SIGNS[kind] ?? ""), className: `sign unclaimed ${kind}`, iconSize: [12, 12] });
  return L.marker(at, { icon, title: nameOf(properties), keyboard: false, zIndexOffset: -1000 }).bindPopup(() =>
    popup(properties, words),
  );
};

const way = (world: World, properties: Properties, words: Words): Pick<Drawn, "layers" | "spots"> => {
  const [start, end] = (properties.ends ?? [null, null]).map((one: End) => spotOf(world, one));
  if (start === undefined || end === undefined) return { layers: [], spots: [] };
  const doubt = properties.sure === false ? " unsure" : "";
  const line = bent(start, end);
  const arrow = svg(`<path transform="rotate(${turn(line)} 12 12)" d="M5 4 21 12 5 20 9 12Z"/>`);
  const icon = L.divIcon({ html: arrow, className: `sign way${doubt}`, iconSize: [20, 20] });
  const at = line[Math.floor(line.length * 0.55)] as L.LatLngTuple;
  const telling = (): HTMLElement => popup(properties, words);
  return {
    layers: [
      L.polyline(line, { className: `way${doubt}` }).bindPopup(telling),
      L.marker(at, { icon, title: titleOf(properties), keyboard: false }).bindPopup(telling),
    ],
    spots: [],
  };
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

const titleOf = (properties: Properties): string => [nameOf(properties), properties.counted].filter(Boolean).join(", ");

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
