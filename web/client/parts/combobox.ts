// Suggests names while they are typed: a combobox with a list (WAI-ARIA 1.2, "editable combobox with list autocomplete").
//
// Nothing of it is needed: without it, the form searches. Focus stays in the input; arrows move through the list.

type Suggestions = [string, string[], string[], string[]]; // OpenSearch: what was typed, names, what they are, where
type Option = { name: string; about: string; address: string };

const PAUSE_MS = 120; // between the last key and the question

export class Combobox {
  private readonly list = document.createElement("ul");
  private options: Option[] = [];
  private active = -1;
  private timer = 0;
  private asking: AbortController | undefined;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly address: string,
    place: HTMLElement,
    label: string,
    private readonly chosen: (address: string) => void,
  ) {
    this.list.id = `${input.id}-suggested`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    place.append(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    input.addEventListener("input", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  private typed(): string {
    return this.input.value.trim();
  }

  private askSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE_MS);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const sought = this.typed();
    if (sought === "") return this.close();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ q: sought })}`, { signal: asking.signal });
      if (!answer.ok) return this.close();
      const [, names, abouts, addresses] = (await answer.json()) as Suggestions;
      if (asking.signal.aborted || document.activeElement !== this.input) return;
      this.options = names.map((name, at) => ({ name, about: abouts[at] ?? "", address: addresses[at] ?? "" }));
      this.show();
    } catch {
      if (!asking.signal.aborted) this.close(); // no answer: the form still searches
    }
  }

  private show(): void {
    this.list.replaceChildren(...this.options.map((option, at) => this.made(option, at)));
    this.mark(-1);
    this.open(this.options.length > 0);
  }

  private made(option: Option, at: number): HTMLElement {
    const made = document.createElement("li");
    made.id = `${this.list.id}-${at}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const name = document.createElement("bdi");
    name.textContent = option.name;
    const about = document.createElement("small");
    about.textContent = option.about;
    made.append(name, " ", about);
    return made;
  }

  private open(shown: boolean): void {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    this.mark(-1);
    this.open(false);
  }

  private mark(at: number): void {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const marked = this.list.children[at];
    if (marked === undefined) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    marked.setAttribute("aria-selected", "true");
    marked.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", marked.id);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return; // the keys belong to whoever puts a syllable together
    const open = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open) this.move(step);
      else if (this.options.length > 0 && this.typed() !== "") this.reopen(step);
      else void this.ask();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // a second one empties the input, as browsers have it
      this.close();
    }
  }

  private reopen(step: number): void {
    this.open(true);
    this.move(step);
  }

  /** One option on or back; before the first and after the last stands what was typed. */
  private move(step: number): void {
    const places = this.options.length + 1;
    this.mark(((this.active + 1 + step + places) % places) - 1);
  }

  private clicked(event: Event): void {
    const option = (event.target as Element).closest("[role=option]");
    if (option !== null) this.go([...this.list.children].indexOf(option));
  }

  private go(at: number): void {
    const address = this.options[at]?.address;
    if (!address) return;
    this.close();
    this.chosen(address);
  }
}
