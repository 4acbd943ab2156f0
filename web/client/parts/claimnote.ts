// The claim beside its words: a note by pointer, focus or finger, which Escape or a look elsewhere takes away. Words on
// which several claims rest, or that lie within others, show all of them.

const TAKES_LEAVE_MS = 250; // so that the pointer can come from the words into the note

/** Let the marked words within an element show what rests on them; `wayWords` leads from the note to the list. */
export const showClaims = (within: HTMLElement, list: HTMLElement | null, wayWords: string): void => {
  const note = document.createElement("div");
  note.className = "note";
  note.hidden = true;
  (within.closest("main") ?? document.body).append(note);
  let leaving: number | undefined;
  let current: HTMLElement | null = null;

  const hide = (): void => {
    note.hidden = true;
    current = null;
    highlight([]);
  };
  const stay = (): void => window.clearTimeout(leaving);
  const leave = (): void => {
    stay();
    leaving = window.setTimeout(hide, TAKES_LEAVE_MS);
  };
  const show = (marked: HTMLElement | null): void => {
    if (marked === null) return;
    stay();
    if (current === marked) return;
    const cards = told(marked);
    current = marked;
    highlight(cards);
    note.replaceChildren(...cards.map((card) => summary(card, wayWords)));
    note.hidden = cards.length === 0;
    place(note, marked);
  };

  within.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const marked = markOf(event.target);
    if (marked === null) leave();
    else show(marked);
  });
  for (const element of [within, note]) {
    element.addEventListener("pointerleave", leave);
    element.addEventListener("focusout", leave);
  }
  note.addEventListener("pointerenter", stay);
  note.addEventListener("focusin", stay);
  within.addEventListener("focusin", (event) => show(markOf(event.target)));
  within.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    // A finger on a number wants the claim, not a leap to the end of a long page: the note has the way there.
    const number = link?.closest("sup") !== undefined && link?.closest("sup") !== null;
    if (link !== null && !(number && (event as PointerEvent).pointerType === "touch")) return;
    if (number) event.preventDefault();
    show(markOf(event.target));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", (event) => {
    const at = event.target;
    if (!(at instanceof Node && (note.contains(at) || within.contains(at)))) hide();
  });
  // The other way round: a claim pointed at, or reached by keyboard, makes its words stand out.
  const light = (event: Event): void => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>("li[id^='claim-']") : null;
    if (note.hidden) highlight(card === null ? [] : [card]);
  };
  for (const kind of ["pointerover", "focusin"]) list?.addEventListener(kind, light);
  list?.addEventListener("pointerleave", () => {
    if (note.hidden) highlight([]);
  });
};

/** The marked words that an element lies in; of a number, those at whose end it stands. */
const markOf = (target: EventTarget | null): HTMLElement | null => {
  if (!(target instanceof Element)) return null;
  const number = target.closest("sup a")?.getAttribute("href")?.slice(1) ?? "";
  const [kind, which] = number.split("-");
  if (which === undefined) return target.closest<HTMLElement>("mark[data-claims], mark[data-number]");
  const wanted = kind === "claim" ? `mark[data-claims~="${which}"]` : `mark[data-number="${which}"]`;
  const pieces = document.querySelectorAll<HTMLElement>(wanted);
  return target.closest<HTMLElement>(wanted) ?? pieces[pieces.length - 1] ?? null;
};

/** The elements of the page that say what marked words are, and what those are that they lie in. */
const told = (marked: HTMLElement): HTMLElement[] => {
  const ids = new Set<string>();
  for (let mark: HTMLElement | null = marked; mark !== null; mark = mark.parentElement?.closest("mark") ?? null) {
    for (const number of (mark.dataset.claims ?? "").split(" ").filter(Boolean)) ids.add(`claim-${number}`);
    if (mark.dataset.number !== undefined) ids.add(`number-${mark.dataset.number}`);
  }
  return [...ids].map((id) => document.getElementById(id)).filter((one) => one !== null);
};

/** Make some claims stand out, with every piece of their words; and no others. */
const highlight = (cards: HTMLElement[]): void => {
  for (const one of document.querySelectorAll(".current")) one.classList.remove("current");
  for (const card of cards) {
    card.classList.add("current");
    const [kind, which] = card.id.split("-");
    const words = kind === "claim" ? `mark[data-claims~="${which}"]` : `mark[data-number="${which}"]`;
    for (const mark of document.querySelectorAll(words)) mark.classList.add("current");
  }
};

/** What a card says, without its words, which are under the pointer; with the way to the card. */
const summary = (card: HTMLElement, wayWords: string): HTMLElement => {
  const copy = document.createElement("div");
  const parts = card.id.startsWith("claim-") ? ":scope > div, :scope > dl" : ":scope > .quiet";
  for (const part of card.querySelectorAll(parts)) {
    const clone = part.cloneNode(true) as HTMLElement;
    clone.removeAttribute("id");
    copy.append(clone);
  }
  const way = document.createElement("a");
  way.href = `#${card.id}`;
  way.textContent = `${wayWords} (${card.id.split("-")[1]})`;
  copy.append(way);
  return copy;
};

/** Below the words, or above them where there is no room, and never beyond the edge of the window. */
const place = (note: HTMLElement, marked: HTMLElement): void => {
  const boxes = marked.getClientRects();
  const first = boxes[0];
  const last = boxes[boxes.length - 1];
  if (first === undefined || last === undefined) return;
  const left = Math.max(8, Math.min(last.left, document.documentElement.clientWidth - note.offsetWidth - 8));
  const below = last.bottom + 6;
  const top = below + note.offsetHeight > window.innerHeight ? Math.max(8, first.top - note.offsetHeight - 6) : below;
  note.style.setProperty("left", `${left + window.scrollX}px`);
  note.style.setProperty("top", `${top + window.scrollY}px`);
};
