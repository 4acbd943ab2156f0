/** Suggests things of the graph where a form asks for one: a list of the browser's own, filled while somebody types. */

const PAUSE_MS = 150;

type Suggestions = [string, string[], string[], string[]]; // OpenSearch: what was typed, names, what they are, where

/** Let every field of a form that asks for a thing suggest some; what is chosen is the end of its page's address. */
export function suggestThings(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-picker]"))
    suggest(input, form.dataset.things ?? "");
}

function suggest(input: HTMLInputElement, address: string): void {
  const list = document.createElement("datalist");
  list.id = `${input.id}-things`;
  input.after(list);
  input.setAttribute("list", list.id);
  input.autocomplete = "off";
  let timer = 0;
  let asking: AbortController | undefined;
  input.addEventListener("input", (event) => {
    window.clearTimeout(timer);
    asking?.abort();
    const typed = input.value.trim();
    if (!typed || !(event instanceof InputEvent)) return; // chosen from the list, not typed
    asking = new AbortController();
    const { signal } = asking;
    timer = window.setTimeout(() => void fill(list, address, typed, signal), PAUSE_MS);
  });
}

async function fill(list: HTMLDataListElement, address: string, typed: string, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal });
    if (!response.ok) return;
    const [, names, abouts, pages] = (await response.json()) as Suggestions;
    const options = names.flatMap((name, at) => {
      const thing = /\/page\/([^?#]+)/.exec(pages[at] ?? "")?.[1];
      if (!thing) return [];
      const option = document.createElement("option");
      option.value = thing;
      // Browsers leave out what does not hold the letters that were typed, in another spelling or script.
      const found = `${name} · ${abouts[at] ?? ""}`;
      option.label = found.toLowerCase().includes(typed.toLowerCase()) ? found : `${found} (${typed})`;
      return [option];
    });
    list.replaceChildren(...options);
  } catch {
    // No answer: the field takes what is typed.
  }
}
