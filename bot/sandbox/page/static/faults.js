// What goes wrong on purpose: ordering it in plain words, and what is in effect.
import * as api from "./api.js";
import { make } from "./dom.js";
import { FaultForm } from "./fault_form.js";
import { platformName } from "./names.js";
import { dayAndHour } from "./times.js";

const CALM = "Nothing is failing. Both platforms answer as they should.";

export class Faults {
  // counted(count) is told how many are in effect
  constructor(counted) {
    this.counted = counted;
    this.known = null;
    this.form = new FaultForm((order) => this.work(() => api.orderFault(order)));
    this.list = make("ul", { class: "faults-list" });
    this.calm = make("p", { class: "small" }, CALM);
    this.trouble = make("p", { class: "form-trouble", role: "alert" });
    this.end = make("button", { type: "button", class: "press plain", click: () => this.endAll() }, "End all");
    this.node = make("div", { class: "faults" },
      make("div", { class: "faults-order" },
        make("p", { class: "faults-why" }, "See how the bot copes when a platform has a bad day. Nothing outside this workspace is touched."),
        this.form.node, this.trouble),
      make("div", { class: "faults-now" }, make("h3", {}, "In effect"), this.calm, this.list, this.end));
  }

  async look(looking) {
    this.town = looking.town;
    this.zone = looking.person().zone;
    await this.work(() => api.faults());
  }

  async endAll() {
    await this.work(async () => {
      let known = this.known;
      for (const platform of Object.keys(this.known)) known = await api.endFaults(platform);
      return known;
    });
  }

  async work(act) {
    try {
      this.draw(await act());
      this.trouble.textContent = "";
    } catch (error) {
      this.known ??= {};
      this.trouble.textContent = error.message;
    }
  }

  draw(known) {
    this.known = known;
    this.form.draw(known, this.town);
    const all = Object.entries(known).flatMap(([platform, one]) => one.in_effect.map((fault) => ({ platform, ...fault })));
    const print = JSON.stringify([all, this.zone]);
    if (print === this.print) return;
    this.print = print;
    this.list.replaceChildren(...all.map((one) => this.item(one)));
    this.calm.hidden = all.length > 0;
    this.end.hidden = all.length === 0;
    this.counted(all.length);
  }

  item({ platform, order, left, until }) {
    const offer = this.known[platform].offers.find((one) => one.name === order.name);
    const details = [
      order.what, this.form.nameOf(platform, order.user) || this.form.nameOf(platform, order.place),
      left > 0 ? `${left} left` : "", until ? `until ${dayAndHour(until, this.zone)}` : "",
    ].filter(Boolean).join(" · ");
    return make("li", { class: platform }, make("span", { class: "kind" }, platformName(platform)),
      make("span", {}, offer?.words ?? order.name), details ? make("span", { class: "small" }, details) : null);
  }
}
