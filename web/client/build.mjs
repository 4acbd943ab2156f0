// Bundles the scripts of the pages into ../assets/built: each *.ts beside this file is one that a page can ask for.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { outlines } from "./outlines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "assets", "built");

rmSync(out, { force: true, recursive: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: readdirSync(here).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts")),
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  loader: { ".png": "dataurl" }, // what Leaflet's style sheet shows
  legalComments: "none", // all licences stand in licences.txt, whole
  logLevel: "warning",
});
writeFileSync(join(out, "licences.txt"), licences([...Object.keys(metafile.inputs), "node_modules/world-atlas"]));

writeFileSync(join(out, "outlines.json"), JSON.stringify(outlines()));

/** The licences of all packages of which something went into the bundles. */
function licences(inputs) {
  const packages = new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
  return [...packages].sort().map(licence).join("\n\n");
}

function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
}
