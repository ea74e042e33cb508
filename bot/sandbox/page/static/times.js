// Instants as people say them, in the zone of the person who looks.

function pieces(iso, zone, options, locale = "en-GB") {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

export function day(iso, zone) {
  const { weekday, day: date, month } = pieces(iso, zone, { weekday: "short", day: "numeric", month: "short" });
  return `${weekday} ${date} ${month}`;
}

export function hour(iso, zone) {
  const { hour: h, minute, dayPeriod } = pieces(iso, zone, { hour: "numeric", minute: "2-digit" }, "en-US");
  return `${h}:${minute} ${dayPeriod.toLowerCase()}`;
}

export function dayAndHour(iso, zone) {
  return `${day(iso, zone)}, ${hour(iso, zone)}`;
}

export function year(iso, zone) {
  return pieces(iso, zone, { year: "numeric" }).year;
}

export function zoneName(iso, zone) {
  return pieces(iso, zone, { timeZoneName: "short" }, "en-US").timeZoneName;
}
