// The JSON API of the workspace, as documented in docs/local-workspace.md.

export class Refused extends Error {}

async function answerOf(response) {
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const town = async () => answerOf(await fetch("/api/town"));

export async function view(who, last) {
  const query = new URLSearchParams({ persona: who.persona, platform: who.platform, last: String(last) });
  if (who.place) query.set("place", who.place);
  return answerOf(await fetch(`/api/view?${query}`));
}

export const read = (where) => post("/api/read", where);
export const type = (where, text) => post("/api/type", { ...where, text });
export const suggest = async (where, text) => (await post("/api/suggest", { ...where, text })).suggestions;
export const press = (where, message, control, value = "") =>
  post("/api/press", { ...where, message, control, value });
export const submit = (where, values) => post("/api/submit", { ...where, values });
export const dismiss = (where) => post("/api/dismiss", where);
export const move = async (persona, to) => (await post("/api/clock", { persona, move: to })).clock;

export function watch(changed, lost) {
  const stream = new EventSource("/api/changes");
  stream.addEventListener("open", changed);
  stream.addEventListener("change", changed);
  stream.addEventListener("error", lost);
}
