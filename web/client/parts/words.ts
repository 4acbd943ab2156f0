// The words of a picture: the server writes them into the page in the reader's language, and the script only fills them in.

export type Words = Readonly<Record<string, string>>;

/** The words that an element bears in `data-words`. */
export const wordsOf = (element: HTMLElement): Words => JSON.parse(element.dataset.words ?? "{}") as Words;

/** A text with its `{name}` filled in. */
export const filled = (text: string | undefined, values: Readonly<Record<string, string | number>>): string =>
  (text ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** An element with a class and words. */
export const made = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name = "",
  words = "",
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  if (words !== "") element.textContent = words;
  return element;
};

/** A link, where the address is one of ours or of the web; else the words alone. */
export const linked = (words: string, address: string | null | undefined): HTMLElement => {
  if (address === null || address === undefined || !/^(\/(?!\/)|https?:\/\/)/.test(address))
    return made("span", "", words);
  const link = made("a", "", words);
  link.href = address;
  return link;
};

/** True for who asked their machine for less movement. */
export const still = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** True for a finger on a screen. */
export const coarse = (): boolean => window.matchMedia("(pointer: coarse)").matches;
