/** The whole answer to take away, in every form that there is of it. */
import type { Answer } from "./results";
import { linked, made } from "./words";

export const IN_AN_ADDRESS = 6000; // characters of a query; a longer one is POSTed
const FORMS = {
  rows: { csv: "CSV", tsv: "TSV", json: "JSON", xml: "XML" },
  truth: { json: "JSON", xml: "XML" },
  graph: {
    turtle: "Turtle",
    ntriples: "N-Triples",
    jsonld: "JSON-LD",
    rdf: "RDF/XML",
    trig: "TriG",
    nquads: "N-Quads",
  },
};

/** Links to the answer of the endpoint at an address; a long query is sent in the body, which no link can. */
export function takingAll(endpoint: string, answer: Answer, text: string, words: string | undefined): HTMLElement {
  const line = made("p", "quiet downloads", `${words ?? ""} `);
  const forms = FORMS["table" in answer ? "rows" : "truth" in answer ? "truth" : "graph"];
  Object.entries(forms).forEach(([format, name], count) => {
    const asked = new URLSearchParams({ query: text, format });
    line.append(
      count ? ", " : "",
      text.length > IN_AN_ADDRESS ? posting(endpoint, asked, name) : linked(name, `${endpoint}?${asked}`),
    );
  });
  return line;
}

function posting(endpoint: string, asked: URLSearchParams, name: string): HTMLElement {
  const form = made("form");
  form.method = "post";
  form.action = endpoint;
  for (const [key, value] of asked) {
    const field = made("input");
    field.type = "hidden";
    field.name = key;
    field.value = value;
    form.append(field);
  }
  form.append(made("button", "minor", name));
  return form;
}
