// A person's initials on a colour of their own; the app's is the same everywhere.
import { make } from "./dom.js";

const TINTS = 6;

export function avatar(name, fromApp = false) {
  const tint = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TINTS;
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
  return make("span", { class: "avatar", "aria-hidden": "true", "data-tint": fromApp ? "app" : String(tint) }, initials);
}
