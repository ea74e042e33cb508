// Three hints on the first visit, and never again once closed.
import { make } from "./dom.js";
import { keep, recall } from "./memory.js";

const HINTS = [
  ["Be someone.", "Choose a person at the top: you see both workspaces through their eyes."],
  ["Talk to the bot.", "Answer what waits in the direct message, or type /stem to see what you can ask."],
  ["Let time pass.", "Go to the next event, a day or a week on, and watch what arrives."],
];

export function showHints(into) {
  if (recall("hints") === "closed") return;
  const close = () => {
    keep("hints", "closed");
    into.replaceChildren();
    document.getElementById("panes").querySelector("input")?.focus();
  };
  const items = HINTS.map(([first, rest]) => make("li", {}, make("strong", {}, first), " ", rest));
  into.replaceChildren(make("section", { class: "hints", "aria-label": "First steps" },
    make("ol", {}, items),
    make("button", { type: "button", class: "quiet", click: close }, "Got it")));
}
