// The place that is looked at stands in the address: #persona/platform/place, to be shared or bookmarked.

export function readAddress() {
  const [persona = "", platform = "", place = ""] = location.hash.slice(1).split("/").map(decoded);
  return { persona, platform, place };
}

export function addressOf({ persona, platform, place }) {
  return `#${[persona, platform, place].map(encodeURIComponent).join("/")}`;
}

function decoded(piece) {
  try {
    return decodeURIComponent(piece);
  } catch {
    return "";
  }
}
