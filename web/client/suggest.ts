// The search of every page suggests names while they are typed, and leads to the page of the one that is chosen.
import { Combobox } from "./parts/combobox";

const begin = (place: HTMLElement): void => {
  const input = place.querySelector("input");
  if (input === null) return;
  const go = (address: string): void => window.location.assign(address);
  new Combobox(input, place.dataset.suggest ?? "", place, place.dataset.list ?? "", go);
};

for (const place of document.querySelectorAll<HTMLElement>("[data-suggest]")) begin(place);
