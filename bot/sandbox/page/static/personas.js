// Choosing whose eyes to look through.
import { avatar } from "./avatar.js";
import { make } from "./dom.js";
import { Picker } from "./picker.js";

export function drawPersonas(into, personas, current, chosen) {
  const key = JSON.stringify([personas, current]);
  if (into.dataset.key === key) return;
  const open = into.querySelector("[aria-expanded=true]");
  if (open) return; // a list that somebody is reading does not change under them
  const focused = into.contains(document.activeElement);
  const person = personas.find((one) => one.id === current);
  const label = [avatar(person.name), make("span", { class: "who-name" }, person.name), make("span", { class: "who-about" }, person.about)];
  const picker = new Picker({
    label, look: "persona", current, chosen, name: `You are ${person.name}. Be someone else`,
    options: personas.map((one) => ({
      id: one.id, label: one.name, description: one.about, mark: unreadWords(one), before: avatar(one.name),
    })),
  });
  into.replaceChildren(make("span", { class: "who-you", "aria-hidden": "true" }, "You are"), picker.node);
  into.dataset.key = key;
  if (focused) picker.button.focus();
}

export function unreadOf(persona) {
  return Object.values(persona.places).flat().reduce((sum, place) => sum + place.unread, 0);
}

function unreadWords(persona) {
  const unread = unreadOf(persona);
  return unread === 0 ? "" : `${unread} unread`;
}
