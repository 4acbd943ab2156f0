// A button beside whatever a reader may want to take along.
import { announce } from "./announce";

/** Put a button beside each element of the class `copied`; its name is that of the term it stands behind. */
export const letCopy = (words: string, done: string): void => {
  if (navigator.clipboard === undefined) return; // without TLS there is none
  for (const element of document.querySelectorAll<HTMLElement>(".copied")) {
    const said = (element.textContent ?? "").trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words;
    button.setAttribute("aria-label", `${words}: ${element.previousElementSibling?.textContent ?? ""}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(said);
      announce(done);
    });
    element.append(" ", button);
  }
};
