// Moves an event's page from one day on which something became known of it to another, by a slider over just those days.
//
// The server makes the page of every day; here only its pieces change places, so that the slider keeps the focus.
import { announce } from "./parts/announce";
import { tellReplaced } from "./parts/replaced";

const PIECES = ["event-title", "known-words", "event-told"];
const PAUSE_MS = 250; // of a moving slider, before a page is asked for

interface Step {
  readonly day: string; // empty for today
  readonly words: string;
  readonly link: HTMLAnchorElement;
}

const steps = (section: Element): Step[] =>
  [...section.querySelectorAll<HTMLAnchorElement>("a[data-day]")].map((link) => ({
    day: link.dataset.day ?? "",
    words: link.textContent?.trim() ?? "",
    link,
  }));

/** The last step that is not after a day; before all of them, the first. */
const stepOf = (days: readonly Step[], day: string): number => {
  if (day === "") return days.length - 1;
  const before = days.filter((step) => step.day !== "" && step.day <= day).length;
  return Math.max(0, before - 1);
};

const asked = (): string => new URL(location.href).searchParams.get("as_of") ?? "";
const here = (): string => location.pathname + location.search;

class Slider {
  private readonly input = document.createElement("input");
  private readonly output = document.createElement("output");
  private shown = here();
  private waiting = 0;
  private asking = new AbortController();

  constructor(
    private readonly form: HTMLFormElement,
    private readonly days: readonly Step[],
  ) {
    this.input.type = "range";
    this.input.id = "as-of-slider";
    this.input.min = "0";
    this.input.max = String(days.length - 1);
    this.input.addEventListener("input", () => this.moved());
    this.input.addEventListener("change", () => this.settled());
    window.addEventListener("popstate", () => this.returned());
    this.point(asked());
    form.before(this.element());
  }

  private element(): HTMLElement {
    const label = document.createElement("label");
    label.htmlFor = this.input.id;
    label.textContent = this.form.dataset.slider ?? "";
    this.output.htmlFor.add(this.input.id);
    const made = document.createElement("div");
    made.className = "slider";
    made.append(label, this.input, this.output);
    return made;
  }

  private get step(): Step | undefined {
    return this.days[this.input.valueAsNumber];
  }

  /** Let slider, date and list stand at a day. */
  private point(day: string): void {
    this.input.value = String(stepOf(this.days, day));
    const date = this.form.querySelector<HTMLInputElement>("input[type=date]");
    if (date !== null) date.value = day;
    for (const step of this.days) {
      if (step.day === day) step.link.setAttribute("aria-current", "date");
      else step.link.removeAttribute("aria-current");
    }
    this.say(this.days.some((step) => step.day === day) ? undefined : day);
  }

  private say(words = this.step?.words ?? ""): void {
    this.output.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }

  private moved(): void {
    this.say();
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.settled(), PAUSE_MS);
  }

  private settled(): void {
    window.clearTimeout(this.waiting);
    if (this.step === undefined) return;
    const address = new URL(this.step.link.href);
    void this.show(address.pathname + address.search, true);
  }

  private returned(): void {
    if (here() !== this.shown) void this.show(here(), false);
  }

  private async show(address: string, isNew: boolean): Promise<void> {
    if (address === this.shown) return;
    this.asking.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: this.asking.signal });
      if (!answer.ok) {
        location.assign(address); // the server says what it is
        return;
      }
      this.put(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) announce(this.form.dataset.failed ?? "");
      return;
    }
    this.shown = address;
    if (isNew) history.pushState(null, "", address);
    this.point(asked());
    announce(told());
  }

  private put(page: Document): void {
    document.title = page.title;
    for (const id of PIECES) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old !== null && fresh !== null) old.replaceWith(document.adoptNode(fresh));
    }
    tellReplaced();
  }
}

/** What has changed, in the page's own words: the day, and the line of the figures. */
const told = (): string =>
  ["#known-words", "#event-title .lead", "#event-title .figures"]
    .map((piece) => document.querySelector(piece)?.textContent?.replace(/\s+/g, " ").trim() ?? "")
    .filter((words) => words !== "")
    .join(" ");

const section = document.querySelector("#known-on");
const form = section?.querySelector("form") ?? null;
if (section !== null && form !== null) {
  const days = steps(section);
  if (days.length > 1) new Slider(form, days);
}
