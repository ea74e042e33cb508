// One line about time: how fast it runs, and what the bot did last by itself.
import { announce } from "./announcer.js";
import { pace } from "./play.js";
import { dayAndHour } from "./times.js";

export class Happening {
  constructor(into) {
    this.into = into;
    this.coming = null;
    this.last = null;
  }

  look({ now, next, speed = 0 }, zone) {
    if (this.coming && Date.parse(this.coming.at) <= Date.parse(now)) this.passed(this.coming, zone);
    this.coming = next;
    const pieces = [];
    if (speed > 0) pieces.push(`Time runs ${pace(speed)}.`);
    if (this.last) pieces.push(`Last: ${past(this.last)}, ${dayAndHour(this.last.at, zone)}.`);
    this.into.textContent = pieces.join(" ");
  }

  passed(event, zone) {
    if (this.last?.at === event.at && this.last.words === event.words) return;
    this.last = event;
    announce(`${past(event)}, ${dayAndHour(event.at, zone)}`);
  }
}

// What was "Next check-in" is a check-in once it has come.
function past({ words }) {
  return words.replace(/^next /i, "");
}
