// Two workspaces side by side, or one alone; on a phone always one.
import { keep, recall } from "./memory.js";

const narrow = matchMedia("(max-width: 760px)");

export class Layout {
  constructor(changed) {
    this.chosen = recall("alone") === "yes";
    narrow.addEventListener("change", changed);
  }

  get alone() {
    return this.chosen || narrow.matches;
  }

  toggle() {
    this.chosen = !this.chosen;
    keep("alone", this.chosen ? "yes" : "no");
  }

  draw(panes, active) {
    document.body.classList.toggle("alone", this.alone);
    for (const pane of panes) pane.stand(pane.platform === active, this.chosen);
  }
}
