/** An answer on the page: its pictures to choose from, and always its table, some rows at a time. */
import { announce } from "./announce";
import { asNetwork } from "./as_network";
import { drawn } from "./chart";
import { onMap } from "./on_map";
import { type Answer, address, type Frame, type Table, words } from "./results";
import { type Picture, pictures } from "./shapes";
import { filled, linked, made } from "./words";

const ROWS_AT_A_TIME = 100;

type Drawer = (table: Table, picture: Picture, frame: Frame) => HTMLElement | undefined;

/** What is shown of an answer. */
export function shown(answer: Answer, frame: Frame): HTMLElement[] {
  const { told } = frame;
  if ("truth" in answer) return [made("p", "lead", answer.truth ? told.yes : told.no)];
  if ("graph" in answer) {
    const lines = answer.graph.split("\n").length - 1;
    return [made("p", "quiet", filled(told.triples, { rows: lines.toLocaleString() })), source(answer.graph)];
  }
  const { table } = answer;
  if (table.rows.length === 0) return [made("p", "lead", told.empty)];
  return [...viewsOf(table, frame), ...rowsOf(table, frame)];
}

/** A choice of the pictures that can be made of a table, with the first of them drawn. */
function viewsOf(table: Table, frame: Frame): HTMLElement[] {
  const { told } = frame;
  const choices: (Picture | undefined)[] = [...pictures(table), undefined];
  if (choices.length === 1) return [];
  const [buttons, place] = [made("div", "views"), made("div")];
  buttons.setAttribute("role", "group");
  buttons.setAttribute("aria-label", told.views ?? "");
  const all = choices.map((picture) => {
    const key: HTMLButtonElement = button(told[picture?.kind ?? "table"], () => choose(key, picture));
    return key;
  });
  const choose = (chosen: HTMLButtonElement, picture: Picture | undefined) => {
    for (const key of all) key.setAttribute("aria-pressed", String(key === chosen));
    const figure = picture && pictureOf(table, picture, frame);
    place.replaceChildren(...(figure ? [figure] : []));
  };
  buttons.append(...all);
  if (all[0]) choose(all[0], choices[0]);
  return [buttons, place];
}

/** A picture of a table; nothing where none of its rows has what is to be drawn. */
export function pictureOf(table: Table, picture: Picture, frame: Frame): HTMLElement | undefined {
  return DRAWERS[picture.kind](table, picture, frame);
}

const DRAWERS: Record<Picture["kind"], Drawer> = { map: onMap, bars: drawn, timeline: drawn, network: asNetwork };

function rowsOf(table: Table, { told, root }: Frame): HTMLElement[] {
  const counted = table.rows.length === 1 ? told.row : filled(told.rows, { rows: table.rows.length.toLocaleString() });
  const status = made("p", "quiet", counted);
  const region = made("div", "scroll");
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", told.table ?? "");
  const { columns } = table;
  const [whole, body] = [made("table", "dense"), made("tbody")];
  whole.append(headOf(columns), body);
  region.append(whole);
  const fill = (from: number) => {
    const part = table.rows.slice(from, from + ROWS_AT_A_TIME);
    body.replaceChildren(
      ...part.map((row) => {
        const line = made("tr");
        line.append(...columns.map((name) => cellOf(words(row[name]), address(row[name], root))));
        return line;
      }),
    );
    const last = from + part.length;
    if (table.rows.length > part.length) {
      status.textContent = `${counted}, ${filled(told.shown, { first: (from + 1).toLocaleString(), last: last.toLocaleString() })}`;
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
  const [before, after] = [button(told.before, turned(-ROWS_AT_A_TIME)), button(told.next, turned(ROWS_AT_A_TIME))];
  const bar = made("p", "deeds");
  bar.append(before, after);
  turn(0);
  return bar;
}

function headOf(columns: string[]): HTMLElement {
  const line = made("tr");
  for (const name of columns) {
    const cell = made("th", "", name);
    cell.scope = "col";
    line.append(cell);
  }
  const head = made("thead");
  head.append(line);
  return head;
}

function cellOf(said: string, href: string | undefined): HTMLElement {
  const cell = made("td");
  cell.append(href ? linked(said, href) : said);
  return cell;
}

function source(text: string): HTMLElement {
  const whole = made("pre");
  whole.tabIndex = 0;
  whole.append(made("code", "", text));
  return whole;
}

export function button(words: string | undefined, press: () => void): HTMLButtonElement {
  const key = made("button", "minor", words);
  key.type = "button";
  key.addEventListener("click", press);
  return key;
}
