// Draws a picture only once it comes near to what is seen: libraries and outlines are the heaviest part of a page.

import { nowAndWhenReplaced } from "./replaced";

/** Draw each element as it comes near; where that fails, the element's `data-failed` says so, and its list stays. */
export const drawNear = (selector: string, draw: (figure: HTMLElement) => Promise<void>): void => {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        draw(target as HTMLElement).catch((error: unknown) => {
          console.warn(error);
          const failed = target.querySelector<HTMLElement>("[data-failed]");
          if (failed !== null) failed.hidden = false;
        });
      }
    },
    { rootMargin: "300px" },
  );
  nowAndWhenReplaced(() => {
    for (const figure of document.querySelectorAll<HTMLElement>(`${selector}:not([data-ready])`)) near.observe(figure);
  });
};
