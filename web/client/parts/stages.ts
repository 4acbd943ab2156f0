/** What a query means, stage by stage, as the server tells it. */
import { made } from "./words";

export interface Stage {
  words: string;
  detail: string;
  patterns: { pattern: string; triples: string }[];
  branches: Stage[][];
}

/** The stages as lists, one within the other. */
export function listed(stages: Stage[]): HTMLElement {
  const list = made("ol", "stages");
  for (const { words, detail, patterns, branches } of stages) {
    const [entry, said] = [made("li"), made("p")];
    said.append(made("b", "", words), ...(detail ? [" ", made("code", "", detail)] : []));
    entry.append(said);
    if (patterns.length) entry.append(counted(patterns));
    entry.append(...branches.map(listed));
    list.append(entry);
  }
  return list;
}

function counted(patterns: Stage["patterns"]): HTMLElement {
  const list = made("ul", "patterns");
  for (const { pattern, triples } of patterns) {
    const line = made("li");
    line.append(made("code", "", pattern), ...(triples ? [" ", made("span", "quiet", triples)] : []));
    list.append(line);
  }
  return list;
}
