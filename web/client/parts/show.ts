/** An answer on the page: its pictures to choose from, and always its table, some rows at a time. */
import { announce } from "./announce";
import { drawn } from "./chart";
import { type Answer, address, type Frame, say, type Table, words } from "./results";
import { type Picture, pictures } from "./shapes";

const ROWS_AT_A_TIME = 100;

type Drawer = (
  table: Table,
  picture: Picture,
  frame: Frame,
) => HTMLElement | undefined | Promise<HTMLElement | undefined>;

/** What is shown of an answer. */
export function shown(answer: Answer, frame: Frame): HTMLElement[] {
  const { told } = frame;
  if ("truth" in answer) return [paragraph("lead", answer.truth ? told.yes : told.no)];
  if ("graph" in answer) {
    const lines = answer.graph.split("\n").length - 1;
    return [paragraph("quiet", say(told.triples, { rows: lines.toLocaleString() })), source(answer.graph)];
  }
  const { table } = answer;
  if (table.rows.length === 0) return [paragraph("lead", told.empty)];
  return [...viewsOf(table, frame), ...rowsOf(table, frame)];
}

/** A choice of the pictures that can be made of a table, with the first of them drawn. */
function viewsOf(table: Table, frame: Frame): HTMLElement[] {
  const { told } = frame;
  const choices: (Picture | undefined)[] = [...pictures(table).filter((picture) => picture.kind in DRAWERS), undefined];
  if (choices.length === 1) return [];
  const place = document.createElement("div");
  const buttons = document.createElement("div");
  buttons.className = "views";
  buttons.setAttribute("role", "group");
  buttons.setAttribute("aria-label", told.views ?? "");
  const all = choices.map((picture) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "minor";
    button.textContent = told[picture?.kind ?? "table"] ?? "";
    button.addEventListener("click", () => void choose(button, picture));
    buttons.append(button);
    return button;
  });
  const choose = async (chosen: HTMLButtonElement, picture: Picture | undefined) => {
    for (const button of all) button.setAttribute("aria-pressed", String(button === chosen));
    const figure = picture && (await pictureOf(table, picture, frame));
    if (chosen.getAttribute("aria-pressed") === "true") place.replaceChildren(...(figure ? [figure] : []));
  };
  if (all[0]) void choose(all[0], choices[0]);
  return [buttons, place];
}

/** A picture of a table; nothing where none of its rows has what is to be drawn. */
export async function pictureOf(table: Table, picture: Picture, frame: Frame): Promise<HTMLElement | undefined> {
  return DRAWERS[picture.kind]?.(table, picture, frame);
}

const DRAWERS: Record<string, Drawer> = { bars: drawn, timeline: drawn };

function rowsOf(table: Table, { told, root }: Frame): HTMLElement[] {
  const counted = table.rows.length === 1 ? told.row : say(told.rows, { rows: table.rows.length.toLocaleString() });
  const status = paragraph("quiet", counted);
  const region = document.createElement("div");
  region.className = "scroll";
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", told.table ?? "");
  const { columns } = table;
  const body = document.createElement("tbody");
  const whole = document.createElement("table");
  whole.className = "dense";
  whole.append(headOf(columns), body);
  region.append(whole);
  const fill = (from: number) => {
    const part = table.rows.slice(from, from + ROWS_AT_A_TIME);
    body.replaceChildren(
      ...part.map((row) => {
        const line = document.createElement("tr");
        line.append(...columns.map((name) => cellOf(words(row[name]), address(row[name], root))));
        return line;
      }),
    );
    const last = from + part.length;
    if (table.rows.length > part.length) {
      status.textContent = `${counted}, ${say(told.shown, { first: (from + 1).toLocaleString(), last: last.toLocaleString() })}`;
    }
    return last;
  };
  if (table.rows.length <= ROWS_AT_A_TIME) {
    fill(0);
    return [status, region];
  }
  return [status, region, turning(table.rows.length, fill, told, status)];
}

/** Buttons that turn the pages of a table. */
function turning(
  rows: number,
  fill: (from: number) => number,
  told: Record<string, string>,
  status: HTMLElement,
): HTMLElement {
  const bar = document.createElement("p");
  bar.className = "deeds";
  const [before, after] = [told.before, told.next].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "minor";
    button.textContent = name ?? "";
    return button;
  });
  if (!before || !after) return bar;
  let from = 0;
  const turn = (to: number) => {
    from = to;
    const last = fill(from);
    before.disabled = from === 0;
    after.disabled = last >= rows;
  };
  const turned = (step: number) => () => {
    turn(from + step);
    announce(status.textContent ?? "");
  };
  before.addEventListener("click", turned(-ROWS_AT_A_TIME));
  after.addEventListener("click", turned(ROWS_AT_A_TIME));
  bar.append(before, after);
  turn(0);
  return bar;
}

function headOf(columns: string[]): HTMLElement {
  const head = document.createElement("thead");
  const line = document.createElement("tr");
  for (const name of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    line.append(cell);
  }
  head.append(line);
  return head;
}

function cellOf(said: string, href: string | undefined): HTMLElement {
  const cell = document.createElement("td");
  if (!href) {
    cell.textContent = said;
    return cell;
  }
  const link = document.createElement("a");
  link.href = href;
  link.textContent = said;
  cell.append(link);
  return cell;
}

export function paragraph(name: string, said: string | undefined): HTMLElement {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = said ?? "";
  return made;
}

function source(text: string): HTMLElement {
  const made = document.createElement("pre");
  made.tabIndex = 0;
  const code = document.createElement("code");
  code.textContent = text;
  made.append(code);
  return made;
}
