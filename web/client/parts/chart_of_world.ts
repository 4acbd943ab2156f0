// A map to draw on: outlines of our own, so that nothing is asked of another server; tiles only where the page names them.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { fetched, type Outlines } from "./features";
import { coarse, still } from "./words";

export interface World {
  readonly map: L.Map;
  readonly outlines: Outlines;
}

const HOME: L.LatLngBoundsExpression = [
  [33, 116],
  [46, 133],
];
const OSM = '<a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>';

/** A map in an element that is empty, with the outlines of `outlines` (an address) or with tiles. */
export const world = async (canvas: HTMLElement, outlines: string, tiles?: string): Promise<World> => {
  const drawn = await fetched<Outlines>(outlines);
  const moving = !still();
  const map = L.map(canvas, {
    zoomAnimation: moving,
    fadeAnimation: moving,
    markerZoomAnimation: moving,
    scrollWheelZoom: false, // the page scrolls; the map has buttons and keys
    dragging: !coarse(), // one finger scrolls the page, two move the map
    minZoom: 2,
    maxZoom: 12,
    worldCopyJump: true,
    zoomSnap: 0.5,
  }).fitBounds(HOME);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
  map.createPane("land").style.zIndex = "250"; // below what is said of it
  if (tiles !== undefined) L.tileLayer(tiles, { attribution: OSM, referrerPolicy: "origin", maxZoom: 12 }).addTo(map);
  L.geoJSON(drawn, {
    pane: "land",
    interactive: false,
    style: { className: tiles === undefined ? "land" : "land over-tiles" },
  }).addTo(map);
  return { map, outlines: drawn };
};
