// The JSON API of the workspace, as documented in docs/local-workspace.md.

export class Refused extends Error {}

async function answerOf(response) {
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

async function get(path, query = {}) {
  const words = new URLSearchParams(query).toString();
  return answerOf(await fetch(words ? `${path}?${words}` : path));
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

const who = ({ persona, platform }) => ({ persona, platform });

export const town = () => get("/api/town");
export const view = (where, last) =>
  get("/api/view", { ...who(where), ...(where.place ? { place: where.place } : {}), last: String(last) });
export const thread = async (where, message) => (await get("/api/thread", { ...where, message })).messages;
export const home = (where) => get("/api/home", who(where));
export const openHome = (where) => post("/api/home", who(where));

export const read = (where) => post("/api/read", where);
export const type = (where, text, thread = "") => post("/api/type", { ...where, text, ...(thread ? { thread } : {}) });
export const suggest = async (where, text) => (await post("/api/suggest", { ...where, text })).suggestions;
export const press = (where, message, control, value = "") => post("/api/press", { ...where, message, control, value });
export const use = (where, message, shortcut) => post("/api/use", { ...where, message, shortcut });
export const search = async (where, message, control, text) =>
  (await post("/api/search", { ...who(where), message, control, text })).options;
export const submit = (where, values, files) => post("/api/submit", { ...where, values, files });
export const dismiss = (where) => post("/api/dismiss", where);

export const move = async (persona, to) => (await post("/api/clock", { persona, move: to })).clock;
export const play = async (persona, speed) => (await post("/api/clock", { persona, play: speed })).clock;

export const traffic = async (platform, after) =>
  (await get("/api/traffic", { platform, after: String(after) })).exchanges;
export const faults = () => get("/api/faults");
export const orderFault = (order) => post("/api/faults", order);
export const endFaults = async (platform) =>
  answerOf(await fetch(`/api/faults?${new URLSearchParams({ platform })}`, { method: "DELETE" }));

// told: {changed(), lost(), traffic(), clock(clock)}
export function watch(told) {
  const stream = new EventSource("/api/changes");
  stream.addEventListener("open", told.changed);
  stream.addEventListener("change", told.changed);
  stream.addEventListener("traffic", told.traffic);
  stream.addEventListener("clock", (event) => told.clock(JSON.parse(event.data)));
  stream.addEventListener("error", told.lost);
}
