// At phone width one workspace shows at a time; these choose which.
import { addressOf } from "./address.js";
import { make } from "./dom.js";

export function drawTabs(into, workspaces, { persona, active, town }, whereOf) {
  const person = town.personas.find((one) => one.id === persona);
  const focused = into.contains(document.activeElement);
  into.replaceChildren(...workspaces.map(({ platform, name }) => make("a", {
    href: addressOf(whereOf(platform)), class: `tab ${platform}`, "aria-current": platform === active ? "page" : null,
  }, name, unread(person.places[platform] ?? [], platform === active))));
  if (focused) into.querySelector("[aria-current]")?.focus();
}

function unread(places, active) {
  const count = active ? 0 : places.reduce((sum, place) => sum + place.unread, 0);
  return count === 0 ? null : make("span", { class: "count" }, String(count), make("span", { class: "unseen" }, " unread"));
}
