// Any words of a text can be cited: where they stand is counted in code points, as the graph counts, and an address that
// was made for another text is told of (RFC 5147).
import { announce } from "./announce";

/** Offer the address of whatever words of the text are selected. */
export const offerSelected = (text: HTMLElement, words: string): void => {
  const offer = document.createElement("a");
  offer.className = "offer";
  offer.textContent = words;
  offer.hidden = true;
  (text.closest("main") ?? document.body).append(offer);
  const show = (): void => {
    const range = selected(text);
    offer.hidden = range === null;
    if (range === null) return;
    const [start, end] = placed(text, range);
    const box = range.getBoundingClientRect();
    offer.href = `${text.dataset.page}?passage=${start},${end}#cite`;
    offer.style.setProperty("left", `${Math.max(8, box.left) + window.scrollX}px`);
    offer.style.setProperty("top", `${box.bottom + 8 + window.scrollY}px`);
  };
  show(); // words may be selected already
  document.addEventListener("selectionchange", show);
};

/** Where some words of the text stand, in code points. */
export const placed = (text: HTMLElement, range: Range): [number, number] => [
  before(text, range.startContainer, range.startOffset),
  before(text, range.endContainer, range.endOffset),
];

/** What is selected, if it is words of the text. */
export const selected = (text: HTMLElement): Range | null => {
  const selection = document.getSelection();
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (range === null || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  return range.toString() === "" ? null : range;
};

/** How many code points of the text stand before a place in it; the numbers of claims are no words of it. */
const before = (text: HTMLElement, node: Node, offset: number): number => {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  const piece = range.cloneContents();
  for (const number of piece.querySelectorAll("sup")) number.remove();
  return [...(piece.textContent ?? "")].length;
};

/** Warn where the checks of the address that led here are not those of this text. */
export const checkAddress = (text: HTMLElement, words: string): void => {
  const length = /;length=(\d+)/.exec(window.location.hash)?.[1];
  const md5 = /;md5=([0-9a-f]{32})/i.exec(window.location.hash)?.[1];
  const same = [undefined, text.dataset.length].includes(length) && [undefined, text.dataset.md5].includes(md5);
  if (same) return;
  const warning = document.createElement("p");
  warning.className = "notice";
  warning.textContent = words;
  text.before(warning);
  announce(words);
};
