// A field for files: the browser's own chooser, and what was chosen as the JSON API takes it.
import { make } from "./dom.js";

export function fileField(field) {
  const input = make("input", { ...field.common(), type: "file", multiple: field.seen.most > 1 });
  return { input, read: () => "", files: () => Promise.all([...input.files].map(carried)) };
}

// {name, media_type, content: base64}
async function carried(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return { name: file.name, media_type: file.type || "application/octet-stream", content: btoa(letters) };
}
