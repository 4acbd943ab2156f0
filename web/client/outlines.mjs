// Cuts the outlines of the map out of world-atlas (Natural Earth, 1:10 million): every arc is simplified once, so that
// neighbours still share it; finely where crossings are, coarsely where the world only has to be recognised.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

/** Boxes (west, south, east, north, in degrees) with how far, in degrees, a line may be moved; the first that holds it counts. */
const FINE = [
  { box: [123.5, 38.5, 131.5, 43.8], within: 0.002, least: 0.0002 },
  { box: [92, 5, 146, 54], within: 0.05, least: 0.02 },
];
const COARSE = { within: 0.3, least: 0.5 };

/** The countries that the gazetteer calls otherwise than Natural Earth does: the last piece of their IRI here. */
const CALLED = {
  "antigua-and-barb": "antigua-and-barbuda",
  "bosnia-and-herz": "bosnia-and-herzegovina",
  "cabo-verde": "cape-verde",
  "central-african-rep": "central-african-republic",
  "cote-divoire": "ivory-coast",
  congo: "republic-of-the-congo",
  czechia: "czech-republic",
  "dem-rep-congo": "democratic-republic-of-the-congo",
  "dominican-rep": "dominican-republic",
  "eq-guinea": "equatorial-guinea",
  macedonia: "north-macedonia",
  "marshall-is": "marshall-islands",
  "s-sudan": "south-sudan",
  "solomon-is": "solomon-islands",
  "st-kitts-and-nevis": "saint-kitts-and-nevis",
  "st-vin-and-gren": "saint-vincent-and-the-grenadines",
  "united-states-of-america": "united-states",
  "timor-leste": "east-timor",
  "vatican-city": "holy-see",
  vatican: "holy-see",
};

/** The outlines as GeoJSON; each feature bears the name of its place here (`place/china`) and a point for its name. */
export function outlines() {
  const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-10m.json");
  const topology = JSON.parse(readFileSync(atlas, "utf8"));
  const arcs = absolute(topology);
  const drawn = {
    type: "Topology",
    objects: topology.objects,
    arcs: arcs.map((arc) => simplified(arc, grain(arc).within)),
  };
  const features = feature(drawn, drawn.objects.countries)
    .features.map(({ properties, geometry }) => outline(properties.name, geometry))
    .filter((one) => one !== undefined);
  return { type: "FeatureCollection", features };
}

function outline(name, geometry) {
  if (geometry === null) return undefined;
  if (name === "Antarctica") return undefined; // it has no shape that a flat map can close
  const polygons = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
    rings.filter((ring) => ring.length > 3).map(unbroken),
  );
  const sized = polygons.filter((rings) => rings.length > 0).map((rings) => ({ rings, area: area(rings[0]) }));
  const largest = Math.max(...sized.map((one) => one.area));
  const kept = sized.filter((one) => one.area === largest || one.area > grain(one.rings[0]).least);
  if (kept.length === 0) return undefined;
  const called = slug(name);
  return {
    type: "Feature",
    id: `place/${CALLED[called] ?? called}`,
    properties: { name, middle: middle(sized.find((one) => one.area === largest).rings[0]) },
    geometry: { type: "MultiPolygon", coordinates: kept.map((one) => one.rings) },
  };
}

/** A ring that crosses the 180th meridian goes on beyond it, or it would be drawn around the world. */
function unbroken(ring) {
  let turn = 0;
  const whole = ring.map(([x, y], index) => {
    const step = index === 0 ? 0 : x - ring[index - 1][0];
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    return [x + turn, y];
  });
  const longitudes = whole.map(([x]) => x);
  const centre = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const home = centre < -180 ? 360 : centre > 180 ? -360 : 0;
  return whole.map(([x, y]) => [Math.round((x + home) * 1000) / 1000, y]);
}

const slug = (name) =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");

/** The arcs in degrees: a quantised topology has them as differences of whole numbers. */
function absolute({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

const grain = (points) =>
  FINE.find(({ box: [west, south, east, north] }) =>
    points.some(([x, y]) => x >= west && x <= east && y >= south && y <= north),
  ) ?? COARSE;

/** A line with the points left out that lie nearer than `within` to what remains (Douglas and Peucker); rounded. */
function simplified(line, within) {
  const digits = within < 0.01 ? 1000 : 100;
  const kept = new Set([0, line.length - 1]);
  const waiting = [[0, line.length - 1]];
  while (waiting.length > 0) {
    const [from, to] = waiting.pop();
    let [farthest, at] = [0, 0];
    for (let index = from + 1; index < to; index += 1) {
      const off = distance(line[index], line[from], line[to]);
      if (off > farthest) [farthest, at] = [off, index];
    }
    if (farthest > within) {
      kept.add(at);
      waiting.push([from, at], [at, to]);
    }
  }
  return [...kept]
    .sort((one, other) => one - other)
    .map((index) => line[index].map((value) => Math.round(value * digits) / digits));
}

/** How far a point lies from a stretch, in degrees. */
function distance([x, y], [fromX, fromY], [toX, toY]) {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / length));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

/** The area of a ring, in square degrees. */
const area = (ring) =>
  Math.abs(ring.slice(1).reduce((sum, [x, y], index) => sum + ring[index][0] * y - x * ring[index][1], 0)) / 2;

/** The centre of gravity of a ring. */
function middle(ring) {
  let [sum, x, y] = [0, 0, 0];
  for (let index = 1; index < ring.length; index += 1) {
    const [[fromX, fromY], [toX, toY]] = [ring[index - 1], ring[index]];
    const cross = fromX * toY - toX * fromY;
    sum += cross;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  }
  return sum === 0 ? ring[0] : [x, y].map((value) => Math.round((value / (3 * sum)) * 1000) / 1000);
}
