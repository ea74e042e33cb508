// The emoji under a message and how many gave each.
import { make } from "./dom.js";

const SHORT = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", white_check_mark: "✅", heavy_check_mark: "✔️",
  eyes: "👀", tada: "🎉", heart: "❤️", raised_hands: "🙌", pray: "🙏", clap: "👏", wave: "👋", smile: "😄",
  thinking_face: "🤔", question: "❓", hourglass: "⌛", star: "⭐", rocket: "🚀", bulb: "💡",
};

export function reactions(list) {
  if (list.length === 0) return null;
  return make("ul", { class: "reactions", "aria-label": "Reactions" }, list.map(({ name, count }) =>
    make("li", { title: name }, make("span", {}, Object.hasOwn(SHORT, name) ? SHORT[name] : name), ` ${count}`)));
}
