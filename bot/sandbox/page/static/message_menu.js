// The menu of a message: what the app offers to do with it.
import { make } from "./dom.js";
import { Picker } from "./picker.js";

export class MessageMenu {
  // shortcuts: [{id, label}]; chosen(id) is called once for a choice.
  constructor(author, shortcuts, chosen) {
    this.picker = new Picker({
      label: make("span", { "aria-hidden": "true" }, "⋯"), name: `More actions for the message of ${author}`,
      look: "more", options: shortcuts, chosen,
    });
    this.picker.button.title = "More actions";
    this.node = this.picker.node;
  }
}
