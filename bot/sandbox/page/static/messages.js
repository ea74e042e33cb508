// The messages of a place, oldest first, with a line where a day begins and where the unread ones begin.
import { make } from "./dom.js";
import { part } from "./parts.js";
import { reconcile } from "./reconcile.js";
import { day, dayAndHour, hour } from "./times.js";

const TOGETHER = 5 * 60 * 1000; // a person's messages within five minutes share a byline; an app's never do
const TINTS = 6;

// context: {zone, people, newFrom, press(message, control, value)}
export function drawMessages(list, messages, context) {
  const entries = [];
  let before = null;
  for (const message of messages) {
    const newDay = before === null || day(before.at, context.zone) !== day(message.at, context.zone);
    if (newDay) entries.push(divider(`day ${day(message.at, context.zone)} ${message.id}`, day(message.at, context.zone), "day"));
    if (message.id === context.newFrom) entries.push(divider("new", "New", "new"));
    const compact = !newDay && follows(before, message) && message.id !== context.newFrom;
    entries.push({
      id: `message ${message.id}`,
      print: JSON.stringify([message, compact, context.zone]),
      make: () => node(message, compact, context),
    });
    before = message;
  }
  reconcile(list, entries);
}

function divider(id, words, look) {
  return { id, print: words, make: () => make("li", { class: `divider ${look}` }, make("span", {}, words)) };
}

function follows(before, message) {
  return !message.from_app && before.author === message.author && before.private === message.private &&
    new Date(message.at) - new Date(before.at) < TOGETHER;
}

function node(message, compact, context) {
  const look = ["message", message.private && "private", message.from_app && "app", compact && "compact",
    message.parts.some((one) => one.type !== "text") && "card"].filter(Boolean).join(" ");
  return make("li", { class: look, tabindex: "-1" },
    compact ? null : avatar(message),
    make("div", { class: "body" },
      compact ? make("span", { class: "unseen" }, `${message.author_name}: `) : byline(message, context.zone),
      message.private ? make("p", { class: "only-you" }, "Only visible to you") : null,
      make("div", { class: "parts" }, inner(message, context)),
      message.edited ? make("span", { class: "edited" }, "(edited)") : null));
}

function inner(message, context) {
  if (message.parts.length === 0) return make("p", {}, message.words);
  const here = { people: context.people, press: (id, value) => context.press(message.id, id, value) };
  return message.parts.map((one) => part(one, here));
}

function byline(message, zone) {
  return make("p", { class: "byline" },
    make("strong", { class: "author" }, message.author_name),
    message.from_app ? make("span", { class: "tag" }, "App") : null,
    make("time", { datetime: message.at, title: dayAndHour(message.at, zone) }, hour(message.at, zone)));
}

function avatar({ author, author_name: name, from_app: app }) {
  const tint = [...author].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TINTS;
  const initials = name.split(/\s+/).map((word) => word.charAt(0)).slice(0, 2).join("").toUpperCase();
  return make("span", { class: "avatar", "aria-hidden": "true", "data-tint": app ? "app" : String(tint) }, initials);
}
