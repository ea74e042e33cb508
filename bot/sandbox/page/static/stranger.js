// A workspace in which one has no account: who has one, to look at it through their eyes.
import { addressOf } from "./address.js";
import { make } from "./dom.js";

const SOME = 5;

export function drawStranger(into, view, personas) {
  const print = JSON.stringify([view.words, personas.map((one) => one.id)]);
  if (into.dataset.print === print) return;
  into.dataset.print = print;
  const inside = personas.filter((one) => view.platform in one.accounts).slice(0, SOME);
  const links = inside.map((one) => make("li", {}, make("a", {
    href: addressOf({ persona: one.id, platform: view.platform, place: "" }),
  }, make("strong", {}, one.name), make("span", { class: "small" }, one.about))));
  into.replaceChildren(make("p", {}, view.words), ...(links.length === 0 ? [] : [
    make("p", { class: "small" }, "Look at it as"), make("ul", {}, links)]));
}
