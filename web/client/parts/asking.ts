/** Requests to the endpoint and to what surrounds it, and what a refusal says (problem+json, RFC 9457). */
import { IN_AN_ADDRESS } from "./downloads";

export interface Problem {
  title?: string;
  detail?: string;
  line?: number;
  column?: number;
}

/** Send a query to an address: in it where it is short, so that what was asked before is not asked again. */
export async function asked(address: string, text: string, accepted: string, signal?: AbortSignal): Promise<Response> {
  const query = new URLSearchParams({ query: text });
  const how = { headers: { Accept: accepted }, ...(signal ? { signal } : {}) };
  return text.length > IN_AN_ADDRESS
    ? fetch(address, { ...how, method: "POST", body: query })
    : fetch(`${address}?${query}`, how);
}

/** What a response that is a refusal says. */
export async function problem(response: Response): Promise<Problem> {
  const told = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  return { title: `${response.status} ${response.statusText}`, ...told };
}
