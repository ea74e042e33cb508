// Three hints on the first visit, and never again once closed.
import { make } from "./dom.js";

const KEY = "stem-bot.hints";
const HINTS = [
  ["Be someone.", "Choose a person at the top: you see both workspaces through their eyes."],
  ["Talk to the bot.", "Answer what waits in the direct message, or type /stem to see what you can ask."],
  ["Let time pass.", "Go to the next event, a day or a week on, and watch what arrives."],
];

export function showHints(into) {
  if (closedBefore()) return;
  const close = () => {
    remember();
    into.replaceChildren();
    document.getElementById("panes").querySelector("input")?.focus();
  };
  const items = HINTS.map(([first, rest]) => make("li", {}, make("strong", {}, first), " ", rest));
  into.replaceChildren(make("section", { class: "hints", "aria-label": "First steps" },
    make("ol", {}, items),
    make("button", { type: "button", class: "quiet", click: close }, "Got it")));
}

// A browser may forbid storage: then the hints come back, which does no harm.
function closedBefore() {
  try {
    return localStorage.getItem(KEY) === "closed";
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, "closed");
  } catch {
    // nothing to do
  }
}
