// One workspace: its places at the side, the messages of one of them, and the line to type in.
import { News } from "./announcer.js";
import { Composer } from "./composer.js";
import { make } from "./dom.js";
import { drawMessages } from "./messages.js";
import { drawPlaces, nameOf } from "./places.js";
import { Scroller } from "./scroller.js";
import { drawStranger } from "./stranger.js";
import { Troubles } from "./troubles.js";

const KINDS = { slack: "Slack", discord: "Discord" };

export class Pane {
  // actions: {type(where, text), suggest(where, text), press(where, message, control, value), earlier(platform)}
  constructor(workspace, actions) {
    this.workspace = workspace;
    this.platform = workspace.platform;
    this.actions = actions;
    this.news = new News(this.platform);
    this.troubles = new Troubles();
    this.composer = new Composer({
      send: (text) => this.act(() => actions.type(this.where, text)),
      suggest: (text) => actions.suggest(this.where, text).catch(() => []),
    });
    this.build(KINDS[this.platform] ?? this.platform);
  }

  build(kind) {
    this.places = make("div", { class: "places" });
    this.title = make("h3", { class: "place" });
    this.earlier = make("button", { type: "button", class: "quiet earlier", click: () => this.actions.earlier(this.platform) }, "Show earlier messages");
    this.empty = make("p", { class: "empty" }, "Nothing has been said here yet.");
    this.list = make("ol", { class: "messages" });
    this.scroller = new Scroller(`Messages in ${kind}`, this.earlier, this.empty, this.list);
    this.room = make("div", { class: "room" },
      this.title, this.scroller.node, this.scroller.down, this.troubles.node, this.composer.node);
    this.stranger = make("div", { class: "stranger", hidden: true });
    this.node = make("section", { class: `pane ${this.platform}`, "aria-label": `${kind}: ${this.workspace.name}` },
      make("nav", { class: "side", "aria-label": `Places in ${this.workspace.name}` },
        make("h2", {}, make("span", { class: "workspace-name" }, this.workspace.name), make("span", { class: "kind" }, kind)),
        this.places),
      this.room, this.stranger);
  }

  draw(view, person, personas) {
    this.node.classList.toggle("away", !view.account);
    this.stranger.hidden = view.account;
    this.room.hidden = !view.account;
    this.places.hidden = !view.account;
    if (!view.account) {
      this.key = "";
      drawStranger(this.stranger, view, personas);
      return;
    }
    this.where = { persona: view.persona, platform: view.platform, place: view.place };
    const key = JSON.stringify(this.where);
    const turned = key !== this.key;
    if (turned) this.turn(view, key);
    this.drawRoom(view, person, turned);
  }

  // Another place or other eyes: begin afresh, and remember where the unread messages began.
  turn(view, key) {
    this.key = key;
    this.list.replaceChildren();
    this.troubles.own = "";
    this.since = undefined;
    const unread = view.places.find((one) => one.id === view.place)?.unread ?? 0;
    this.newFrom = unread > 0 ? view.messages.at(-unread)?.id ?? "" : "";
  }

  drawRoom(view, person, turned) {
    const place = view.places.find((one) => one.id === view.place);
    const name = place ? nameOf(place) : view.place;
    drawPlaces(this.places, view);
    this.title.textContent = name;
    this.earlier.hidden = view.earlier === 0;
    this.empty.hidden = view.messages.length > 0;
    this.composer.draw(this.key, name, person.name);
    this.troubles.draw(`${view.persona}/${view.platform}`, view.troubles, view.messages);
    this.drawMessages(view, person, turned);
    this.news.look(this.key, view.messages, view.user);
  }

  drawMessages(view, person, turned) {
    const before = this.list.lastElementChild;
    this.scroller.prepare(turned);
    this.markArrivals(view.messages);
    drawMessages(this.list, view.messages, {
      zone: person.zone, people: this.workspace.people, newFrom: this.newFrom,
      press: (message, control, value) => this.act(() => this.actions.press(this.where, message, control, value)),
    });
    const fresh = before ? before.nextElementSibling : this.list.firstElementChild;
    this.scroller.settle(turned ? this.list.querySelector(".divider.new") : fresh);
  }

  // Time has passed: what arrived in it begins with a line.
  followTime() {
    this.scroller.follow();
    this.since = this.lastId;
  }

  markArrivals(messages) {
    this.lastId = messages.at(-1)?.id;
    if (this.since === undefined) return;
    const at = messages.findIndex((one) => one.id === this.since);
    this.newFrom = messages[at + 1]?.id ?? "";
    this.since = undefined;
  }

  // Do something; what cannot be done is said above the line. Answers whether it was done.
  async act(work) {
    this.troubles.clear();
    this.scroller.follow();
    this.room.setAttribute("aria-busy", "true");
    try {
      await work();
      return true;
    } catch (error) {
      this.troubles.say(error.message);
      return false;
    } finally {
      this.room.removeAttribute("aria-busy");
    }
  }
}
