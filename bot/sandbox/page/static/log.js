// The log: every request of the bot with its answer and everything it was sent, newest first.
import * as api from "./api.js";
import { make, newId } from "./dom.js";
import { entry } from "./log_entry.js";
import { counted, platformName } from "./names.js";
import { Refresher } from "./refresher.js";

const KEPT = 500;

export class Log {
  constructor() {
    this.after = new Map();
    this.only = "";
    this.refresher = new Refresher(() => this.load());
    this.list = make("ol", { class: "log-list", "aria-label": "Requests and events, newest first" });
    this.count = make("p", { class: "small log-count" });
    this.trouble = make("p", { class: "form-trouble", role: "alert" });
    this.platforms = make("fieldset", { class: "segments" }, make("legend", { class: "unseen" }, "Which platform"));
    this.words = make("input", {
      type: "search", class: "log-find", placeholder: "Find a method or event", "aria-label": "Find a method or event", autocomplete: "off",
      input: () => this.sift(),
    });
    this.scroll = make("div", { class: "log-scroll", tabindex: "0", role: "region", "aria-label": "The log" }, this.list);
    this.node = make("div", { class: "log" },
      make("div", { class: "log-sieve" }, this.platforms, this.words, this.count), this.trouble, this.scroll);
  }

  look(looking) {
    this.names = looking.town.workspaces.map((one) => one.platform);
    this.zone = looking.person().zone;
    if (this.platforms.children.length === 1) this.offer(newId("platform"));
    return this.refresher.now();
  }

  offer(group) {
    for (const [value, label] of [["", "Both"], ...this.names.map((one) => [one, platformName(one)])]) {
      const radio = make("input", { type: "radio", name: group, value, change: () => { this.only = value; this.sift(); } });
      radio.checked = value === "";
      this.platforms.append(make("label", {}, radio, make("span", {}, label)));
    }
  }

  async load() {
    try {
      const fresh = await Promise.all(this.names.map((platform) => this.fresh(platform)));
      this.add(fresh.flat().sort((one, other) => one.at.localeCompare(other.at)));
      this.trouble.textContent = "";
    } catch (error) {
      this.trouble.textContent = error.message;
    }
    return false;
  }

  async fresh(platform) {
    const exchanges = await api.traffic(platform, this.after.get(platform) ?? 0);
    if (exchanges.length > 0) this.after.set(platform, exchanges.at(-1).number);
    return exchanges.map((one) => ({ ...one, platform }));
  }

  add(exchanges) {
    if (exchanges.length > 0) this.list.prepend(...exchanges.reverse().map((one) => entry(one, this.zone)));
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
    this.sift();
  }

  sift() {
    const words = this.words.value.trim().toLowerCase();
    let shown = 0;
    for (const node of this.list.children) {
      const { platform, what } = node.dataset;
      const fits = (!this.only || platform === this.only) && what.includes(words);
      node.hidden = !fits;
      shown += Number(fits);
    }
    this.count.textContent = shown === 0 ? "Nothing yet." : `${counted(shown, "entry", "entries")}, newest first. Times are the workspace's.`;
  }
}
