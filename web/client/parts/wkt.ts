/** Places as GeoSPARQL writes them (well-known text) made into GeoJSON. */
import type { Geometry, Position } from "geojson";

// Without a name of a reference system it is this one: longitude before latitude, as GeoJSON has it. No other is guessed at.
const CRS84 = /^<http:\/\/www\.opengis\.net\/def\/crs\/OGC\/1\.3\/CRS84>\s*/;
const FORM = /^(POINT|MULTIPOINT|LINESTRING|MULTILINESTRING|POLYGON|MULTIPOLYGON)\s*(\(.*\))$/is;

/** The geometry that a text means; nothing for what cannot be drawn. */
export function geometryOf(text: string): Geometry | undefined {
  const found = FORM.exec(text.trim().replace(CRS84, "").trim());
  if (!found) return undefined;
  const [kind, written] = [(found[1] ?? "").toUpperCase(), found[2] ?? ""];
  const read = listed(written);
  if (read === undefined) return undefined;
  switch (kind) {
    case "POINT":
      return isPosition(read[0]) ? { type: "Point", coordinates: read[0] } : undefined;
    case "MULTIPOINT": {
      const points = read.map((point) => (isPosition(point) ? point : (point as unknown[])[0]));
      return points.every(isPosition) ? { type: "MultiPoint", coordinates: points as Position[] } : undefined;
    }
    case "LINESTRING":
      return { type: "LineString", coordinates: read as Position[] };
    case "MULTILINESTRING":
      return { type: "MultiLineString", coordinates: read as Position[][] };
    case "POLYGON":
      return { type: "Polygon", coordinates: read as Position[][] };
    default:
      return { type: "MultiPolygon", coordinates: read as Position[][][] };
  }
}

/** Brackets and numbers as lists: "((1 2, 3 4))" is [[[1, 2], [3, 4]]]. */
function listed(text: string): unknown[] | undefined {
  const json = text
    .replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:\s+-?\d+(?:\.\d+)?(?:e[+-]?\d+)?){1,3}/gi, (numbers) => {
      const [x, y] = numbers.split(/\s+/);
      return `[${Number(x)},${Number(y)}]`;
    })
    .replace(/\(/g, "[")
    .replace(/\)/g, "]");
  try {
    const read = JSON.parse(json);
    return Array.isArray(read) && onEarth(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isPosition(read: unknown): read is Position {
  return Array.isArray(read) && typeof read[0] === "number";
}

function onEarth(read: unknown[]): boolean {
  if (!isPosition(read)) return read.length > 0 && read.every((inner) => Array.isArray(inner) && onEarth(inner));
  const [x, y] = read;
  return read.length === 2 && Math.abs(x ?? 999) <= 180 && Math.abs(y ?? 999) <= 90;
}
