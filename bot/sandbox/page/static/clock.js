// The clock of the workspace in the bar, and the buttons that move it.
import { make } from "./dom.js";
import { Happening } from "./happening.js";
import { PlayButton } from "./play.js";
import { dayAndHour, day, hour, year, zoneName } from "./times.js";

export class ClockBar {
  // move(to) and play(speed) answer when it was done
  constructor({ move, play }) {
    this.moved = move;
    this.moving = false;
    this.zone = "UTC";
    this.now = document.getElementById("now");
    this.happening = new Happening(document.getElementById("happening"));
    this.next = this.button("next", "main");
    this.playing = new PlayButton(play);
    this.buttons = [this.next, this.button("day", "plain", "+1 day"), this.button("week", "plain", "+1 week")];
    document.getElementById("moves").append(...this.buttons, this.playing.node);
  }

  button(to, look, label = "") {
    return make("button", { type: "button", class: `move ${look}`, click: () => this.move(to) }, label);
  }

  draw(clock, zone) {
    this.zone = zone;
    this.tick(clock);
  }

  tick(clock) {
    const { zone } = this;
    this.now.dateTime = clock.now;
    this.now.textContent = `${day(clock.now, zone)} ${year(clock.now, zone)}, ${hour(clock.now, zone)}`;
    this.now.title = `${zoneName(clock.now, zone)} (${zone})`;
    this.playing.draw(clock.speed);
    this.happening.look(clock, zone);
    if (!this.moving) this.drawNext(clock.next, zone);
  }

  drawNext(next, zone) {
    const print = JSON.stringify([next, zone]);
    if (print === this.print) return;
    this.print = print;
    this.next.disabled = next === null;
    if (next === null) {
      this.next.replaceChildren("Nothing planned");
      this.next.title = "The bot has nothing planned.";
      return;
    }
    const when = dayAndHour(next.at, zone);
    const words = next.words.charAt(0).toUpperCase() + next.words.slice(1);
    this.next.title = `Next event: ${words}, ${when}`;
    this.next.replaceChildren(
      make("span", { class: "next" },
        make("span", { class: "next-sign", "aria-hidden": "true" }),
        make("span", { class: "next-words" }, make("span", { class: "unseen" }, "Next event: "), words),
        make("span", { class: "next-when" }, when)));
  }

  async move(to) {
    if (this.moving) return;
    this.setMoving(true);
    this.next.replaceChildren("Time passes…");
    this.print = "";
    try {
      await this.moved(to);
    } finally {
      this.setMoving(false);
    }
  }

  // aria-disabled keeps the keyboard's focus on the button that was pressed.
  setMoving(moving) {
    this.moving = moving;
    for (const one of this.buttons) one.setAttribute("aria-disabled", String(moving));
  }
}
