// Choices to tick or pick, with a line above them that asks the app for more while one types.
import { announce } from "./announcer.js";
import { make, newId } from "./dom.js";
import { counted } from "./names.js";

const PAUSE = 150; // milliseconds without a key before the app is asked

export class Finder {
  // settled() is told after every choice; picked: ids that are chosen already
  constructor({ name, options, search, most, settled, picked = [], about = null }) {
    Object.assign(this, { search, most, settled, asked: 0, group: newId("choice") });
    this.picked = new Map(options.filter((one) => picked.includes(one.id)).map((one) => [one.id, one]));
    this.list = make("div", {
      class: "choices", role: "group", "aria-label": `${name}: choices`, pointerdown: () => { this.pointed = true; },
    });
    this.line = search ? make("input", {
      type: "search", class: "finder-line", autocomplete: "off", placeholder: "Type to search", "aria-label": `Search: ${name}`,
      "aria-describedby": about, input: () => this.typed(),
    }) : null;
    this.node = make("div", { class: "finder" }, this.line, this.list);
    this.show(options);
  }

  value() {
    return [...this.picked.keys()].join(",");
  }

  focus() {
    (this.line ?? this.list.querySelector("input"))?.focus();
    if (this.line && !this.loaded) this.ask();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // What was asked first may be answered last: only the latest answer is shown.
  async ask() {
    this.asked += 1;
    this.loaded = true;
    const asked = this.asked;
    try {
      const options = await this.search(this.line.value);
      if (asked !== this.asked) return;
      this.show(options);
      announce(counted(options.length, "choice", "choices"));
    } catch (error) {
      if (asked === this.asked) this.list.replaceChildren(make("p", { class: "field-error" }, error.message));
    }
  }

  show(options) {
    const shown = [...this.picked.values(), ...options.filter((one) => !this.picked.has(one.id))];
    const none = this.search && this.loaded && shown.length === 0 ? make("p", { class: "small" }, "Nothing fits what you typed.") : null;
    this.list.replaceChildren(...shown.map((one) => this.item(one)), ...(none ? [none] : []));
  }

  item(option) {
    const box = make("input", {
      type: this.most > 1 ? "checkbox" : "radio", name: this.group, value: option.id,
      change: (event) => this.changed(option, event.currentTarget), keydown: (event) => this.entered(event, option),
    });
    box.checked = this.picked.has(option.id);
    return make("label", { class: "choice" }, box, make("span", { class: "choice-label" }, option.label),
      option.description ? make("span", { class: "choice-description" }, option.description) : null);
  }

  pick(option, box) {
    if (this.most === 1) this.picked.clear();
    if (!box.checked) this.picked.delete(option.id);
    else if (this.picked.size < this.most) this.picked.set(option.id, option);
    else {
      box.checked = false;
      announce(`At most ${this.most} choices.`);
    }
  }

  // Arrows go through radio buttons and choose as they go: only a click or Enter settles it.
  changed(option, box) {
    this.pick(option, box);
    if (this.pointed) this.settled?.();
  }

  entered(event, option) {
    this.pointed = false;
    if (event.key !== "Enter" || !this.settled) return;
    event.preventDefault();
    event.currentTarget.checked = true;
    this.pick(option, event.currentTarget);
    this.settled();
  }
}
