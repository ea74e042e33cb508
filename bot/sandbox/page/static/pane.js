// One workspace: its places at the side, and beside them the messages of one, a thread, or the app's home.
import { HOME } from "./address.js";
import { News } from "./announcer.js";
import { Conversation } from "./conversation.js";
import { make } from "./dom.js";
import { HomePage } from "./home.js";
import { placeName, platformName } from "./names.js";
import { drawPages } from "./pages.js";
import { drawPlaces } from "./places.js";
import { drawStranger } from "./stranger.js";
import { Thread } from "./thread.js";

export class Pane {
  // actions: the page's, each takes `where` first; earlier(platform), widen()
  constructor(workspace, actions) {
    this.workspace = workspace;
    this.platform = workspace.platform;
    this.kind = platformName(this.platform);
    this.news = new News(this.platform);
    this.room = new Conversation(`Messages in ${this.kind}`, this.hands(actions, () => ""), "Nothing has been said here yet.");
    this.thread = new Thread(this.kind, this.hands(actions, () => this.more));
    this.home = new HomePage(`Home page of the bot in ${this.kind}`, {
      press: (control, value) => actions.press(this.where, HOME, control, value),
      search: (control, text) => actions.search(this.where, HOME, control, text),
    });
    this.build(actions.widen);
  }

  hands(actions, thread) {
    return {
      platform: this.platform,
      send: (text) => actions.type(this.where, text, thread()),
      suggest: (text) => actions.suggest(this.where, text),
      press: (...given) => actions.press(this.where, ...given),
      use: (...given) => actions.use(this.where, ...given),
      search: (...given) => actions.search(this.where, ...given),
      earlier: () => actions.earlier(this.platform),
    };
  }

  build(widen) {
    const { name } = this.workspace;
    this.places = make("div", { class: "places" });
    this.title = make("h3", { class: "place" });
    this.pages = make("nav", { class: "pages", "aria-label": `Pages of the bot in ${this.kind}`, hidden: true });
    this.wide = make("button", { type: "button", class: "widen", click: widen });
    this.talk = make("div", { class: "room" },
      make("header", { class: "place-head" }, this.title, this.pages, this.wide), this.room.node, this.home.node);
    this.stranger = make("div", { class: "stranger", hidden: true });
    this.frame = make("div", { class: "frame" },
      make("nav", { class: "side", "aria-label": `Places in ${name}` },
        make("h2", {}, make("span", { class: "kind" }, this.kind), make("span", { class: "workspace-name" }, name)),
        this.places),
      this.talk, this.thread.node, this.stranger);
    this.node = make("section", { class: `pane ${this.platform}`, "aria-label": `${this.kind}: ${name}` }, this.frame);
  }

  // Whether it is the one that shows when only one does, and whether somebody chose that.
  stand(active, alone) {
    this.node.classList.toggle("active", active);
    this.wide.textContent = alone ? "Show both" : "Enlarge";
    this.wide.title = alone ? "Show both workspaces side by side" : `Show only ${this.workspace.name}`;
  }

  draw(view, person, personas) {
    this.node.classList.toggle("away", !view.account);
    this.stranger.hidden = view.account;
    this.talk.hidden = !view.account;
    this.places.hidden = !view.account;
    if (view.account) return this.drawAccount(view, person);
    this.thread.node.hidden = true;
    this.more = undefined;
    return drawStranger(this.stranger, view, personas);
  }

  drawAccount(view, person) {
    this.where = { persona: view.persona, platform: view.platform, place: view.place };
    const place = view.places.find((one) => one.id === view.place);
    const name = place ? placeName(place) : view.place;
    const context = {
      person, people: this.workspace.people, zone: person.zone, platform: this.platform, shortcuts: view.shortcuts,
    };
    drawPlaces(this.places, view);
    this.title.textContent = name;
    drawPages(this.pages, view, place);
    this.drawRoom(view, name, { ...context, threads: this.where });
    if (view.more === HOME) this.home.draw(view.page, this.workspace.people);
    this.thread.draw(view, name, context);
    this.turn(view);
  }

  drawRoom(view, name, context) {
    const messages = view.messages.filter((one) => one.thread === "");
    const seen = {
      key: JSON.stringify(this.where), who: `${view.persona}/${view.platform}`, messages, earlier: view.earlier,
      unread: view.places.find((one) => one.id === view.place)?.unread ?? 0, troubles: view.troubles,
    };
    this.room.node.hidden = view.more === HOME;
    this.home.node.hidden = view.more !== HOME;
    this.frame.classList.toggle("threaded", Boolean(view.thread));
    this.room.draw(seen, context, { to: name, as: context.person.name });
    this.news.look(seen.key, view.messages, view.user);
  }

  // The keyboard goes along into a thread and back, but nowhere when the page opens.
  turn({ more }) {
    const before = this.more;
    this.more = more;
    if (before === undefined || before === more) return;
    if (more && more !== HOME) this.thread.focus();
    else if (before !== HOME && more === "") this.room.composer.input.focus({ preventScroll: true });
  }

  followTime() {
    this.room.followTime();
  }
}
