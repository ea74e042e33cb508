// A thread beside its place, or over it where there is no room for both, with the way back.
import { addressOf } from "./address.js";
import { Conversation } from "./conversation.js";
import { make } from "./dom.js";

export class Thread {
  constructor(label, actions) {
    this.conversation = new Conversation(`Messages in a thread in ${label}`, actions, "Nothing has been said here yet.");
    this.back = make("a", { class: "back" }, make("span", { "aria-hidden": "true" }, "‹ "), "Back to ", this.name = make("span"));
    this.node = make("aside", {
      class: "thread", hidden: true, "aria-label": `Thread in ${label}`, keydown: (event) => this.leave(event),
    }, make("header", { class: "place-head" }, make("h3", { class: "place" }, "Thread"), this.back), this.conversation.node);
  }

  draw(view, name, context) {
    this.node.hidden = !view.thread;
    if (!view.thread) return;
    this.back.href = addressOf({ ...view, more: "" });
    this.name.textContent = name;
    const seen = {
      key: `${view.persona}/${view.place}/${view.more}`, who: `${view.persona}/${view.platform}`,
      messages: view.thread, earlier: 0, unread: 0, troubles: view.troubles,
    };
    this.conversation.draw(seen, context, { to: "this thread", as: context.person.name, hint: "Reply in this thread" });
  }

  focus() {
    this.conversation.composer.input.focus();
  }

  // Escape goes back, unless it closed a list of completions.
  leave(event) {
    if (event.key === "Escape" && !event.defaultPrevented) this.back.click();
  }
}
