// What a map is told to show: GeoJSON, with what our own addresses say in its properties; other GeoJSON is taken as it is.
import type { Feature, FeatureCollection, Geometry, MultiPolygon } from "geojson";

/** First and last day of what some claims tell (ISO 8601, null for an open end), and how many they are. */
export type Period = readonly [string | null, string | null, number];

export interface Told {
  readonly words?: string;
  readonly name?: string;
  readonly address: string | null;
  readonly first: string | null;
  readonly last: string | null;
}

/** Where a line ends: a point, a country by the name of its outline, or nowhere that is known. */
export type End = readonly [number, number] | string | null;

export interface Properties {
  readonly name?: string;
  readonly kind?: string;
  readonly layer?: string;
  readonly address?: string | null;
  readonly precision?: string;
  readonly counted?: string;
  readonly claims?: number;
  readonly undated?: number;
  readonly periods?: readonly Period[];
  readonly events?: readonly Told[];
  readonly events_in_all?: number;
  readonly said?: readonly Told[];
  readonly sure?: boolean;
  readonly ends?: readonly [End, End];
  readonly outline?: string;
  readonly coordinateUncertaintyInMeters?: number;
}

export type Shown = Feature<Geometry | null, Properties>;
export interface Collection extends FeatureCollection<Geometry | null, Properties> {
  /** All claims that the features are made of, each once; a feature counts those that name it. */
  readonly claims?: { shown: number; total: number; undated?: number; periods?: readonly Period[] };
}
export type Outlines = FeatureCollection<MultiPolygon, { name: string; middle: [number, number] }>;

/** Our own JSON, or an error that says which address did not give it. */
export const fetched = async <Kind>(address: string): Promise<Kind> => {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as Kind;
};

/** The periods of a feature, whether it counts claims by them or lists the claims. */
export const periodsOf = ({ periods, said }: Properties): readonly Period[] =>
  periods ??
  (said ?? []).filter(({ first, last }) => first ?? last).map(({ first, last }) => [first, last, 1] as const);

export const undatedOf = ({ undated, said }: Properties): number =>
  undated ?? (said ?? []).filter(({ first, last }) => first === null && last === null).length;

/** How many claims can tell of some day from `start` to `end`. */
export const possible = (periods: readonly Period[], start: string, end: string): number =>
  periods.reduce(
    (sum, [first, last, claims]) => sum + ((first ?? start) <= end && (last ?? end) >= start ? claims : 0),
    0,
  );
