// Saying to screen readers, politely, what sighted people see appear.
import { platformName } from "./names.js";

export function announce(words) {
  document.getElementById("announcer").textContent = words;
}

export class News {
  constructor(platform) {
    this.platform = platform;
    this.place = null;
    this.known = new Set();
  }

  // Announce messages that appeared since the last look at the same place.
  look(place, messages, self) {
    const fresh = messages.filter((one) => !this.known.has(one.id) && one.author !== self);
    if (this.place === place && fresh.length > 0) announce(this.sentence(fresh));
    this.place = place;
    this.known = new Set(messages.map((one) => one.id));
  }

  sentence(fresh) {
    const last = fresh[fresh.length - 1];
    const count = fresh.length === 1 ? "New message" : `${fresh.length} new messages`;
    return `${count} in ${platformName(this.platform)} from ${last.author_name}: ${last.words.split("\n", 1)[0]}`;
  }
}
