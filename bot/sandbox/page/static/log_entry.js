// One line of the log, which opens to what was sent and what was answered.
import { make } from "./dom.js";
import { jsonView } from "./json_view.js";
import { platformName } from "./names.js";
import { dayAndHour } from "./times.js";

const WAYS = {
  "from the app": { sign: "↗", words: "The bot asked", sent: "The bot sent", answer: "The platform answered" },
  "to the app": { sign: "↘", words: "The bot was told", sent: "The platform sent", answer: "The bot answered" },
};

export function entry(exchange, zone) {
  const way = WAYS[exchange.direction];
  const { words, bad } = resultOf(exchange);
  const inside = make("div", { class: "log-json" });
  const open = (event) => {
    if (event.currentTarget.open && inside.children.length === 0) inside.append(side(way.sent, exchange.sent), side(way.answer, exchange.answer));
  };
  return make("li", { class: exchange.platform, "data-platform": exchange.platform, "data-what": exchange.what.toLowerCase() },
    make("details", { toggle: open },
      make("summary", {},
        make("span", { class: "log-way", title: way.words }, make("span", { "aria-hidden": "true" }, way.sign), make("span", { class: "unseen" }, way.words)),
        make("span", { class: "kind" }, platformName(exchange.platform)),
        make("span", { class: "log-what" }, exchange.what),
        make("span", { class: bad ? "log-result bad" : "log-result" }, words),
        make("span", { class: "log-took" }, `${Math.round(exchange.took * 1000)} ms`),
        make("time", { datetime: exchange.at }, dayAndHour(exchange.at, zone))),
      inside));
}

// In a word: what a person wants to know before opening it.
function resultOf({ direction, status, answer }) {
  if (answer?.ok === false) return { words: String(answer.error ?? "refused"), bad: true };
  if (status >= 400) return { words: [status, answer?.message].filter(Boolean).join(" "), bad: true };
  if (status > 0) return { words: String(status), bad: false };
  if (direction === "to the app") return { words: answer === null ? "sent" : "acknowledged", bad: false };
  return { words: "done", bad: false };
}

function side(title, value) {
  return make("div", { class: "log-side" }, make("h4", {}, title), jsonView(value, title));
}
