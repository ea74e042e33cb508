// A button that opens a small panel: a line that asks the app for choices, or several choices to tick.
import { make, newId } from "./dom.js";
import { fitInWindow } from "./fit.js";
import { Finder } from "./finder.js";

export class Chooser {
  // options: [{id, label, description}]; search(text): a promise of options, or null; chosen(ids by commas)
  constructor({ label, name, look, options, most, search, chosen, control }) {
    this.chosen = chosen;
    this.panel = make("div", { id: newId("panel"), class: "picker-list chooser", role: "group", tabindex: "-1", "aria-label": name, hidden: true });
    this.button = make("button", {
      type: "button", class: `${look}-button`, "aria-expanded": "false", "aria-controls": this.panel.id, "aria-label": name,
      "data-control": control, click: () => this.toggle(),
    }, label, make("span", { class: "arrow", "aria-hidden": "true" }));
    this.finder = new Finder({ name, options, search, most, settled: () => (most === 1 ? this.finish() : null) });
    this.done = make("button", { type: "button", class: "press main", hidden: most === 1, click: () => this.finish() }, "Choose");
    this.panel.append(this.finder.node, this.done);
    this.node = make("div", {
      class: look, keydown: (event) => this.leaveWithEscape(event), focusout: (event) => this.left(event),
    }, this.button, this.panel);
  }

  toggle() {
    if (!this.panel.hidden) return this.close();
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    fitInWindow(this.button, this.panel);
    return this.finder.focus();
  }

  close() {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  finish() {
    const value = this.finder.value();
    this.close();
    this.button.focus();
    if (value) this.chosen(value);
  }

  leaveWithEscape(event) {
    if (event.key !== "Escape" || this.panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    this.button.focus();
  }

  left(event) {
    if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.close();
  }
}
