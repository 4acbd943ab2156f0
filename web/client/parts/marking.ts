// Words of an article that are selected are put into the form that a claim is begun from, with the place they stand at.
import { announce } from "./announce";
import { placed, selected } from "./quoting";

/** Let `form` take whatever words of `text` are selected; a button beside them goes on with them. */
export const markWords = (text: HTMLElement, form: HTMLFormElement): void => {
  const field = form.querySelector<HTMLTextAreaElement>("#words");
  const place = form.querySelector<HTMLInputElement>("input[name=at][type=hidden]");
  if (field === null || place === null) return; // it is being asked which of several places is meant
  const offer = document.createElement("button");
  offer.className = "offer";
  offer.textContent = form.dataset.offer ?? "";
  offer.hidden = true;
  offer.type = "button";
  offer.addEventListener("click", () => form.requestSubmit());
  text.after(offer); // whoever selects by keyboard comes to it next
  const take = (): void => {
    const range = selected(text);
    offer.hidden = range === null;
    if (range === null) return;
    if ((document.getSelection()?.rangeCount ?? 0) > 1) {
      offer.hidden = true;
      announce(form.dataset.one ?? "");
      return;
    }
    const piece = range.cloneContents();
    for (const number of piece.querySelectorAll("sup")) number.remove();
    const words = piece.textContent ?? "";
    const blank = words.length - words.trimStart().length; // of blanks one code point is one unit
    field.value = words.trim();
    place.value = String(placed(text, range)[0] + blank);
    const box = range.getBoundingClientRect();
    offer.style.setProperty("left", `${Math.max(8, box.left) + window.scrollX}px`);
    offer.style.setProperty("top", `${box.bottom + 8 + window.scrollY}px`);
  };
  field.addEventListener("input", () => {
    place.value = ""; // what is typed may stand elsewhere
  });
  document.addEventListener("selectionchange", take);
};
