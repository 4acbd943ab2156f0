// The page of an article or a table: claims beside their words, and any words of a text to be cited.
import { showClaims } from "./parts/claimnote";
import { letCopy } from "./parts/copying";
import { level } from "./parts/level";
import { checkAddress, offerSelected } from "./parts/quoting";

const source = document.querySelector<HTMLElement>(".text, .table");
const margin = document.querySelector<HTMLElement>(".margin");
const says = document.querySelector<HTMLElement>("#cite")?.dataset ?? {}; // the words of the interface, in its language

letCopy(says.copy ?? "", says.done ?? "");
if (source !== null) {
  showClaims(source, margin, says.go ?? "");
  if (source.matches(".text") && margin !== null) level(source, margin);
  if (source.dataset.length !== undefined) {
    offerSelected(source, says.cite ?? "");
    checkAddress(source, says.changed ?? "");
  }
}
