// How things are called for people.

const PLATFORMS = { slack: "Slack", discord: "Discord" };
const ONLY_YOU = { slack: "Only visible to you", discord: "Only you can see this" };

export const platformName = (platform) => PLATFORMS[platform] ?? platform;
export const onlyYou = (platform) => ONLY_YOU[platform] ?? "Only you can see this";
export const bareName = (place) => place.name.replace(/^#/, "");
export const placeName = (place) => (place.direct ? place.name : `#${bareName(place)}`);

export function counted(count, one, many) {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
