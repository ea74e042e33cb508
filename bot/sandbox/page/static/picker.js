// A button that opens a list to choose from. Not a <select>: arrow keys in a closed one choose at once,
// which here would press something in the chat.
import { make, newId } from "./dom.js";
import { fitInWindow } from "./fit.js";

export class Picker {
  // options: [{id, label, description, mark, before}]; chosen(id) is called once for a choice.
  constructor({ label, name, look = "picker", options, chosen, current = null, control = null }) {
    this.options = options;
    this.chosen = chosen;
    this.current = current;
    const list = newId("list");
    this.button = make("button", {
      type: "button", class: `${look}-button`, "aria-haspopup": "listbox", "aria-expanded": "false",
      "aria-controls": list, "aria-label": name ?? null, "data-control": control,
      click: () => this.toggle(), keydown: (event) => this.openWithKeys(event),
    }, label, make("span", { class: "arrow", "aria-hidden": "true" }));
    this.list = make("ul", {
      id: list, class: "picker-list", role: "listbox", tabindex: "0", hidden: true, "aria-label": name ?? "Choices",
      keydown: (event) => this.moveWithKeys(event),
    });
    this.node = make("div", { class: look, focusout: (event) => this.left(event) }, this.button, this.list);
  }

  toggle() {
    if (this.list.hidden) this.open();
    else this.close();
  }

  open() {
    this.list.replaceChildren(...this.options.map((option) => this.item(option)));
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    fitInWindow(this.button, this.list);
    (this.list.querySelector("[aria-selected=true]") ?? this.list.firstElementChild)?.focus();
  }

  close() {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  item(option) {
    return make("li", {
      role: "option", tabindex: "-1", "aria-selected": String(option.id === this.current),
      click: () => this.choose(option),
    },
    option.before ?? null,
    make("span", { class: "option-label" }, option.label),
    option.mark ? make("span", { class: "option-mark" }, option.mark) : null,
    option.description ? make("span", { class: "option-description" }, option.description) : null);
  }

  choose(option) {
    this.close();
    this.button.focus();
    this.chosen(option.id);
  }

  openWithKeys(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.open();
  }

  moveWithKeys(event) {
    const items = [...this.list.children];
    const at = items.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in steps) items[(steps[event.key] + items.length) % items.length].focus();
    else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
    else if (event.key === "Escape") { event.stopPropagation(); this.close(); this.button.focus(); }
    else { this.jump(items, event.key); return; }
    event.preventDefault();
  }

  // A letter goes to the next option that begins with it.
  jump(items, key) {
    if (key.length !== 1) return;
    const at = items.indexOf(document.activeElement);
    const inOrder = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    inOrder.find((one) => one.textContent.toLowerCase().startsWith(key.toLowerCase()))?.focus();
  }

  left(event) {
    if (!this.node.contains(event.relatedTarget)) this.close();
  }
}
