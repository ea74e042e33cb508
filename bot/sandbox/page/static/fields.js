// The fields of a form. Each kind makes its input and knows how to read it; what is wrong is said by the
// platform, at the field.
import { make, newId } from "./dom.js";
import { fileField } from "./file_field.js";
import { Finder } from "./finder.js";
import { spans } from "./parts.js";

const FEW = 12; // up to so many options are radio buttons with their descriptions in view

export class Field {
  // search(control, text) asks the app for choices
  constructor(seen, people, search) {
    this.seen = seen;
    this.id = newId("field");
    this.error = make("p", { id: `${this.id}-error`, class: "field-error" });
    this.hint = seen.hint ? make("p", { id: `${this.id}-hint`, class: "field-hint" }, seen.hint) : null;
    this.about = [this.hint?.id, this.error.id].filter(Boolean).join(" ");
    Object.assign(this, (KINDS[seen.kind] ?? KINDS.text)(this, people, search));
    this.node = this.frame();
    this.say(seen.error);
  }

  frame() {
    const marks = this.seen.required ? null : make("span", { class: "optional" }, " (optional)");
    if (this.group) {
      return make("fieldset", { class: "field", "aria-describedby": this.about },
        make("legend", {}, this.seen.label, marks), this.hint, this.input, this.error);
    }
    return make("div", { class: "field" },
      make("label", { for: this.id }, this.seen.label, marks), this.hint, this.input, this.error);
  }

  // Show or take away the platform's own words at this field.
  say(words) {
    this.error.textContent = words;
    this.node.classList.toggle("wrong", words !== "");
    for (const one of this.targets()) one.setAttribute("aria-invalid", String(words !== ""));
  }

  focus() {
    (this.targets().find((one) => one.checked) ?? this.targets()[0])?.focus();
  }

  targets() {
    return this.group ? [...this.input.querySelectorAll("input")] : [this.input];
  }

  common() {
    return { id: this.id, "aria-describedby": this.about, "aria-required": this.seen.required ? "true" : null };
  }
}

export function note(seen) {
  const label = seen.label ? make("h3", {}, seen.label) : null;
  return make("div", { class: "note" }, label, make("p", {}, spans(seen.spans)));
}

function plain(input, value) {
  input.value = value;
  return { input, read: () => input.value };
}

function text(field) {
  const { multiline, placeholder, longest, value } = field.seen;
  const attributes = { ...field.common(), placeholder: placeholder || null, maxlength: longest || null, autocomplete: "off" };
  return plain(multiline ? make("textarea", { ...attributes, rows: "4" }) : make("input", { ...attributes, type: "text" }), value);
}

function select(field, options, blank) {
  const first = make("option", { value: "" }, blank);
  const rest = options.map((one) => make("option", { value: one.id }, one.label));
  return plain(make("select", field.common(), first, rest), field.seen.value);
}

function choices(field, type, chosen) {
  const boxes = field.seen.options.map((option) => {
    const box = make("input", { type, name: field.id, value: option.id });
    box.checked = chosen.includes(option.id);
    return make("label", { class: "choice" }, box, make("span", { class: "choice-label" }, option.label),
      option.description ? make("span", { class: "choice-description" }, option.description) : null);
  });
  const input = make("div", { class: "choices" }, boxes);
  const read = () => [...input.querySelectorAll("input:checked")].map((one) => one.value).join(",");
  return { input, read, group: true };
}

// Choices that the app gives while one types, or so many that one has to look for them.
function finder(field, options, search) {
  const { id, label, most, value } = field.seen;
  const found = new Finder({
    name: label, options, most, about: field.about, picked: value.split(","), search: search ? (text) => search(id, text) : null,
  });
  return { input: found.node, read: () => found.value(), group: true };
}

function choice(field, people, search) {
  const { options, placeholder, value, searches, most } = field.seen;
  if (searches) return finder(field, options, search);
  if (most > 1) return choices(field, "checkbox", value.split(","));
  if (options.length > FEW) return select(field, options, placeholder || "Choose one");
  return choices(field, "radio", [value]);
}

function person(field, people) {
  const options = people.map((one) => ({ id: one.id, label: one.name }));
  if (field.seen.most > 1) return finder(field, options, null);
  return select(field, options, field.seen.placeholder || "Choose a person");
}

const KINDS = {
  text,
  choice,
  person,
  date: (field) => plain(make("input", { ...field.common(), type: "date" }), field.seen.value),
  ticks: (field) => choices(field, "checkbox", field.seen.value.split(",")),
  file: fileField,
};
