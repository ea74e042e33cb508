// Letting the clock run by itself, and stopping it.
import { make } from "./dom.js";
import { Picker } from "./picker.js";

const SPEEDS = [
  { id: "1", label: "Real time", words: "in real time" },
  { id: "60", label: "A minute a second", words: "a minute a second" },
  { id: "3600", label: "An hour a second", words: "an hour a second" },
  { id: "86400", label: "A day a second", words: "a day a second" },
];

export const pace = (speed) =>
  SPEEDS.find((one) => Number(one.id) === speed)?.words ?? `${speed} seconds a second`;

export class PlayButton {
  constructor(play) {
    this.speed = 0;
    this.picker = new Picker({
      label: "Play", name: "Play: let the clock run", look: "play", options: SPEEDS, chosen: (id) => play(Number(id)),
    });
    this.pause = make("button", { type: "button", class: "move main", hidden: true, click: () => play(0) },
      make("span", { class: "pause-sign", "aria-hidden": "true" }), "Pause");
    this.node = make("div", { class: "play-or-pause" }, this.picker.node, this.pause);
  }

  draw(speed = 0) {
    if (speed === this.speed) return;
    const focused = this.node.contains(document.activeElement);
    this.speed = speed;
    this.picker.node.hidden = speed > 0;
    this.pause.hidden = speed === 0;
    this.pause.title = `The clock runs ${pace(speed)}`;
    if (focused) (speed > 0 ? this.pause : this.picker.button).focus();
  }
}
