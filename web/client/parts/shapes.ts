/** Which pictures a table can be, told by the kinds of its columns alone. Pure: it draws nothing. */
import type { Row, Table, Term } from "./results";

export type Kind = "iri" | "place" | "date" | "number" | "text" | "nothing";

export interface Column {
  name: string;
  kind: Kind;
}

export type Picture =
  | { kind: "map"; place: string; label: string }
  | { kind: "map"; latitude: string; longitude: string; label: string }
  | { kind: "timeline"; from: string; to?: string; label: string }
  | { kind: "bars"; value: string; to?: string; label: string }
  | { kind: "network"; source: string; target: string; sourceLabel: string; targetLabel: string };

const LOOKED_AT = 2000; // rows; a column's kind is that of all of its values there
const XSD = "http://www.w3.org/2001/XMLSchema#";
const DAYS = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const NUMBERS = new Set(
  "integer decimal double float int long short byte nonNegativeInteger positiveInteger unsignedInt unsignedLong"
    .split(" ")
    .map((name) => XSD + name),
);
const EDTF = "http://id.loc.gov/datatypes/";
const A_DAY = /^-?\d{4}(-\d{2}(-\d{2}(T.*)?)?)?(Z|[+-]\d{2}:\d{2})?$/;
const LATITUDE = /^(lat|latitude)$/i;
const LONGITUDE = /^(lon|long|lng|longitude)$/i;
// Pairs of columns that hold the two ends of one thing.
const ENDS = [
  ["earliest", "latest"],
  ["first", "last"],
  ["start", "end"],
  ["from", "to"],
  ["least", "most"],
  ["value", "value_to"],
  ["since", "until"],
];

/** The kind of one term. */
export function kindOf(term: Term): Kind {
  if (term.type === "uri") return "iri";
  if (term.type !== "literal") return "text";
  const datatype = term.datatype ?? "";
  if (datatype.endsWith("#wktLiteral")) return "place";
  if (NUMBERS.has(datatype)) return Number.isFinite(Number(term.value)) ? "number" : "text";
  if (DAYS.has(datatype) || datatype.startsWith(EDTF)) return A_DAY.test(term.value) ? "date" : "text";
  return "text";
}

/** The columns with their kinds; one of values of several kinds is text, one without any is nothing. */
export function columnsOf(table: Table): Column[] {
  const seen = table.rows.slice(0, LOOKED_AT);
  return table.columns.map((name) => ({ name, kind: kindOfAll(seen, name) }));
}

function kindOfAll(rows: Row[], name: string): Kind {
  const kinds = new Set<Kind>();
  for (const row of rows) {
    const term = row[name];
    if (term) kinds.add(kindOf(term));
  }
  const [only] = kinds;
  return kinds.size > 1 ? "text" : (only ?? "nothing");
}

/** All pictures that a table can be, the most telling first: where, when, how many, who with whom. */
export function pictures(table: Table): Picture[] {
  const columns = columnsOf(table);
  return [onMap(columns), onLine(columns), inBars(columns, table.rows.length), inGraph(columns)].filter(
    (found) => found !== undefined,
  );
}

function onMap(columns: Column[]): Picture | undefined {
  const label = labelled(columns);
  const place = columns.find((column) => column.kind === "place")?.name;
  if (place) return { kind: "map", place, label: label ?? place };
  const [latitude, longitude] = [LATITUDE, LONGITUDE].map((form) => named(columns, "number", form));
  return latitude && longitude ? { kind: "map", latitude, longitude, label: label ?? latitude } : undefined;
}

function onLine(columns: Column[]): Picture | undefined {
  const days = columns.filter((column) => column.kind === "date").map((column) => column.name);
  const label = labelled(columns);
  if (!days[0] || !label) return undefined;
  const [from, to] = ends(days) ?? [days[0]];
  return to ? { kind: "timeline", from, to, label } : { kind: "timeline", from, label };
}

function inBars(columns: Column[], rows: number): Picture | undefined {
  const numbers = columns
    .filter((one) => one.kind === "number" && !LATITUDE.test(one.name) && !LONGITUDE.test(one.name))
    .map((column) => column.name);
  const label = labelled(columns);
  if (!numbers[0] || !label || rows < 2) return undefined;
  const [value, to] = ends(numbers) ?? [numbers[0]];
  return to ? { kind: "bars", value, to, label } : { kind: "bars", value, label };
}

function inGraph(columns: Column[]): Picture | undefined {
  const [source, target] = columns.filter((column) => column.kind === "iri").map((column) => column.name);
  if (!source || !target) return undefined;
  const label = (name: string) => labelOf(columns, name) ?? name;
  return { kind: "network", source, target, sourceLabel: label(source), targetLabel: label(target) };
}

function ends(names: string[]): [string, string] | undefined {
  for (const [first, last] of ENDS) {
    if (first && last && names.includes(first) && names.includes(last)) return [first, last];
  }
  return undefined;
}

function named(columns: Column[], kind: Kind, form: RegExp): string | undefined {
  return columns.find((column) => column.kind === kind && form.test(column.name))?.name;
}

/** The column that says what an IRI is called: `event_label` or `eventLabel` beside `event`. */
function labelOf(columns: Column[], name: string): string | undefined {
  const called = [`${name}_label`, `${name}Label`, `${name}_title`, `${name}Name`, `${name}_name`];
  return columns.find((column) => column.kind === "text" && called.includes(column.name))?.name;
}

/** What a row is called by: its first text, else its first IRI. */
function labelled(columns: Column[]): string | undefined {
  return (columns.find((one) => one.kind === "text") ?? columns.find((one) => one.kind === "iri"))?.name;
}
