// The messages of a place, oldest first, with a line where a day begins and where the unread ones begin.
import { addressOf } from "./address.js";
import { avatar } from "./avatar.js";
import { make } from "./dom.js";
import { MessageMenu } from "./message_menu.js";
import { counted, onlyYou } from "./names.js";
import { part } from "./parts.js";
import { reactions } from "./reactions.js";
import { reconcile } from "./reconcile.js";
import { day, dayAndHour, hour } from "./times.js";

const TOGETHER = 5 * 60 * 1000; // a person's messages within five minutes share a byline; an app's never do

// context: {platform, zone, people, newFrom, press(message, control, value), search(message, control, text),
// use(message, shortcut), shortcuts: what the app offers in the menu of a message: [{id, label}],
// threads: where the messages are that can have threads, or nothing}
export function drawMessages(list, messages, context) {
  const entries = [];
  let before = null;
  for (const message of messages) {
    const today = day(message.at, context.zone);
    const newDay = before === null || day(before.at, context.zone) !== today;
    if (newDay) entries.push(divider(`day ${today} ${message.id}`, today, "day"));
    if (message.id === context.newFrom) entries.push(divider("new", "New", "new"));
    const compact = !newDay && follows(before, message) && message.id !== context.newFrom;
    entries.push({
      id: `message ${message.id}`,
      print: JSON.stringify([message, compact, context.zone, context.shortcuts]),
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
  return !message.from_app && !message.quoted && before.author === message.author && before.private === message.private &&
    new Date(message.at) - new Date(before.at) < TOGETHER;
}

function node(message, compact, context) {
  const look = ["message", message.private && "private", message.from_app && "app", compact && "compact",
    message.parts.some((one) => one.type !== "text") && "card"].filter(Boolean).join(" ");
  return make("li", { class: look, tabindex: "-1" },
    message.quoted ? make("p", { class: "quoted" }, make("span", { class: "unseen" }, "Answering: "), message.quoted) : null,
    compact ? null : avatar(message.author_name, message.from_app),
    make("div", { class: "body" },
      compact ? make("span", { class: "unseen" }, `${message.author_name}: `) : byline(message, context.zone),
      message.private ? make("p", { class: "only-you" }, onlyYou(context.platform)) : null,
      make("div", { class: "parts" }, inner(message, context)),
      message.edited ? make("span", { class: "edited" }, "(edited)") : null,
      reactions(message.reactions),
      replies(message, context)),
    acts(message, context));
}

function inner(message, context) {
  if (message.parts.length === 0) return make("p", {}, message.words);
  const here = {
    people: context.people,
    press: (id, value) => context.press(message.id, id, value), search: (id, text) => context.search(message.id, id, text),
  };
  return message.parts.map((one) => part(one, here));
}

function byline(message, zone) {
  return make("p", { class: "byline" },
    make("strong", { class: "author" }, message.author_name),
    message.from_app ? make("span", { class: "tag" }, "App") : null,
    make("time", { datetime: message.at, title: dayAndHour(message.at, zone) }, hour(message.at, zone)));
}

// Where there is a thread, the count of its replies leads to it.
function replies({ id, replies: count }, { threads }) {
  if (!threads || count === 0) return null;
  return make("a", { class: "replies", href: addressOf({ ...threads, more: id }) },
    counted(count, "reply", "replies"), " ", make("span", { class: "small" }, "Open thread"));
}

// What can be done with a message that everyone sees; it shows when the message is pointed at or focused.
function acts(message, context) {
  const own = message.private ? [] : [begins(message, context), menu(message, context)].filter(Boolean);
  return own.length > 0 ? make("div", { class: "acts" }, own) : null;
}

// A thread is begun in Slack from any message.
function begins({ id, author_name: author, replies: count }, { platform, threads }) {
  if (!threads || count > 0 || platform !== "slack") return null;
  return make("a", { class: "act", href: addressOf({ ...threads, more: id }) },
    "Reply in thread", make("span", { class: "unseen" }, ` to ${author}`));
}

function menu({ id, author_name: author }, { shortcuts, use }) {
  return shortcuts.length > 0 ? new MessageMenu(author, shortcuts, (shortcut) => use(id, shortcut)).node : null;
}
