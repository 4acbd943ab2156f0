/** Bars and lines of time as SVG, one mark a row: nothing is added up, and what is open on a side is drawn open. */

import { type Frame, type Row, type Table, words } from "./results";
import type { Picture } from "./shapes";
import { filled, made } from "./words";

const SVG = "http://www.w3.org/2000/svg";
export const DRAWN_AT_MOST = 60;
const STEP = 40; // between two rows, in pixels
const LETTERS = 70;
const MARGIN = 3; // per cent of the width, on either side
const DAY_MS = 86_400_000;

interface Mark {
  label: string;
  said: string;
  from: number | undefined;
  to: number | undefined;
}

interface Scale {
  at(value: number): number;
  ticks: [number, string][];
}

/** A chart or a line of time of the first rows, with its caption. */
export function drawn(table: Table, picture: Picture, { told, headings, rows }: Frame): HTMLElement | undefined {
  if (picture.kind !== "bars" && picture.kind !== "timeline") return undefined;
  const timely = picture.kind === "timeline";
  const marks = marksOf(table.rows, picture).slice(0, DRAWN_AT_MOST);
  const values = marks.flatMap((mark) => [mark.from, mark.to]).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const scale = timely ? ofTime(values) : ofNumbers([0, ...values]);
  const named = (columns: string) => columns.split(" ").map((name) => headings?.[name] ?? name);
  const value = named([timely ? picture.from : picture.value, picture.to ?? ""].join(" ").trim()).join(" – ");
  const title = filled(told.chart_title, { number: value, label: named(picture.label).join(", ") });
  const figure = made("figure", "chart");
  figure.append(made("figcaption", "", title), svgOf(marks, scale, title, timely || Boolean(picture.to)));
  const all = rows ?? table.rows.length;
  if (marks.length < all) {
    figure.append(made("p", "legend", filled(told.drawn_some, { drawn: marks.length, rows: all.toLocaleString() })));
  }
  return figure;
}

/** The marks of all rows that have a value; those of time in its order. */
function marksOf(rows: Row[], picture: Picture & { kind: "bars" | "timeline" }): Mark[] {
  const timely = picture.kind === "timeline";
  const first = timely ? picture.from : picture.value;
  const value = timely ? moment : number;
  const found = rows.map((row) => {
    const [from, to] = [value(row, first, false), picture.to ? value(row, picture.to, true) : undefined];
    const ends = [first, picture.to].map((name) => (name ? words(row[name]) : "")).filter(Boolean);
    return {
      label: picture.label
        .split(" ")
        .map((name) => words(row[name]))
        .filter(Boolean)
        .join(" · "),
      said: `${picture.to ? open(from, to) : ""}${[...new Set(ends)].join(" – ")}`,
      from,
      to: picture.to ? to : timely ? value(row, first, true) : from,
    };
  });
  const marks = found.filter((mark) => mark.from !== undefined || mark.to !== undefined);
  return timely ? marks.sort((one, other) => (one.from ?? one.to ?? 0) - (other.from ?? other.to ?? 0)) : marks;
}

/** The sign for a side on which nothing is told. */
function open(from: number | undefined, to: number | undefined): string {
  return from === undefined ? "≤ " : to === undefined ? "≥ " : "";
}

function number(row: Row, name: string): number | undefined {
  const term = row[name];
  return term ? Number(term.value) : undefined;
}

/** Days since 1970 of the beginning of what a date tells, or of its end: a year has both. */
export function moment(row: Row, name: string, end: boolean): number | undefined {
  const found = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(row[name]?.value ?? "");
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), found[2] && Number(found[2]), found[3] && Number(found[3])];
  const date = new Date(0);
  if (day) date.setUTCFullYear(year, Number(month) - 1, day);
  else if (month) date.setUTCFullYear(year, end ? month : month - 1, end ? 0 : 1);
  else date.setUTCFullYear(end ? year + 1 : year, 0, end ? 0 : 1);
  return Math.round(date.getTime() / DAY_MS);
}

function ofNumbers(values: number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = nice((high - low || 1) / 4);
  const start = Math.floor(low / step) * step;
  const end = Math.max(Math.ceil(high / step) * step, start + step);
  const steps = Array.from({ length: Math.round((end - start) / step) + 1 }, (_, count) => start + count * step);
  return {
    at: placed(start, end),
    ticks: steps.map((value) => [value, Number(value.toPrecision(12)).toLocaleString()]),
  };
}

function ofTime(values: number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const year = (day: number) => new Date(day * DAY_MS).getUTCFullYear();
  const first = (of: number) => Math.round(Date.UTC(of, 0, 1) / DAY_MS);
  const [begin, end] = [year(low), year(high) + 1];
  const step = Math.max(1, nice((end - begin) / 5));
  const years = Array.from({ length: Math.floor((end - begin) / step) + 1 }, (_, count) => begin + count * step);
  return { at: placed(first(begin), first(end)), ticks: years.map((one) => [first(one), String(one)]) };
}

function placed(start: number, end: number): (value: number) => number {
  return (value) => MARGIN + ((value - start) / (end - start)) * (100 - 2 * MARGIN);
}

/** The next of 1, 2, 5, 10, 20, … */
export function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function svgOf(marks: Mark[], scale: Scale, title: string, ranging: boolean): SVGElement {
  const bottom = marks.length * STEP + 6;
  const svg = element("svg", { role: "img", "aria-label": title, width: "100%", height: bottom + 24 });
  for (const [value, said] of scale.ticks) {
    const x = `${scale.at(value)}%`;
    svg.append(element("line", { class: "grid", x1: x, x2: x, y1: 0, y2: bottom }));
    svg.append(element("text", { class: "tick", x, y: bottom + 18 }, said));
  }
  marks.forEach((mark, row) => {
    const y = row * STEP + 28;
    const text = element("text", { class: "words", x: `${MARGIN}%`, y: y - 10 });
    text.append(
      element("tspan", { class: "figure" }, mark.said),
      element("tspan", { class: "whose" }, ` ${cut(mark.label)}`),
    );
    svg.append(text, ...(ranging ? range(mark, scale, y) : bar(mark, scale, y)));
  });
  return svg;
}

function bar(mark: Mark, scale: Scale, y: number): SVGElement[] {
  const [from, to] = [scale.at(Math.min(0, mark.from ?? 0)), scale.at(Math.max(0, mark.from ?? 0))];
  return [element("rect", { class: "bar", x: `${from}%`, width: `${Math.max(to - from, 0.2)}%`, y: y - 4, height: 9 })];
}

/** A line between both ends, with an arrow where one is not told; a point where they are one. */
function range(mark: Mark, scale: Scale, y: number): SVGElement[] {
  const low = scale.at(mark.from ?? mark.to ?? 0);
  const high = scale.at(mark.to ?? mark.from ?? 0);
  const found = [element("circle", { class: "point", cx: `${low}%`, cy: y, r: 4 })];
  if (high !== low) {
    found.push(element("line", { class: "span", x1: `${low}%`, x2: `${high}%`, y1: y, y2: y }));
    found.push(element("circle", { class: "point", cx: `${high}%`, cy: y, r: 4 }));
  }
  if (mark.to === undefined) found.push(arrow(low, y, "M7-6 L16 0 L7 6"));
  if (mark.from === undefined) found.push(arrow(low, y, "M-7-6 L-16 0 L-7 6"));
  return found;
}

function arrow(x: number, y: number, d: string): SVGElement {
  const inner = element("svg", { x: `${x}%`, y, overflow: "visible" });
  inner.append(element("path", { class: "arrow", d }));
  return inner;
}

function cut(label: string): string {
  return label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
}

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
