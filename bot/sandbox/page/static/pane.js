// One workspace: its places at the side, the messages of one of them, and the line to type in.
import { addressOf } from "./address.js";
import { News } from "./announcer.js";
import { Composer } from "./composer.js";
import { make } from "./dom.js";
import { drawMessages } from "./messages.js";
import { Troubles } from "./troubles.js";

const NEAR = 80; // pixels from the end within which new messages scroll into view
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
    this.build();
  }

  build() {
    const kind = KINDS[this.platform] ?? this.platform;
    this.places = make("div", { class: "places" });
    this.title = make("h3", { class: "place" });
    this.earlier = make("button", { type: "button", class: "quiet earlier", click: () => this.actions.earlier(this.platform) }, "Show earlier messages");
    this.list = make("ol", { class: "messages" });
    this.scroll = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Messages in ${kind}`, scroll: () => this.scrolled() }, this.earlier, this.list);
    this.down = make("button", { type: "button", class: "down", hidden: true, click: () => this.toEnd() }, "New messages ↓");
    this.room = make("div", { class: "room" }, this.title, this.scroll, this.down, this.troubles.node, this.composer.node);
    this.stranger = make("p", { class: "stranger", hidden: true });
    this.node = make("section", { class: `pane ${this.platform}`, "aria-label": `${kind}: ${this.workspace.name}` },
      make("nav", { class: "side", "aria-label": `Places in ${this.workspace.name}` },
        make("h2", {}, make("span", { class: "workspace-name" }, this.workspace.name), make("span", { class: "kind" }, kind)),
        this.places),
      this.room, this.stranger);
  }

  draw(view, person) {
    this.stranger.hidden = view.account;
    this.room.hidden = !view.account;
    this.places.hidden = !view.account;
    this.stranger.textContent = view.account ? "" : view.words;
    if (!view.account) { this.key = ""; return; }
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
    const unread = view.places.find((one) => one.id === view.place)?.unread ?? 0;
    this.newFrom = unread > 0 ? view.messages.at(-unread)?.id ?? "" : "";
  }

  drawRoom(view, person, turned) {
    const place = view.places.find((one) => one.id === view.place);
    const name = place ? nameOf(place) : view.place;
    const atEnd = turned || this.isAtEnd();
    const count = this.list.childElementCount;
    this.drawPlaces(view);
    this.title.textContent = name;
    this.earlier.hidden = view.earlier === 0;
    this.composer.draw(this.key, name, person.name);
    drawMessages(this.list, view.messages, {
      zone: person.zone, people: this.workspace.people, newFrom: this.newFrom,
      press: (message, control, value) => this.act(() => this.actions.press(this.where, message, control, value)),
    });
    this.troubles.draw(`${view.persona}/${view.platform}`, view.troubles, view.messages);
    this.news.look(this.key, view.messages, view.user);
    if (atEnd) this.toEnd();
    else if (this.list.childElementCount > count) this.down.hidden = false;
  }

  drawPlaces(view) {
    const print = JSON.stringify([view.persona, view.place, view.places]);
    if (print === this.placesPrint) return;
    this.placesPrint = print;
    const focused = this.places.contains(document.activeElement);
    const group = (title, list) => list.length === 0 ? null : [
      make("p", { class: "group" }, title),
      make("ul", {}, list.map((place) => this.link(place, view)))];
    this.places.replaceChildren(...[
      group("Channels", view.places.filter((one) => !one.direct)),
      group("Direct messages", view.places.filter((one) => one.direct)),
    ].flat().filter(Boolean));
    const here = this.places.querySelector("[aria-current]");
    if (focused) here?.focus();
    here?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  link(place, view) {
    const here = place.id === view.place;
    const unread = here ? 0 : place.unread;
    return make("li", {}, make("a", {
      href: addressOf({ ...this.where, place: place.id }), "aria-current": here ? "page" : null,
      class: unread > 0 ? "unread" : null,
    },
    make("span", { class: "sign", "aria-hidden": "true" }, place.direct ? "●" : "#"),
    make("span", { class: "place-name" }, bareName(place)),
    unread > 0 ? make("span", { class: "count" }, String(unread), make("span", { class: "unseen" }, " unread")) : null));
  }

  // Do something; what cannot be done is said above the line. Answers whether it was done.
  async act(work) {
    this.troubles.clear();
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

  isAtEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  scrolled() {
    if (this.isAtEnd()) this.down.hidden = true;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.down.hidden = true;
  }
}

function bareName(place) {
  return place.name.replace(/^#/, "");
}

function nameOf(place) {
  return place.direct ? place.name : `#${bareName(place)}`;
}
