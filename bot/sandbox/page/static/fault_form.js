// The form that orders a fault: which platform, what goes wrong, and what that one needs to know.
import { make, newId } from "./dom.js";
import { placeName, platformName } from "./names.js";

// The words, the input and what stands in it at first; numbers are sent as numbers.
const ASKS = {
  what: { label: "Only these requests", hint: "A method or route as the log names it. Empty: any.", type: "text" },
  times: { label: "How many times", type: "number", value: "1", min: "1" },
  seconds: { label: "Seconds", type: "number", value: "5", min: "0" },
  status: { label: "HTTP status", type: "number", value: "503", min: "500", max: "599" },
  error: { label: "The platform's own error", hint: "A word in Slack, a number in Discord. Empty: a usual one.", type: "text" },
  user: { label: "Who" },
  place: { label: "Which channel" },
};

export class FaultForm {
  constructor(order) {
    this.order = order;
    this.inputs = new Map();
    this.platform = make("select", { id: newId("fault"), change: () => this.offer() });
    this.name = make("select", { id: newId("fault"), change: () => this.ask() });
    this.details = make("div", { class: "fault-details" });
    this.node = make("form", { class: "fault-form", submit: (event) => this.submit(event) },
      make("div", { class: "fault-main" }, labelled("On", this.platform), labelled("What goes wrong", this.name)),
      this.details, make("button", { type: "submit", class: "press main" }, "Let it happen"));
  }

  // The choices are made once; a draw while somebody fills them in changes nothing.
  draw(known, town) {
    this.known = known;
    this.town = town;
    if (this.platform.options.length > 0) return;
    this.platform.append(...Object.keys(known).map((one) => new Option(platformName(one), one)));
    this.offer();
  }

  offer() {
    const before = this.name.value;
    const { offers } = this.known[this.platform.value] ?? { offers: [] };
    this.name.replaceChildren(...offers.map((one) => new Option(one.words, one.name)));
    if (offers.some((one) => one.name === before)) this.name.value = before;
    this.ask();
  }

  ask() {
    const offer = this.known[this.platform.value]?.offers.find((one) => one.name === this.name.value);
    this.inputs = new Map((offer?.takes ?? []).map((take) => [take, this.input(take)]));
    this.details.replaceChildren(...[...this.inputs].map(([take, input]) => labelled(ASKS[take].label, input, ASKS[take].hint)));
  }

  input(take) {
    const id = newId("fault");
    if (take === "user" || take === "place") {
      const options = this.choices(this.platform.value)[take];
      return make("select", { id }, options.map(({ id: value, name }) => new Option(name, value)));
    }
    const { label: _, hint, ...attributes } = ASKS[take];
    if (this.name.value === "outage") attributes.value = "3600";
    return make("input", { id, ...attributes, autocomplete: "off", "aria-describedby": hint ? `${id}-hint` : null });
  }

  choices(platform) {
    const places = this.town.personas.flatMap((one) => one.places[platform] ?? []).filter((one) => !one.direct);
    const channels = new Map(places.map((one) => [one.id, { id: one.id, name: placeName(one) }]));
    const workspace = this.town.workspaces.find((one) => one.platform === platform);
    return { user: workspace?.people ?? [], place: [...channels.values()] };
  }

  nameOf(platform, id) {
    const { user, place } = this.choices(platform);
    return id ? [...user, ...place].find((one) => one.id === id)?.name ?? id : "";
  }

  submit(event) {
    event.preventDefault();
    const given = [...this.inputs].map(([take, input]) => [take, input.type === "number" ? Number(input.value) : input.value]);
    this.order({ platform: this.platform.value, name: this.name.value, ...Object.fromEntries(given) });
  }
}

function labelled(words, input, hint) {
  return make("div", { class: "field" }, make("label", { for: input.id }, words), input,
    hint ? make("p", { class: "field-hint", id: `${input.id}-hint` }, hint) : null);
}
