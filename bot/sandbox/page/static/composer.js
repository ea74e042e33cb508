// The line at the bottom: sends what is typed, and completes commands as the platform does.
import { make, newId } from "./dom.js";
import { announce } from "./announcer.js";

const PAUSE = 80; // milliseconds without a key before completions are asked for

export class Composer {
  // send(text) and suggest(text) both answer with a promise; send's says whether it was taken.
  constructor({ send, suggest }) {
    this.send = send;
    this.suggest = suggest;
    this.drafts = new Map();
    this.offers = [];
    this.active = -1;
    this.asked = 0;
    this.build();
  }

  build() {
    const [list, input] = [newId("offers"), newId("line")];
    this.list = make("ul", { id: list, class: "offers", role: "listbox", "aria-label": "Completions", hidden: true });
    this.input = make("input", {
      id: input, type: "text", autocomplete: "off", spellcheck: "true", role: "combobox",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list,
      input: () => this.typed(), keydown: (event) => this.pressed(event), blur: () => this.close(),
      focus: () => this.typed(),
    });
    this.label = make("label", { class: "unseen", for: input });
    const button = make("button", { type: "submit", class: "send" }, make("span", { class: "unseen" }, "Send message"),
      make("span", { "aria-hidden": "true" }, "➤"));
    this.node = make("form", { class: "composer", submit: (event) => { event.preventDefault(); this.submit(); } },
      this.list, this.label, this.input, button);
  }

  // A half-written line stays with the person and the place it was meant for.
  draw(key, { to, as, hint }) {
    this.label.textContent = `Message ${to} as ${as}`;
    this.input.placeholder = hint ?? `Message ${to}, or / for commands`;
    if (key === this.key) return;
    this.drafts.set(this.key, this.input.value);
    this.key = key;
    this.input.value = this.drafts.get(key) ?? "";
    this.close();
  }

  typed() {
    clearTimeout(this.timer);
    if (!this.input.value.startsWith("/")) return this.close();
    const text = this.input.value; // what no longer fits goes at once; the rest waits for an answer
    this.show(this.offers.filter((one) => one.text.startsWith(text) && one.text !== text));
    this.timer = setTimeout(() => this.ask(), PAUSE);
    return undefined;
  }

  async ask() {
    this.asked += 1;
    const [asked, text] = [this.asked, this.input.value];
    const offers = await this.suggest(text);
    const stale = asked !== this.asked || text !== this.input.value || document.activeElement !== this.input;
    if (stale) return;
    this.show(offers.filter((one) => one.text !== text));
    if (this.offers.length > 0) announce(`${this.offers.length} completions. Tab takes the first, arrows choose.`);
  }

  show(offers) {
    this.offers = offers;
    this.list.replaceChildren(...offers.map((offer, at) => this.item(offer, at)));
    this.list.hidden = offers.length === 0;
    this.input.setAttribute("aria-expanded", String(offers.length > 0));
    this.activate(-1);
  }

  item(offer, at) {
    return make("li", {
      id: `${this.list.id}-${at}`, role: "option", "aria-selected": "false",
      mousedown: (event) => event.preventDefault(), click: () => this.take(at),
    },
    make("span", { class: "option-label" }, offer.label),
    offer.description ? make("span", { class: "option-description" }, offer.description) : null);
  }

  activate(at) {
    this.active = at;
    [...this.list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", this.list.children[at].id);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  // Enter sends what stands there unless one was chosen with the arrows; Tab takes the chosen or the first.
  pressed(event) {
    if (event.isComposing || this.list.hidden) return;
    const count = this.offers.length;
    if (event.key === "ArrowDown") this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.activate(this.active <= 0 ? count - 1 : this.active - 1);
    else if (event.key === "Tab" && !event.shiftKey) this.take(Math.max(this.active, 0));
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  take(at) {
    this.input.value = this.offers[at].text;
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    this.input.focus();
    this.close();
    this.typed();
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.offers = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  async submit() {
    const text = this.input.value;
    if (text.trim() === "") return;
    this.close();
    this.input.value = "";
    const key = this.key;
    const taken = await this.send(text);
    if (!taken && key === this.key && this.input.value === "") this.input.value = text;
  }
}
