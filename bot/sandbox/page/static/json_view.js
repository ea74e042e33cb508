// JSON as text with its names and values told apart; text nodes only, as everywhere.
import { make } from "./dom.js";

const PIECES = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

export function jsonView(value, label) {
  const text = value === null || value === undefined ? "nothing" : JSON.stringify(value, null, 2);
  return make("pre", { class: "json", tabindex: "0", role: "region", "aria-label": label }, make("code", {}, coloured(text)));
}

function coloured(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(PIECES)) {
    nodes.push(text.slice(at, found.index), piece(found));
    at = found.index + found[0].length;
  }
  return [...nodes, text.slice(at)];
}

function piece([all, words, colon]) {
  if (colon) return make("span", { class: "json-name" }, all);
  return make("span", { class: words ? "json-words" : "json-value" }, all);
}
