// An article's page: the claim beside its words, by pointer, finger or keyboard; claims level with their words in the
// margin; any words selected can be cited; whether the text is still the one that an address was made for.
import { announce } from "./parts/announce";

const text = document.querySelector<HTMLElement>(".text");
const margin = document.querySelector<HTMLElement>(".margin");
/** The words of the interface that this script says, in the reader's language. */
const saying = document.querySelector<HTMLElement>("#cite")?.dataset ?? {};
const paper = document.querySelector<HTMLElement>(".text, .table");

if (paper !== null) {
  showClaims(paper);
  copyable();
}
if (text !== null) {
  selecting(text);
  checked(text);
}
if (text !== null && margin !== null) level(text, margin);

/** The elements of the page that say what some marked words are: claims, or why there is none. */
function told(mark: HTMLElement): HTMLElement[] {
  const ids = (mark.dataset.claims ?? "").split(" ").map((number) => `claim-${number}`);
  if (mark.dataset.number !== undefined) ids.push(`number-${mark.dataset.number}`);
  return ids.map((id) => document.getElementById(id)).filter((one) => one !== null);
}

/** Shows what marked words are in a note beside them: hover, focus and tap; Escape takes it away. */
function showClaims(within: HTMLElement): void {
  const note = document.createElement("div");
  note.className = "note";
  note.hidden = true;
  document.body.append(note);
  let leaving: number | undefined;
  let current: HTMLElement | null = null;

  const hide = (): void => {
    note.hidden = true;
    mark(current, false);
    current = null;
  };
  const stay = (): void => window.clearTimeout(leaving);
  const leave = (): void => {
    stay();
    leaving = window.setTimeout(hide, 250);
  };
  const show = (marked: HTMLElement): void => {
    stay();
    if (current === marked && !note.hidden) return;
    mark(current, false);
    current = marked;
    const claims = told(marked);
    if (claims.length === 0) {
      hide();
      return;
    }
    mark(marked, true);
    note.replaceChildren(...claims.map(summary));
    note.hidden = false;
    place(note, marked);
  };

  within.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const marked = markOf(event.target);
    if (marked !== null) show(marked);
    else if (current !== null) leave();
  });
  within.addEventListener("pointerleave", leave);
  note.addEventListener("pointerenter", stay);
  note.addEventListener("pointerleave", leave);
  within.addEventListener("focusin", (event) => {
    const marked = markOf(event.target);
    if (marked !== null) show(marked);
  });
  within.addEventListener("focusout", leave);
  note.addEventListener("focusin", stay);
  note.addEventListener("focusout", leave);
  within.addEventListener("click", (event) => {
    const marked = markOf(event.target);
    const number = event.target instanceof Element && event.target.closest("sup a") !== null;
    const link = event.target instanceof Element && event.target.closest("a") !== null;
    if (marked === null || (link && !number)) return;
    // A finger on a number wants the claim, not a leap to the end of a long page: the note has the way there.
    if (number && (event as PointerEvent).pointerType !== "touch") return;
    event.preventDefault();
    show(marked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !note.hidden) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Node) || note.contains(event.target) || within.contains(event.target)) return;
    hide();
  });
  // The other way round: a claim pointed at or reached by keyboard makes its words stand out.
  margin?.addEventListener("pointerover", (event) => light(event.target));
  margin?.addEventListener("pointerleave", () => light(null));
  margin?.addEventListener("focusin", (event) => light(event.target));
}

/** The innermost marked words around an element; a number stands for the mark that it belongs to. */
function markOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const number = target.closest("sup a")?.getAttribute("href")?.slice(1);
  if (number !== undefined) {
    const [kind, which] = number.split("-");
    const wanted = kind === "claim" ? `[data-claims~="${which}"]` : `[data-number="${which}"]`;
    const beside = target.closest("mark, td");
    return (
      beside?.closest<HTMLElement>(wanted) ??
      beside?.querySelector<HTMLElement>(wanted) ??
      document.querySelector<HTMLElement>(wanted)
    );
  }
  return target.closest<HTMLElement>("mark[data-claims], mark[data-number]");
}

/** Marks the words of a claim, all pieces of them, and its card. */
function mark(marked: HTMLElement | null, on: boolean): void {
  if (marked === null) return;
  marked.classList.toggle("current", on);
  for (const card of told(marked)) card.classList.toggle("current", on);
}

function light(target: EventTarget | null): void {
  for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
  const card = target instanceof Element ? target.closest("li[id^='claim-']") : null;
  if (card === null) return;
  const number = card.id.slice("claim-".length);
  for (const one of document.querySelectorAll(`mark[data-claims~="${number}"]`)) one.classList.add("lit");
}

/** What a card says, without its words, which are under the pointer; with the way to the card. */
function summary(card: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  const parts = card.id.startsWith("claim-") ? ":scope > div, :scope > dl" : ":scope > .quiet";
  for (const part of card.querySelectorAll(parts)) {
    const clone = part.cloneNode(true) as HTMLElement;
    for (const one of [clone, ...clone.querySelectorAll("[id]")]) one.removeAttribute("id");
    copy.append(clone);
  }
  const way = document.createElement("a");
  way.href = `#${card.id}`;
  way.textContent = `${saying.go ?? "→"} (${card.id.split("-")[1]})`;
  copy.append(way);
  return copy;
}

/** Below the words, or above them where there is no room, and never beyond the edge of the window. */
function place(note: HTMLElement, marked: HTMLElement): void {
  const boxes = marked.getClientRects();
  const first = boxes[0];
  const last = boxes[boxes.length - 1];
  if (first === undefined || last === undefined) return;
  const room = document.documentElement.clientWidth - note.offsetWidth - 8;
  const left = Math.max(8, Math.min(last.left, room));
  const below = last.bottom + 6;
  const top = below + note.offsetHeight > window.innerHeight ? Math.max(8, first.top - note.offsetHeight - 6) : below;
  note.style.setProperty("left", `${left + window.scrollX}px`);
  note.style.setProperty("top", `${top + window.scrollY}px`);
}

/** Puts each claim of the margin level with its words, where the margin stands beside the text. */
function level(within: HTMLElement, beside: HTMLElement): void {
  const cards = [...beside.querySelectorAll<HTMLElement>("li[id^='claim-']")];
  const wide = window.matchMedia("(min-width: 60.01rem)");
  const arrange = (): void => {
    for (const card of cards) card.style.removeProperty("margin-top");
    beside.classList.toggle("beside", wide.matches);
    if (!wide.matches) return;
    for (const card of cards) {
      const words = within.querySelector(`mark[data-claims~="${card.id.slice("claim-".length)}"]`);
      if (words === null) continue;
      const down = words.getBoundingClientRect().top - card.getBoundingClientRect().top;
      if (down > 0) card.style.setProperty("margin-top", `${down}px`);
    }
  };
  arrange();
  wide.addEventListener("change", arrange);
  window.addEventListener("resize", arrange);
  document.querySelector("#cite")?.addEventListener("toggle", arrange);
  document.fonts?.ready.then(arrange);
}

/** Offers the address of whatever words of the text are selected. */
function selecting(within: HTMLElement): void {
  const offer = document.createElement("a");
  offer.className = "offer";
  offer.textContent = saying.cite ?? "";
  offer.hidden = true;
  document.body.append(offer);
  document.addEventListener("selectionchange", () => {
    const chosen = span(within, document.getSelection());
    offer.hidden = chosen === null;
    if (chosen === null) return;
    const [start, end, box] = chosen;
    offer.href = `${within.dataset.page}?passage=${start},${end}#cite`;
    offer.style.setProperty("left", `${Math.max(8, box.left) + window.scrollX}px`);
    offer.style.setProperty("top", `${box.bottom + 8 + window.scrollY}px`);
  });
}

/** Where the words selected stand, in code points of the captured text; numbers of claims are no words of it. */
function span(within: HTMLElement, selection: Selection | null): [number, number, DOMRect] | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.startContainer) || !within.contains(range.endContainer)) return null;
  const start = before(within, range.startContainer, range.startOffset);
  const end = before(within, range.endContainer, range.endOffset);
  return end > start ? [start, end, range.getBoundingClientRect()] : null;
}

/** How many code points of the text stand before a place in it. */
function before(within: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEnd(node, offset);
  const piece = range.cloneContents();
  for (const number of piece.querySelectorAll("sup")) number.remove();
  return [...(piece.textContent ?? "")].length;
}

/** Tells where an address was made for another text: its checks (RFC 5147) are compared with those of this one. */
function checked(within: HTMLElement): void {
  const length = /;length=(\d+)/.exec(window.location.hash)?.[1];
  const md5 = /;md5=([0-9a-f]{32})/i.exec(window.location.hash)?.[1];
  const same =
    (length === undefined || length === within.dataset.length) &&
    (md5 === undefined || md5.toLowerCase() === within.dataset.md5);
  if (same) return;
  const warning = document.createElement("p");
  warning.className = "notice";
  warning.textContent = saying.changed ?? "";
  within.before(warning);
  announce(warning.textContent);
}

/** A button beside whatever can be copied. */
function copyable(): void {
  if (navigator.clipboard === undefined) return;
  for (const words of document.querySelectorAll<HTMLElement>(".copied")) {
    const said = (words.textContent ?? "").trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = saying.copy ?? "⧉";
    button.setAttribute("aria-label", `${button.textContent}: ${words.previousElementSibling?.textContent ?? ""}`);
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(said).then(() => announce(saying.done ?? "✓"));
    });
    words.append(" ", button);
  }
}
