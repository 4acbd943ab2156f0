/** The editor of a query's text: CodeMirror in a shadow root, where its styles need no leave of the page's policy. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { declaration, declared, fillingPrefixes, isApart, ofThings, ofVocabulary, type Vocabulary } from "./complete";

export interface Place {
  line: number;
  column: number;
  said: string;
}

export interface Source {
  text(): string;
  /** Put in another text; it can be undone. */
  replace(text: string): void;
  /** Mark a place as that of an error, until the text changes; without one, take the mark away. */
  mark(place: Place | undefined): void;
  focus(): void;
}

export interface Wishes {
  at: HTMLTextAreaElement;
  vocabulary: Vocabulary;
  suggest: string | undefined;
  told: Record<string, string>;
  run(): void;
}

const LOOK = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    fontSize: ".875rem",
    border: "1px solid var(--quiet)",
    borderRadius: "4px",
  },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "18rem", maxHeight: "70vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--mark)",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--mark) !important", outline: "1px solid var(--quiet)" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--quiet)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--ink)", color: "var(--paper)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "none" }, // all that is listed is seen: nothing has to be scrolled
  ".cm-tooltip-autocomplete > ul > li": { minHeight: "24px", lineHeight: "24px" },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: "1" },
  ".cm-completionMatchedText": { fontWeight: "700" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy 2px var(--link)",
    backgroundColor: "var(--mark)",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--link)" },
  ".cm-diagnostic": { borderLeft: "4px solid var(--link)", padding: ".4rem .7rem", fontFamily: "var(--sans)" },
  ".cm-diagnosticAction": { minHeight: "24px", backgroundColor: "var(--ink)", color: "var(--paper)" },
  ".cm-panel": { backgroundColor: "var(--sheet)", color: "var(--ink)" },
});
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--name)" },
  { tag: [tags.string, tags.comment], color: "var(--quiet)" },
  { tag: tags.comment, fontStyle: "italic" },
]);

/** Put an editor in the place of a text field, which stays in its form and holds the same text. */
export function edit({ at, vocabulary, suggest, told, run }: Wishes): Source {
  const host = document.createElement("div");
  host.className = "source";
  at.before(host);
  at.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  let marked: { text: string; place: Place } | undefined;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: at.value,
      extensions: [
        lineNumbers(),
        highlightSpecialChars(), // signs that turn the direction of writing, too
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        sparql(),
        syntaxHighlighting(COLOURS),
        LOOK,
        autocompletion({
          maxRenderedOptions: 12,
          override: [ofVocabulary(vocabulary), ...(suggest ? [ofThings(suggest, told.entity ?? "")] : [])],
        }),
        EditorView.domEventHandlers({ beforeinput: replaced }),
        fillingPrefixes(vocabulary.prefixes),
        linter((shown) => faults(shown.state, vocabulary, told, marked), { delay: 500 }),
        lintGutter(),
        keymap.of([{ key: "Mod-Enter", run: () => running(run) }]),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of({ "aria-label": told.editor ?? "", "aria-describedby": "keys" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) at.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (text) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } }),
    mark: (place) => {
      marked = place && { text: view.state.doc.toString(), place };
      view.dispatch(setDiagnostics(view.state, faults(view.state, vocabulary, told, marked)));
      if (place) view.dispatch({ selection: { anchor: offset(view.state, place) }, scrollIntoView: true });
    },
    focus: () => view.focus(),
  };
}

/** Browsers that replace several lines write styles into the text, which the page's policy refuses: it is done here. */
function replaced(event: InputEvent, view: EditorView): boolean {
  const several = !view.state.selection.main.empty || event.data?.includes("\n");
  if (event.inputType !== "insertText" || !event.data || event.isComposing || !several) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function running(run: () => void): true {
  run();
  return true;
}

/** What is wrong with a text: where it cannot be read on, prefixes that nobody declares, and what the server said of it. */
function faults(
  state: EditorState,
  { prefixes }: Vocabulary,
  told: Record<string, string>,
  marked: { text: string; place: Place } | undefined,
): Diagnostic[] {
  const text = state.doc.toString();
  const found = [...unreadable(state, told), ...undeclared(state, prefixes, told)];
  if (marked && marked.text === text && found.length === 0) {
    const from = Math.min(offset(state, marked.place), text.length);
    found.push({ from, to: Math.min(from + 1, text.length), severity: "error", message: marked.place.said });
  }
  return found;
}

/** The first place where the grammar finds nothing: what comes after it is only a consequence. */
function unreadable(state: EditorState, told: Record<string, string>): Diagnostic[] {
  const cursor = syntaxTree(state).cursor();
  do {
    if (cursor.type.isError) {
      const from = cursor.from === cursor.to ? Math.max(0, cursor.from - 1) : cursor.from;
      return [{ from, to: Math.max(cursor.to, from), severity: "error", message: told.syntax ?? "" }];
    }
  } while (cursor.next());
  return [];
}

function undeclared(state: EditorState, prefixes: Record<string, string>, told: Record<string, string>): Diagnostic[] {
  const text = state.doc.toString();
  const there = declared(text);
  const found = new Map<string, Diagnostic>();
  syntaxTree(state).iterate({
    enter: ({ name, from, to }) => {
      if (name !== "Pname_ln" && name !== "Pname_ns") return;
      const prefix = text.slice(from, to).split(":")[0] ?? "";
      if (there.has(prefix) || found.has(prefix) || isApart(state, from + 1)) return;
      const added = declaration(text, prefix, prefixes);
      found.set(prefix, {
        from,
        to,
        severity: "error",
        message: (told.undeclared ?? "").replace("{prefix}", prefix),
        ...(added
          ? {
              actions: [
                {
                  name: told.declare ?? "",
                  apply: (view: EditorView) => view.dispatch({ changes: { from: 0, insert: added } }),
                },
              ],
            }
          : {}),
      });
    },
  });
  return [...found.values()];
}

function offset(state: EditorState, { line, column }: Place): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  // Columns are told in characters, of which some are two units of a string.
  return Math.min(found.from + [...found.text].slice(0, column - 1).join("").length, found.to);
}
