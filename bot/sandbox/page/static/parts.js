// The parts of a message, each as the element that a person expects.
import { Chooser } from "./chooser.js";
import { make, safeAddress } from "./dom.js";
import { Picker } from "./picker.js";
import { fileSize } from "./sizes.js";

const INLINE = { bold: "strong", italic: "em", strike: "s", code: "code" };

export function spans(list) {
  return list.map(span);
}

function span({ text, kind, target }) {
  if (kind === "link") return link(target, text);
  if (kind === "person" || kind === "channel") return make("span", { class: "mention" }, text);
  return kind in INLINE ? make(INLINE[kind], {}, text) : text;
}

function link(address, inner, attributes = {}) {
  const safe = safeAddress(address);
  if (safe === null) return make("span", attributes, inner);
  return make("a", { href: safe, target: "_blank", rel: "noopener noreferrer", ...attributes }, inner);
}

const TEXTS = {
  text: (inner) => make("p", {}, inner),
  heading: (inner) => make("h4", {}, inner),
  small: (inner) => make("p", { class: "small" }, inner),
  quote: (inner) => make("blockquote", {}, inner),
  code: (inner) => make("pre", { tabindex: "0" }, make("code", {}, inner)),
};

const PARTS = {
  text: (seen) => TEXTS[seen.kind](spans(seen.spans)),
  rule: () => make("hr"),
  picture: (seen) => picture(seen),
  file: (seen) => file(seen),
  row: (seen, context) => make("div", { class: "row" }, seen.controls.map((one) => control(one, context))),
};

// context: {people, press(control, value), search(control, text)}
export function part(seen, context) {
  return PARTS[seen.type](seen, context);
}

// Small as in the apps, and as large as it is when it is opened.
function picture({ address, words }) {
  const frame = make("figure", {});
  const failed = () => frame.replaceChildren(make("figcaption", { class: "small" }, `Picture: ${words}`));
  const safe = safeAddress(address);
  if (safe === null) failed();
  else frame.append(link(safe, make("img", { src: safe, alt: words, title: words, error: failed })));
  return frame;
}

function file({ name, address, size }) {
  return link(address, [
    make("span", { class: "file-sign", "aria-hidden": "true" }),
    make("span", { class: "file-name" }, name), make("span", { class: "small" }, fileSize(size)),
  ], { class: "file" });
}

function control(seen, context) {
  if (seen.type === "menu") return menu(seen, context);
  if (seen.style === "link") return link(seen.address, seen.label, { class: "press plain" });
  return make("button", {
    type: "button", class: `press ${seen.style}`, disabled: seen.disabled, "data-control": seen.id,
    click: (event) => once(event.currentTarget, () => context.press(seen.id)),
  }, seen.label);
}

function menu(seen, context) {
  const options = seen.picks === "person"
    ? context.people.map((one) => ({ id: one.id, label: one.name }))
    : seen.options;
  const Kind = seen.picks === "search" || seen.most > 1 ? Chooser : Picker;
  const picker = new Kind({
    label: seen.placeholder || "Choose", options, name: seen.placeholder || "Choose", look: "menu", most: seen.most, control: seen.id,
    search: seen.picks === "search" ? (text) => context.search(seen.id, text) : null,
    chosen: (id) => once(picker.button, () => context.press(seen.id, id)),
  });
  return picker.node;
}

// A second press waits for the first; aria-disabled, unlike disabled, keeps the keyboard where it is.
async function once(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    await work();
  } finally {
    button.setAttribute("aria-disabled", "false");
  }
}
