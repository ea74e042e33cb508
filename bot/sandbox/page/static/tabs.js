// When one workspace shows at a time, these choose which.
import { make } from "./dom.js";
import { platformName } from "./names.js";

export function drawTabs(into, looking) {
  const person = looking.person();
  const entries = looking.town.workspaces.map(({ platform, name }) => ({
    platform, name, href: looking.address(platform), here: platform === looking.active,
    unread: (person.places[platform] ?? []).reduce((sum, place) => sum + place.unread, 0),
  }));
  const print = JSON.stringify(entries);
  if (print === into.dataset.print) return;
  into.dataset.print = print;
  const focused = into.contains(document.activeElement);
  into.replaceChildren(...entries.map(tab));
  if (focused) into.querySelector("[aria-current]")?.focus();
}

function tab({ platform, name, href, here, unread }) {
  return make("a", { href, class: `tab ${platform}`, "aria-current": here ? "page" : null },
    make("span", { class: "kind" }, platformName(platform)), make("span", { class: "tab-name" }, name),
    here || unread === 0 ? null : make("span", { class: "count" }, String(unread), make("span", { class: "unseen" }, " unread")));
}
