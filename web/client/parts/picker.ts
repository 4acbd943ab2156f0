/** Suggests things of the graph in the fields that ask for one. */
import { Combobox } from "./combobox";

/** Let every field that asks for a thing suggest some; what is chosen is written as the end of its page's address. */
export function suggestThings(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-things]")) {
    const input = place.querySelector("input");
    if (!input) continue;
    const write = (address: string) => {
      input.value = pathOf(address) ?? address;
    };
    new Combobox(input, place.dataset.things ?? "", place, place.dataset.list ?? "", write);
  }
}

/** The end of an IRI of ours, as parameters take it, by the address of its page. */
export function pathOf(address: string): string | undefined {
  return /\/page\/([^?#]+)/.exec(address)?.[1];
}
