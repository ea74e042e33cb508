// What the platform itself tells a person: shown until they do the next thing or close it.
import { make } from "./dom.js";
import { onlyYou } from "./names.js";

export class Troubles {
  constructor(platform) {
    this.onlyYou = onlyYou(platform);
    this.seen = new Map();
    this.own = "";
    this.node = make("div", { class: "troubles", role: "alert" });
  }

  // troubles: the platform's; those from before the last message of a first look are old news.
  draw(key, troubles, messages) {
    this.key = key;
    this.count = troubles.length;
    if (!this.seen.has(key)) {
      const last = messages.at(-1)?.at ?? "";
      this.seen.set(key, troubles.filter((one) => one.at < last).length);
    }
    const words = troubles.slice(this.seen.get(key)).map((one) => one.words);
    this.show(this.own ? [...words, this.own] : words);
  }

  show(words) {
    const print = JSON.stringify(words);
    if (print === this.print) return;
    this.print = print;
    this.node.replaceChildren(...words.map((one) => make("p", {},
      one, " ", make("span", { class: "only-you" }, this.onlyYou),
      make("button", { type: "button", class: "close", "aria-label": "Close this notice", click: () => this.clear() }, "✕"))));
  }

  // Say something of the page's own, such as why an act was not possible.
  say(words) {
    this.own = words;
    this.show(words ? [words] : []);
  }

  clear() {
    this.own = "";
    this.seen.set(this.key, this.count ?? 0);
    this.show([]);
  }
}
