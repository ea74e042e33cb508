// Tabs over panels: arrows go from one to the next, as people with a keyboard expect.
import { make, newId } from "./dom.js";

export class TabList {
  // tabs: [{label, panel, opened()}]
  constructor(label, tabs) {
    this.tabs = tabs;
    this.buttons = tabs.map(({ label: words, panel }, at) => this.button(words, panel, at));
    this.node = make("div", { class: "tab-list", role: "tablist", "aria-label": label, keydown: (event) => this.step(event) }, this.buttons);
    this.choose(0);
  }

  button(words, panel, at) {
    panel.id = newId("panel");
    const button = make("button", { type: "button", id: `${panel.id}-tab`, role: "tab", "aria-controls": panel.id, click: () => this.open(at) }, words);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    return button;
  }

  choose(at) {
    this.at = at;
    this.buttons.forEach((one, index) => {
      one.setAttribute("aria-selected", String(index === at));
      one.tabIndex = index === at ? 0 : -1;
      this.tabs[index].panel.hidden = index !== at;
    });
  }

  open(at) {
    this.choose(at);
    this.tabs[at].opened();
  }

  focus() {
    this.buttons[this.at].focus();
  }

  step(event) {
    const last = this.buttons.length - 1;
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open((to + this.buttons.length) % this.buttons.length);
    this.focus();
  }
}
