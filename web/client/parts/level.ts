// Claims in the margin level with their words, in reading order and never one over another, where there is room beside.

/** Arrange the claims of a margin beside a text, and again whenever the page takes another shape. */
export const level = (text: HTMLElement, margin: HTMLElement): void => {
  const cards = [...margin.querySelectorAll<HTMLElement>("li[id^='claim-']")];
  const wide = window.matchMedia("(min-width: 60.01rem)");
  const arrange = (): void => {
    for (const card of cards) card.style.removeProperty("margin-top");
    margin.classList.toggle("beside", wide.matches);
    if (!wide.matches) return;
    for (const card of cards) {
      const words = text.querySelector(`mark[data-claims~="${card.id.slice("claim-".length)}"]`);
      if (words === null) continue;
      const down = words.getBoundingClientRect().top - card.getBoundingClientRect().top;
      if (down > 0) card.style.setProperty("margin-top", `${down}px`);
    }
  };
  arrange();
  new ResizeObserver(arrange).observe(text);
  wide.addEventListener("change", arrange);
};
