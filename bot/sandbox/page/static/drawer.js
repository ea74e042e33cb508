// What is behind the scenes, closed at first: the log of requests, and faults to order.
import { make, newId } from "./dom.js";
import { Faults } from "./faults.js";
import { Log } from "./log.js";
import { counted } from "./names.js";
import { TabList } from "./tab_list.js";

export class Drawer {
  // looking(): what is looked at, or null before there is anything
  constructor(looking) {
    this.looking = looking;
    this.log = new Log();
    this.faults = new Faults((count) => this.mark(count));
    this.build();
  }

  build() {
    const id = newId("drawer");
    this.badge = make("span", { class: "badge" });
    this.button = make("button", {
      type: "button", class: "drawer-button", "aria-expanded": "false", "aria-controls": id, click: () => this.toggle(),
    }, this.badge, "Behind the scenes", make("span", { class: "arrow", "aria-hidden": "true" }));
    this.tabs = new TabList("Behind the scenes", [
      { label: "What was sent", panel: this.log.node, opened: () => this.draw() },
      { label: "Let something fail", panel: this.faults.node, opened: () => this.draw() },
    ]);
    this.node = make("section", {
      id, class: "drawer", "aria-label": "Behind the scenes", hidden: true, keydown: (event) => this.leave(event),
    }, make("header", {}, this.tabs.node,
      make("button", { type: "button", class: "close", "aria-label": "Close", click: () => this.toggle() }, "✕")),
    this.log.node, this.faults.node);
    document.getElementById("strip").append(this.button);
    document.getElementById("drawer").append(this.node);
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    this.button.setAttribute("aria-expanded", String(!this.node.hidden));
    if (this.node.hidden) this.button.focus();
    else this.tabs.focus();
    this.draw();
  }

  leave(event) {
    if (event.key === "Escape" && !event.defaultPrevented) this.toggle();
  }

  // Closed, it asks for nothing but, once, for faults that are in effect already.
  draw() {
    const looking = this.looking();
    if (!looking) return;
    if (!this.node.hidden && !this.log.node.hidden) this.log.look(looking);
    if (!this.faults.known || this.count > 0 || (!this.node.hidden && !this.faults.node.hidden)) this.faults.look(looking);
  }

  traffic() {
    if (!this.node.hidden || this.count > 0) this.draw();
  }

  mark(count) {
    this.count = count;
    this.badge.textContent = count === 0 ? "" : `${counted(count, "fault", "faults")} in effect`;
  }
}
