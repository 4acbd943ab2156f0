// Keys for the queue of review: what the page's own forms and links do, done without a mouse.
import { announce } from "./parts/announce";
import { markWords } from "./parts/marking";

const waiting = [...document.querySelectorAll<HTMLElement>(".waits")];
let at = -1;
let meant: HTMLButtonElement | null = null; // what Enter in the note decides

const forget = (): void => {
  meant?.classList.remove("chosen");
  meant = null;
};

const look = (to: number): HTMLElement | undefined => {
  const next = waiting[to];
  if (next === undefined) return undefined;
  forget();
  waiting[at]?.classList.remove("current");
  at = to;
  next.classList.add("current");
  return next;
};

const go = (to: number): void => {
  const next = look(to);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
};

/** What a key does here: of the thing that is looked at, else of the page. */
const meaning = (key: string): HTMLElement | null => {
  const sought = `[data-key="${CSS.escape(key)}"]`;
  return waiting[at]?.querySelector<HTMLElement>(sought) ?? document.querySelector<HTMLElement>(`.done ${sought}`);
};

/** Of a button that decides, ask for the note first; anything else is done at once. */
const act = (found: HTMLElement): void => {
  const note = found.closest("form")?.querySelector<HTMLInputElement>(".note");
  if (!(found instanceof HTMLButtonElement) || !note) {
    found.click();
    return;
  }
  forget();
  meant = found;
  meant.classList.add("chosen");
  note.focus();
  announce(`${found.textContent?.trim() ?? ""}: Enter, Esc`);
};

const inNote = (event: KeyboardEvent): void => {
  if (event.key === "Escape") {
    forget();
    waiting[at]?.focus();
  } else if (event.key === "Enter" && meant !== null && !event.isComposing) {
    event.preventDefault();
    meant.form?.requestSubmit(meant);
  }
};

const keys = (): void => {
  const shown = document.querySelector<HTMLDetailsElement>("#keys");
  if (shown === null) return;
  shown.open = !shown.open;
  if (shown.open) shown.querySelector("summary")?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.matches(".waits .note")) {
    inNote(event);
    return;
  }
  if (target.matches("input, textarea, select")) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step !== undefined && waiting.length > 0) {
    event.preventDefault();
    go(Math.min(Math.max(at + step, 0), waiting.length - 1));
  } else if (event.key === "?") {
    keys();
  } else if (event.key.length === 1) {
    const found = meaning(event.key);
    if (found === null) return;
    event.preventDefault();
    act(found);
  }
});

// In the form of a correction, Enter where an entity is sought finds it.
for (const field of document.querySelectorAll<HTMLInputElement>("[data-finds]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const find = field.parentElement?.querySelector<HTMLButtonElement>("button");
    if (find) field.form?.requestSubmit(find);
  });
}

const text = document.querySelector<HTMLElement>("#to-mark");
const words = document.querySelector<HTMLFormElement>("#mark-words");
if (text !== null && words !== null) markWords(text, words);
document.querySelector<HTMLElement>("#refusal")?.focus();
const left = Number(/^#waits-(\d+)$/.exec(location.hash)?.[1] ?? 0); // where the decision before was made
if (left > 0) go(Math.min(left, waiting.length) - 1);
else look(0);
