// Scrolling a room: stay at the end while one is there, and never past the beginning of what is new.
import { make } from "./dom.js";

const FOLLOWS = 5000; // milliseconds after one's own act in which its answer scrolls into view
const NEAR = 80; // pixels from the end that still count as being there

export class Scroller {
  constructor(label, ...children) {
    this.followsUntil = 0;
    this.ended = false;
    this.node = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label, scroll: () => this.scrolled() }, ...children);
    // A picture has its height only once it has come.
    this.node.addEventListener("load", () => this.grown(), true);
    this.down = make("button", { type: "button", class: "down", hidden: true, click: () => this.toEnd() }, "More below ↓");
  }

  // What comes next is the answer to something one did: show it wherever one had scrolled to.
  follow() {
    this.followsUntil = performance.now() + FOLLOWS;
  }

  // Before a change of what stands there: remember whether to move with it.
  prepare(turned) {
    this.atEnd = turned || this.isAtEnd();
    this.follows = this.atEnd || performance.now() < this.followsUntil;
  }

  // After it: fresh is the first new element, if there is one.
  settle(fresh) {
    if (this.follows && (fresh || this.atEnd)) this.reveal(fresh);
    else if (fresh) this.down.hidden = false;
  }

  // A long answer is read from its first line.
  reveal(fresh) {
    this.toEnd();
    if (!fresh || fresh.offsetTop >= this.node.scrollTop) return;
    this.node.scrollTop = fresh.offsetTop;
    this.down.hidden = this.isAtEnd();
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.down.hidden = true;
    this.ended = true;
  }

  // Something in it became higher.
  grown() {
    if (this.ended) this.toEnd();
    else this.down.hidden = this.isAtEnd();
  }

  isAtEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
  }

  scrolled() {
    this.ended = this.isAtEnd();
    if (this.ended) this.down.hidden = true;
  }
}
