/** The page of the endpoint: an editor instead of the text field, and answers without leaving the page. */
import { announce } from "./parts/announce";
import { asked, type Problem, problem } from "./parts/asking";
import type { Vocabulary } from "./parts/complete";
import { takingAll } from "./parts/downloads";
import { suggestThings } from "./parts/picker";
import { read } from "./parts/results";
import { button, shown } from "./parts/show";
import { edit, type Source } from "./parts/source";
import { listed, type Stage } from "./parts/stages";
import { Stopwatch } from "./parts/stopwatch";
import { filled, made } from "./parts/words";

const ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.1";

class Page {
  private readonly told: Record<string, string>;
  private readonly results: Record<string, string>;
  private readonly source: Source;
  private readonly clock: Stopwatch;
  private readonly stop: HTMLButtonElement;
  private running: AbortController | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    field: HTMLTextAreaElement,
    private readonly place: HTMLElement,
    vocabulary: Vocabulary,
  ) {
    this.told = JSON.parse(form.dataset.words ?? "{}");
    this.results = JSON.parse(place.dataset.results ?? "{}");
    const { told } = this;
    this.clock = new Stopwatch(Number(form.dataset.seconds ?? 0), told);
    this.stop = button(told.stop, () => this.running?.abort());
    this.stop.hidden = true;
    const keys = made("p", "quiet", told.keys);
    keys.id = "keys";
    form.querySelector(".deeds")?.append(this.stop);
    form.querySelector(".deeds")?.after(this.clock.shown, keys);
    const run = () => this.do(() => this.run());
    this.source = edit({ at: field, vocabulary, suggest: form.dataset.suggestions, told, run });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.do(this.deed((event.submitter as HTMLButtonElement | null)?.getAttribute("formaction")));
    });
    document.querySelector("#library")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.do(() => this.open(event.target as HTMLFormElement));
    });
    if ("run" in form.dataset) run();
  }

  private deed(address: string | null | undefined): () => Promise<void> {
    if (address === this.form.dataset.explain) return () => this.explain();
    return address === this.form.dataset.share ? () => this.share() : () => this.run();
  }

  /** Do something that asks the server; where it cannot be reached, say so. */
  private do(deed: () => Promise<void>): void {
    deed().catch((error: unknown) => {
      console.warn(error);
      this.say(this.told.failed);
    });
  }

  private async run(): Promise<void> {
    this.running?.abort();
    const mine = new AbortController();
    this.running = mine;
    const text = this.source.text();
    this.source.mark(undefined);
    this.stop.hidden = false;
    this.place.setAttribute("aria-busy", "true");
    announce(this.told.running ?? "");
    this.clock.start();
    try {
      const response = await asked(this.form.action, text, ACCEPTED, mine.signal);
      await (response.ok ? this.show(response, text) : this.refuse(response, this.told.refused));
    } catch (error) {
      if (!mine.signal.aborted) throw error;
      if (this.running === mine) this.say(this.told.cancelled);
    } finally {
      if (this.running === mine) {
        this.clock.stop();
        this.running = undefined;
        this.stop.hidden = true;
        this.place.removeAttribute("aria-busy");
      }
    }
  }

  private async show(response: Response, text: string): Promise<void> {
    const { results, form } = this;
    const answer = await read(response);
    const root = new URL(".", form.action).pathname;
    const whole = takingAll(form.action, answer, text, results.download);
    this.put(results.answer, [...shown(answer, { told: results, root }), whole]);
    announce(this.place.querySelector(":scope > section > p.quiet, :scope > section > p.lead")?.textContent ?? "");
  }

  /** Tell why something was not done, and where in the query the reason stands. */
  private async refuse(response: Response, heading: string | undefined): Promise<void> {
    const { title, detail = "", line, column }: Problem = await problem(response);
    const said: HTMLElement[] = [made("p", "lead", title), made("p", "", detail)];
    if (line && column) {
      this.source.mark({ line, column, said: detail });
      said.push(button(filled(this.told.line, { line, column }), () => this.source.focus()));
    }
    this.put(heading, said, "refused");
    announce(detail);
  }

  private async explain(): Promise<void> {
    const response = await asked(this.form.dataset.explain ?? "", this.source.text(), "application/json");
    if (!response.ok) return this.refuse(response, this.told.refused);
    const { stages } = (await response.json()) as { stages: Stage[] };
    this.put(this.told.meaning, [made("p", "quiet", this.told.counted), listed(stages)], "meaning");
    announce(this.told.meaning ?? "");
  }

  private async share(): Promise<void> {
    const body = new URLSearchParams({ query: this.source.text() });
    const how = { method: "POST", body, headers: { Accept: "application/json" } };
    const response = await fetch(this.form.dataset.share ?? "", how);
    if (!response.ok) return this.refuse(response, this.told.unshared);
    const { address } = (await response.json()) as { address: string };
    const output = made("input");
    output.readOnly = true;
    output.value = new URL(address, location.href).href;
    output.setAttribute("aria-label", this.told.address ?? "");
    output.addEventListener("focus", () => output.select());
    const copy = button(this.told.copy, () => {
      void navigator.clipboard.writeText(output.value).then(() => announce(this.told.copied ?? ""));
    });
    const line = made("p", "deeds address");
    line.append(output, ...(navigator.clipboard ? [copy] : [])); // browsers have none on a page without TLS
    this.put(this.told.address, [line, made("p", "quiet", this.told.shared)]);
    output.focus();
  }

  /** Put a query of the library into the editor, with the values that its form gives. */
  private async open(chosen: HTMLFormElement): Promise<void> {
    const given = [...new FormData(chosen)].filter(([, value]) => typeof value === "string" && value.trim() !== "");
    const address = `${chosen.action}?${new URLSearchParams(given as [string, string][])}`;
    const accepted = "application/sparql-query, application/problem+json;q=0.5";
    const response = await fetch(address, { headers: { Accept: accepted } });
    if (!response.ok) return this.refuse(response, this.told.unopened);
    this.source.replace(await response.text());
    this.source.focus();
    this.form.scrollIntoView({ block: "start" });
  }

  private say(words: string | undefined): void {
    this.place.replaceChildren(made("p", "lead", words));
    announce(words ?? "");
  }

  /** Show something below the form, under a heading. */
  private put(title: string | undefined, parts: HTMLElement[], name = ""): void {
    const heading = made("h2", "", title);
    heading.id = "answer";
    const section = made("section", name);
    section.setAttribute("aria-labelledby", heading.id);
    section.append(heading, ...parts);
    this.place.replaceChildren(section);
  }
}

async function vocabularyAt(address: string): Promise<Vocabulary> {
  const found = await fetch(address, { headers: { Accept: "application/json" } });
  return found.ok ? found.json() : { prefixes: {}, terms: [] };
}

const form = document.querySelector<HTMLFormElement>("#ask");
const field = document.querySelector<HTMLTextAreaElement>("#query");
const place = document.querySelector<HTMLElement>("#answer-place");
if (form && field && place) new Page(form, field, place, await vocabularyAt(form.dataset.vocabulary ?? ""));
suggestThings();
