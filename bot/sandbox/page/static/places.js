// The side of a workspace: channels and direct messages, with what is unread in them.
import { addressOf } from "./address.js";
import { make } from "./dom.js";
import { bareName } from "./names.js";

export function drawPlaces(into, view) {
  const print = JSON.stringify([view.persona, view.place, view.places]);
  if (print === into.dataset.print) return;
  into.dataset.print = print;
  const focused = into.contains(document.activeElement);
  into.replaceChildren(
    ...group("Channels", view.places.filter((one) => !one.direct), view),
    ...group("Direct messages", view.places.filter((one) => one.direct), view));
  const here = into.querySelector("[aria-current]");
  if (focused) here?.focus();
  here?.scrollIntoView({ block: "nearest", inline: "center" });
}

function group(title, places, view) {
  if (places.length === 0) return [];
  return [make("p", { class: "group" }, title), make("ul", {}, places.map((place) => link(place, view)))];
}

function link(place, view) {
  const here = place.id === view.place;
  const unread = here ? 0 : place.unread;
  const count = unread === 0 ? null
    : make("span", { class: "count" }, String(unread), make("span", { class: "unseen" }, " unread"));
  return make("li", {}, make("a", {
    href: addressOf({ persona: view.persona, platform: view.platform, place: place.id }),
    "aria-current": here ? "page" : null, class: unread > 0 ? "unread" : null,
  },
  make("span", { class: "sign", "aria-hidden": "true" }, place.direct ? "●" : "#"),
  make("span", { class: "place-name" }, bareName(place)), count));
}
