// Messages with the line to type in under them: those of a place, or those of a thread.
import { Composer } from "./composer.js";
import { make } from "./dom.js";
import { drawMessages } from "./messages.js";
import { Scroller } from "./scroller.js";
import { Troubles } from "./troubles.js";

export class Conversation {
  // actions: {send(text), suggest(text), press(message, control, value), use(message, shortcut),
  // search(message, control, text), earlier()}
  constructor(label, actions, silence) {
    this.actions = actions;
    this.troubles = new Troubles(actions.platform);
    this.composer = new Composer({
      send: (text) => this.act(() => actions.send(text)),
      suggest: (text) => actions.suggest(text).catch(() => []),
    });
    this.earlier = make("button", { type: "button", class: "quiet earlier", click: () => actions.earlier() }, "Show earlier messages");
    this.empty = make("p", { class: "empty" }, silence);
    this.list = make("ol", { class: "messages" });
    this.scroller = new Scroller(label, this.earlier, this.empty, this.list);
    this.node = make("div", { class: "conversation" },
      this.scroller.node, this.scroller.down, this.troubles.node, this.composer.node);
  }

  // seen: {key, messages, earlier, unread, troubles}; context goes to the messages, line = {to, as, hint} to the
  // composer
  draw(seen, context, line) {
    const turned = seen.key !== this.key;
    if (turned) this.turn(seen);
    this.earlier.hidden = !seen.earlier;
    this.empty.hidden = seen.messages.length > 0;
    this.composer.draw(this.key, line);
    this.drawMessages(seen.messages, context, turned);
    this.troubles.draw(seen.who, seen.troubles, seen.messages);
  }

  // Another place or other eyes: begin afresh, and remember where the unread messages began.
  turn({ key, messages, unread }) {
    this.key = key;
    this.list.replaceChildren();
    this.troubles.own = "";
    this.since = undefined;
    this.newFrom = unread > 0 ? messages.at(-unread)?.id ?? "" : "";
  }

  drawMessages(messages, context, turned) {
    const before = this.list.lastElementChild;
    this.scroller.prepare(turned);
    this.markArrivals(messages);
    drawMessages(this.list, messages, {
      ...context, newFrom: this.newFrom,
      press: (...given) => this.act(() => this.actions.press(...given)), search: this.actions.search,
      use: (...given) => this.act(() => this.actions.use(...given)),
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
    this.node.setAttribute("aria-busy", "true");
    try {
      await work();
      return true;
    } catch (error) {
      this.troubles.say(error.message);
      return false;
    } finally {
      this.node.removeAttribute("aria-busy");
    }
  }
}
