/** The page of the endpoint: an editor instead of the text field, and answers without leaving the page. */
import { announce } from "./parts/announce";
import type { Vocabulary } from "./parts/complete";
import { IN_AN_ADDRESS, takingAll } from "./parts/downloads";
import { suggestThings } from "./parts/picker";
import { read } from "./parts/results";
import { button, shown } from "./parts/show";
import { edit, type Source } from "./parts/source";
import { listed, type Stage } from "./parts/stages";
import { filled, made } from "./parts/words";

const ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.1";

interface Problem {
  title?: string;
  detail?: string;
  line?: number;
  column?: number;
}

const form = document.querySelector<HTMLFormElement>("#ask");
const field = document.querySelector<HTMLTextAreaElement>("#query");
const place = document.querySelector<HTMLElement>("#answer-place");
if (form && field && place) await begin(form, field, place);

async function begin(form: HTMLFormElement, field: HTMLTextAreaElement, place: HTMLElement): Promise<void> {
  const told: Record<string, string> = JSON.parse(form.dataset.words ?? "{}");
  const results: Record<string, string> = JSON.parse(place.dataset.results ?? "{}");
  const root = new URL(".", form.action).pathname;
  const vocabulary = await vocabularyAt(form.dataset.vocabulary ?? "");
  let running: AbortController | undefined;
  const stop = button(told.stop ?? "", () => running?.abort());
  const clock = made("p", "quiet clock");
  clock.setAttribute("role", "timer");
  const source: Source = edit({
    at: field,
    vocabulary,
    suggest: form.dataset.suggestions,
    told,
    run: () => void run(),
  });
  stop.hidden = true;
  form.querySelector(".deeds")?.append(stop);
  form.querySelector(".deeds")?.after(clock);
  const keys = made("p", "quiet", told.keys);
  keys.id = "keys";
  clock.after(keys);

  async function run(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const text = source.text();
    const begun = performance.now();
    const seconds = Number(form.dataset.seconds ?? 0);
    const used = () => ((performance.now() - begun) / 1000).toFixed(1);
    const tick = () => {
      const left = Math.max(0, seconds - Number(used())).toFixed(1);
      clock.textContent = filled(told.left, { used: used(), left });
    };
    source.mark(undefined);
    stop.hidden = false;
    place.setAttribute("aria-busy", "true");
    announce(told.running ?? "");
    tick();
    const ticking = setInterval(tick, 100);
    try {
      const response = await asked(form.action, text, ACCEPTED, mine.signal);
      if (!response.ok) {
        refuse(await problem(response));
      } else {
        const answer = await read(response);
        place.replaceChildren(
          section(results.answer ?? "", [
            ...shown(answer, { told: results, root }),
            takingAll(form.action, answer, text, results.download),
          ]),
        );
        announce(place.querySelector("p.quiet, p.lead")?.textContent ?? "");
      }
      clock.textContent = filled(told.took, { used: used() });
    } catch {
      const said = mine.signal.aborted ? told.cancelled : told.failed;
      if (running === mine) {
        place.replaceChildren(made("p", "lead", said));
        announce(said ?? "");
      }
      clock.textContent = filled(told.took, { used: used() });
    } finally {
      clearInterval(ticking);
      if (running === mine) {
        running = undefined;
        stop.hidden = true;
        place.removeAttribute("aria-busy");
      }
    }
  }

  /** Tell why a query was not answered, and show it in its text. */
  function refuse({ title, detail = "", line, column }: Problem, heading = told.refused): void {
    const said: HTMLElement[] = [made("p", "lead", title), made("p", "", detail)];
    if (line && column) {
      source.mark({ line, column, said: detail });
      said.push(button(filled(told.line, { line, column }), () => source.focus()));
    }
    place.replaceChildren(section(heading, said, "refused"));
    announce(detail);
  }

  async function explain(): Promise<void> {
    const response = await asked(form.dataset.explain ?? "", source.text(), "application/json");
    if (!response.ok) return refuse(await problem(response));
    const { stages } = (await response.json()) as { stages: Stage[] };
    place.replaceChildren(section(told.meaning ?? "", [made("p", "quiet", told.counted), listed(stages)], "meaning"));
    announce(told.meaning ?? "");
  }

  async function share(): Promise<void> {
    const body = new URLSearchParams({ query: source.text() });
    const response = await fetch(form.dataset.share ?? "", {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (!response.ok) return refuse(await problem(response), told.unshared);
    const { address } = (await response.json()) as { address: string };
    const whole = new URL(address, location.href).href;
    const output = made("input");
    output.readOnly = true;
    output.value = whole;
    output.setAttribute("aria-label", told.address ?? "");
    output.addEventListener("focus", () => output.select());
    const copy = button(told.copy ?? "", async () => {
      await navigator.clipboard.writeText(whole);
      announce(told.copied ?? "");
    });
    const line = made("p", "deeds address");
    line.append(output, ...(navigator.clipboard ? [copy] : []));
    place.replaceChildren(section(told.address ?? "", [line, made("p", "quiet", told.shared)]));
    output.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const deed = (event.submitter as HTMLButtonElement | null)?.getAttribute("formaction");
    const doing = deed === form.dataset.explain ? explain : deed === form.dataset.share ? share : run;
    void doing().catch(() => announce(told.failed ?? ""));
  });
  document.querySelector("#library")?.addEventListener("submit", (event) => {
    event.preventDefault();
    void open(event.target as HTMLFormElement);
  });

  /** Put a query of the library into the editor, with the values that its form gives. */
  async function open(chosen: HTMLFormElement): Promise<void> {
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(chosen))
      if (typeof value === "string" && value.trim()) given.set(name, value);
    const response = await fetch(`${chosen.action}?${given}`, {
      headers: { Accept: "application/sparql-query, application/problem+json;q=0.5" },
    });
    if (!response.ok) return refuse(await problem(response), told.unopened);
    source.replace(await response.text());
    source.focus();
    form.scrollIntoView({ block: "start" });
  }

  suggestThings();
  if ("run" in form.dataset) await run();
}

async function vocabularyAt(address: string): Promise<Vocabulary> {
  const found = await fetch(address, { headers: { Accept: "application/json" } });
  return found.ok ? found.json() : { prefixes: {}, terms: [] };
}

async function asked(address: string, text: string, accepted: string, signal?: AbortSignal): Promise<Response> {
  const query = new URLSearchParams({ query: text });
  const how = { headers: { Accept: accepted }, ...(signal ? { signal } : {}) };
  return text.length > IN_AN_ADDRESS
    ? fetch(address, { ...how, method: "POST", body: query })
    : fetch(`${address}?${query}`, how);
}

async function problem(response: Response): Promise<Problem> {
  const told = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  return { title: `${response.status} ${response.statusText}`, ...told };
}

function section(title: string | undefined, parts: HTMLElement[], name = ""): HTMLElement {
  const heading = made("h2", "", title);
  heading.id = "answer";
  const whole = made("section", name);
  whole.setAttribute("aria-labelledby", heading.id);
  whole.append(heading, ...parts);
  return whole;
}
