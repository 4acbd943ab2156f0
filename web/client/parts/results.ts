/** Answers to SPARQL queries as the endpoint gives them (SPARQL 1.1 Query Results JSON), and how a term is read. */

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Row = Record<string, Term | undefined>;

export interface Table {
  columns: string[];
  rows: Row[];
}

export type Answer = { table: Table } | { truth: boolean } | { graph: string };

/** What surrounds an answer on its page. */
export interface Frame {
  told: Record<string, string>;
  /** The address below which our pages are, with a slash at its end. */
  root: string;
  /** What the columns are called for people, where they have other names than in the query. */
  headings?: Record<string, string>;
  /** How many rows there are in all, where the table holds the first of them. */
  rows?: number;
}

const THINGS = "https://w3id.org/refoulement/id/";

/** The answer in a response that is none of an error. */
export async function read(response: Response): Promise<Answer> {
  if (!response.headers.get("Content-Type")?.includes("json")) return { graph: await response.text() };
  const told = await response.json();
  if (typeof told.boolean === "boolean") return { truth: told.boolean };
  return { table: { columns: told.head.vars, rows: told.results.bindings } };
}

/** A term as people read it. */
export function words(term: Term | undefined): string {
  if (!term) return "";
  return term.type === "bnode" ? `_:${term.value}` : String(term.value);
}

/** Where a term leads: to the page of one of our things below `root`, to a web address as it is, else nowhere. */
export function address(term: Term | undefined, root: string): string | undefined {
  if (term?.type !== "uri") return undefined;
  if (term.value.startsWith(THINGS)) {
    const [local = "", fragment] = term.value.slice(THINGS.length).split("#");
    if (!local.includes("/")) return undefined;
    const place = fragment && /^(char|cell)=(.+)$/.exec(fragment);
    const asked = place ? `?${place[1] === "char" ? "passage" : "cell"}=${encodeURIComponent(place[2] ?? "")}` : "";
    return `${root}page/${local}${asked}${fragment ? `#${fragment}` : ""}`;
  }
  return /^https?:\/\//.test(term.value) && !term.value.startsWith("https://w3id.org/refoulement/")
    ? term.value
    : undefined;
}
