// The slider of time: whole months or years, one step a press of a key; what has no date is never ruled out, only left away.
import { announce } from "./announce";
import type { Period } from "./features";
import { filled, still, type Words } from "./words";

/** A stretch of time that the slider stands on; all of time where it has no ends. */
export interface Moment {
  readonly start: string | null;
  readonly end: string | null;
  readonly undated: boolean;
}

const MONTHS_AT_MOST = 180;
const PACE_MS = 1200;

interface Step {
  readonly words: string;
  readonly start: string;
  readonly end: string;
}

/** The months from the first day to the last, or the years where those are too many. */
export const steps = (periods: readonly Period[], language: string): readonly Step[] => {
  const days = [...periods.map(([start]) => start), ...periods.map(([, end]) => end)].filter((day) => day !== null);
  const [first, last] = [days.sort().at(0), days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [monthOf(first), monthOf(last)];
  if (to - from < MONTHS_AT_MOST) {
    const named = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
    return range(from, to).map((month) => {
      const start = iso(Math.floor(month / 12), month % 12, 1);
      return { words: named.format(new Date(start)), start, end: iso(Math.floor(month / 12), (month % 12) + 1, 0) };
    });
  }
  return range(Math.floor(from / 12), Math.floor(to / 12)).map((year) => ({
    words: String(year),
    start: iso(year, 0, 1),
    end: iso(year, 12, 0),
  }));
};

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** Lets a form of the page move through time; `shown` draws a moment and says how many claims it shows. */
export const runClock = (
  form: HTMLFormElement,
  periods: readonly Period[],
  words: Words,
  shown: (moment: Moment) => number,
): void => {
  const found = steps(periods, document.documentElement.lang);
  const slider = form.querySelector<HTMLInputElement>("input[type=range]");
  const undated = form.querySelector<HTMLInputElement>("input[type=checkbox]");
  const play = form.querySelector<HTMLButtonElement>("button");
  const told = form.querySelector<HTMLOutputElement>("output");
  if (slider === null || undated === null || play === null || told === null || found.length === 0) return;
  slider.max = String(found.length);
  slider.value = "0";
  let running: number | undefined;

  const show = (): void => {
    const step = found[Number(slider.value) - 1];
    const claims = shown({ start: step?.start ?? null, end: step?.end ?? null, undated: undated.checked });
    const when = step?.words ?? words.all_time ?? "";
    told.value = filled(words.moment, { when, claims });
    slider.setAttribute("aria-valuetext", told.value);
  };
  const stop = (): void => {
    window.clearInterval(running);
    running = undefined;
    play.textContent = (still() ? words.step : words.play) ?? "";
  };
  const advance = (): void => {
    slider.value = String((Number(slider.value) % found.length) + 1);
    show();
    if (Number(slider.value) === found.length) stop();
  };
  play.addEventListener("click", () => {
    if (running !== undefined) return stop();
    advance();
    if (still()) return announce(told.value); // one press, one step: nothing moves by itself
    running = window.setInterval(advance, PACE_MS);
    play.textContent = words.pause ?? "";
  });
  slider.addEventListener("input", () => {
    stop();
    show();
  });
  undated.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  stop();
  show();
  form.hidden = false;
};
