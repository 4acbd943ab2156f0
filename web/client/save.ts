// The buttons that save a drawing of the server as a PNG.
import { offer, pngOf } from "./parts/png";

for (const tools of document.querySelectorAll<HTMLElement>("[data-save]")) {
  const { save, name } = tools.dataset;
  const button = tools.querySelector("button");
  if (save === undefined || button === null) continue;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(save);
      if (!answer.ok) throw new Error(`${save} answered ${answer.status}`);
      offer(await pngOf(await answer.text()), `${name ?? "picture"}.png`);
    } finally {
      button.disabled = false;
    }
  });
  tools.hidden = false;
}
