// Every map of a page: the list of its places stays, the map is drawn beside it from the address that the page names.

import { world } from "./parts/chart_of_world";
import { runClock } from "./parts/clock";
import { draw } from "./parts/drawing";
import { type Collection, fetched, periodsOf } from "./parts/features";
import { drawNear } from "./parts/near";
import { wordsOf } from "./parts/words";

const drawMap = async (figure: HTMLElement): Promise<void> => {
  const canvas = figure.querySelector<HTMLElement>(".canvas");
  const { map: address, outlines, tiles } = figure.dataset;
  if (canvas === null || address === undefined || outlines === undefined) return;
  const words = wordsOf(figure);
  const collection = await fetched<Collection>(address);
  canvas.hidden = false;
  const show = draw(await world(canvas, outlines, tiles), collection, words);
  for (const shown of figure.querySelectorAll<HTMLElement>("[data-drawn]")) shown.hidden = false;
  show({ start: null, end: null, undated: true });
  const clock = figure.querySelector<HTMLFormElement>("form.clock");
  const periods = collection.features.flatMap(({ properties }) => periodsOf(properties));
  if (clock !== null) runClock(clock, periods, words, show);
  figure.dataset.ready = "";
};

drawNear("[data-map]", drawMap);
