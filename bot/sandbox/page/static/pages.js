// Where the app has a home page, the way between it and its messages.
import { addressOf, HOME } from "./address.js";
import { make } from "./dom.js";

export function drawPages(into, view, place) {
  into.hidden = !(view.home && place?.direct);
  const print = JSON.stringify([view.persona, view.place, view.more]);
  if (into.hidden || print === into.dataset.print) return;
  into.dataset.print = print;
  const focused = into.contains(document.activeElement);
  into.replaceChildren(page(view, "Messages", ""), page(view, "Home", HOME));
  if (focused) into.querySelector("[aria-current]")?.focus();
}

function page({ persona, platform, place, more }, words, goal) {
  const here = goal === HOME ? more === HOME : more !== HOME;
  return make("a", { href: addressOf({ persona, platform, place, more: goal }), "aria-current": here ? "page" : null }, words);
}
