// What is looked at stands in the address, to be shared or bookmarked: #persona/platform/place, and after
// the place "home" for the app's home page or a message's id for its thread.

export const HOME = "home";

export function readAddress() {
  const [persona = "", platform = "", place = "", more = ""] = location.hash.slice(1).split("/").map(decoded);
  return { persona, platform, place, more };
}

export function addressOf({ persona, platform, place, more = "" }) {
  const pieces = more ? [persona, platform, place, more] : [persona, platform, place];
  return `#${pieces.map(encodeURIComponent).join("/")}`;
}

function decoded(piece) {
  try {
    return decodeURIComponent(piece);
  } catch {
    return "";
  }
}
