// Tells who cannot see it that something on the page has changed: one polite live region, shared by all scripts.

const region = (): HTMLElement => {
  const there = document.querySelector<HTMLElement>("#announced");
  if (there !== null) return there;
  const made = document.createElement("p");
  made.id = "announced";
  made.className = "unseen";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
};

/** Say some words, already in the reader's language, once the present moment's other words are said. */
export const announce = (words: string): void => {
  region().textContent = words;
};
