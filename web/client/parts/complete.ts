/** Completion of a query: our vocabulary by name and by label, variables, SPARQL's words, and things of the graph. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { pickedCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { pathOf } from "./picker";

export interface Word {
  name: string;
  kind: "class" | "property" | "individual";
  label?: string;
  meaning?: string;
}

export interface Vocabulary {
  prefixes: Record<string, string>;
  terms: Word[];
}

const SPARQL =
  "ASK AS ASC BIND BOUND BY COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP GROUP_CONCAT HAVING IF IN LANG LANGMATCHES LCASE LIMIT MAX MIN MINUS MONTH NAMED NOT OFFSET OPTIONAL ORDER PREFIX REGEX REPLACE SAMPLE SELECT SEPARATOR STR STRDT STRENDS STRLANG STRLEN STRSTARTS SUBSTR SUM UCASE UNDEF UNION VALUES WHERE YEAR".split(
    " ",
  );
const TYPES = { class: "class", property: "property", individual: "constant" };
const DECLARED = /\bPREFIX\s+([\w-]*):/gi;
const FROM_LETTERS = 2;

/** The prefixes that a query declares. */
export function declared(text: string): Set<string> {
  return new Set([...text.matchAll(DECLARED)].map((found) => found[1] ?? ""));
}

/** What has to be put before a query so that it may use a prefix: nothing where it declares it, or nobody knows it. */
export function declaration(text: string, prefix: string, prefixes: Record<string, string>): string {
  return prefixes[prefix] && !declared(text).has(prefix) ? `PREFIX ${prefix}: <${prefixes[prefix]}>\n` : "";
}

/** Whether a place stands in a text, a comment or an IRI, where no word of the vocabulary does. */
export function isApart(state: EditorState, at: number): boolean {
  const name = syntaxTree(state).resolveInner(at, -1).name;
  return ["String", "Comment", "LineComment", "IriRef", "PrefixDecl"].includes(name);
}

/** A source of completions out of a vocabulary. */
export function ofVocabulary({ prefixes, terms }: Vocabulary): (context: CompletionContext) => CompletionResult | null {
  const byName = terms.map((word) => ({ ...optionOf(word, prefixes), label: word.name }));
  const byLabel = terms
    .filter((word) => word.label && word.label !== word.name)
    .map((word) => ({ ...optionOf(word, prefixes), label: word.label ?? "", detail: word.name, boost: -1 }));
  const words = SPARQL.map((label): Completion => ({ label, type: "keyword", boost: 1 }));
  const spaces = Object.keys(prefixes).map(
    (prefix): Completion => ({
      label: `${prefix}:`,
      detail: prefixes[prefix] ?? "",
      type: "namespace",
      apply: inserting(`${prefix}:`, prefix, prefixes),
    }),
  );
  return (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return { from: variable.from, options: variables(context), validFor: /^[?$]\w*$/ };
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_-]*(:[\p{L}\p{N}_-]*)?/u);
    if (!word && !context.explicit) return null;
    if (isApart(context.state, context.pos)) return null;
    const qualified = word?.text.includes(":");
    const options = qualified ? byName : [...words, ...spaces, ...byName, ...byLabel];
    return { from: word?.from ?? context.pos, options, validFor: /^[\p{L}\p{N}_-]*(:[\p{L}\p{N}_-]*)?$/u };
  };
}

/** A source of completions out of the graph: what the search suggests for a word, inserted as its IRI. */
export function ofThings(
  address: string,
  detail: string,
): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => {
    const word = context.matchBefore(/[\p{L}][\p{L}\p{N} '-]*/u);
    if (!word || word.text.length < FROM_LETTERS || isApart(context.state, context.pos)) return null;
    const last = /[\p{L}\p{N}'-]+$/u.exec(word.text)?.[0] ?? word.text;
    if (last.length < FROM_LETTERS || SPARQL.includes(last.toUpperCase())) return null;
    const leaving = new AbortController();
    context.addEventListener("abort", () => leaving.abort());
    try {
      const found = await fetch(`${address}?q=${encodeURIComponent(last)}`, { signal: leaving.signal });
      if (!found.ok) return null;
      const [, labels, , pages] = (await found.json()) as [string, string[], string[], string[]];
      const options = labels.flatMap((label, place): Completion[] => {
        const thing = pathOf(pages[place] ?? "");
        return thing
          ? [{ label, detail, type: "text", apply: `<https://w3id.org/refoulement/id/${thing}>`, boost: -2 }]
          : [];
      });
      return options.length ? { from: context.pos - last.length, options, filter: false } : null;
    } catch {
      return null;
    }
  };
}

/** Fill in the declaration of a prefix as soon as its colon is typed. */
export function fillingPrefixes(prefixes: Record<string, string>) {
  return EditorView.inputHandler.of((view, from, to, text) => {
    if (text !== ":" || isApart(view.state, from)) return false;
    const line = view.state.doc.lineAt(from);
    const before = line.text.slice(0, from - line.from);
    const prefix = /(?:^|[\s^/|(!;,{}])([A-Za-z][\w-]*)$/.exec(before)?.[1];
    if (!prefix || /\bPREFIX\s+[\w-]*$/i.test(before)) return false;
    const added = declaration(view.state.doc.toString(), prefix, prefixes);
    if (!added) return false;
    view.dispatch({
      changes: [
        { from: 0, insert: added },
        { from, to, insert: text },
      ],
      selection: { anchor: from + text.length + added.length },
      userEvent: "input.type",
    });
    return true;
  });
}

function optionOf(word: Word, prefixes: Record<string, string>): Omit<Completion, "label"> {
  const prefix = word.name.split(":")[0] ?? "";
  return {
    type: TYPES[word.kind],
    ...(word.label ? { detail: word.label } : {}),
    ...(word.meaning ? { info: word.meaning } : {}),
    apply: inserting(word.name, prefix, prefixes),
  };
}

/** Put in a word, and before the query the declaration of its prefix where that is missing. */
function inserting(word: string, prefix: string, prefixes: Record<string, string>) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const added = declaration(view.state.doc.toString(), prefix, prefixes);
    const changes = [{ from, to, insert: word }];
    view.dispatch({
      changes: added ? [{ from: 0, insert: added }, ...changes] : changes,
      selection: { anchor: from + word.length + added.length },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
    });
  };
}

function variables(context: CompletionContext): Completion[] {
  const text = context.state.doc.toString();
  const typed = context.matchBefore(/[?$]\w*/)?.text;
  const names = new Set([...text.matchAll(/[?$]\w+/g)].map((found) => found[0]));
  if (typed) names.delete(typed);
  return [...names].map((label) => ({ label, type: "variable" }));
}
