// The app's home page, as the person sees it.
import { make } from "./dom.js";
import { part } from "./parts.js";

const EMPTY = "The bot shows nothing here yet.";

export class HomePage {
  // actions: {press(control, value), search(control, text)}
  constructor(label, actions) {
    this.actions = actions;
    this.trouble = make("p", { class: "home-trouble", role: "alert" });
    this.parts = make("div", { class: "parts" });
    this.node = make("div", { class: "home", role: "region", tabindex: "0", "aria-label": label }, this.trouble, this.parts);
  }

  // page: {home: parts or null, words}
  draw({ home, words }, people) {
    const print = JSON.stringify([home, words]);
    if (print === this.print) return;
    this.print = print;
    const before = this.first;
    this.first = JSON.stringify(home?.[0]);
    const at = document.activeElement?.dataset?.control;
    const inside = this.node.contains(document.activeElement);
    const context = { people, press: (...given) => this.press(...given), search: this.actions.search };
    const parts = home?.length > 0 ? home.map((one) => part(one, context)) : [make("p", { class: "empty" }, words || EMPTY)];
    this.parts.replaceChildren(...parts);
    if (inside) ([...this.node.querySelectorAll("[data-control]")].find((one) => one.dataset.control === at) ?? this.node).focus({ preventScroll: true });
    // What just happened stands first: whoever pressed something further down should see it.
    if (this.first === before) return;
    this.node.scrollTop = 0;
    this.parts.firstElementChild.scrollIntoView({ block: "nearest" });
  }

  async press(control, value) {
    this.trouble.textContent = "";
    try {
      await this.actions.press(control, value);
    } catch (error) {
      this.trouble.textContent = error.message;
    }
  }
}
