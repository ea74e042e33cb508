// What is looked at: whose eyes, which workspace, and in each of their workspaces the place and what is
// open in it ("" for its messages, "home", or the message whose thread it is).
import * as api from "./api.js";
import { addressOf, HOME, readAddress } from "./address.js";

const MANY = 200; // messages shown at first; "Show earlier" doubles it
const NOWHERE = { place: "", more: "" };

export class Looking {
  constructor() {
    this.town = null;
    this.persona = "";
    this.active = "";
    this.spots = new Map();
    this.last = new Map();
    this.homes = new Map();
  }

  spot(platform, persona = this.persona) {
    return this.spots.get(`${persona}/${platform}`) ?? NOWHERE;
  }

  stand(platform, spot) {
    this.spots.set(`${this.persona}/${platform}`, spot);
  }

  where(platform) {
    return { persona: this.persona, platform, place: this.spot(platform).place };
  }

  address(platform, persona = this.persona) {
    return addressOf({ persona, platform, ...this.spot(platform, persona) });
  }

  person() {
    return this.town.personas.find((one) => one.id === this.persona);
  }

  earlier(platform) {
    this.last.set(platform, (this.last.get(platform) ?? MANY) * 2);
  }

  takeAddress() {
    const asked = readAddress();
    const { personas, workspaces } = this.town;
    const person = personas.find((one) => one.id === asked.persona) ?? personas[0];
    const known = workspaces.map((one) => one.platform);
    this.persona = person.id;
    const first = known.find((one) => one in person.accounts) ?? known[0];
    this.active = known.includes(asked.platform) ? asked.platform : first;
    if (asked.place && asked.persona === person.id) this.stand(this.active, { place: asked.place, more: asked.more });
  }

  async views() {
    return Promise.all(this.town.workspaces.map(({ platform }) => this.see(platform)));
  }

  async see(platform) {
    const view = await this.view(platform);
    if (!view.account) return view;
    const { more } = this.spot(platform);
    const where = { persona: view.persona, platform, place: view.place };
    const open = await (more === HOME ? this.home(where, view) : this.thread(where, more));
    if (open.more !== HOME) this.homes.delete(platform);
    return { ...view, ...open };
  }

  // A place that is gone, or another person's, falls back to the direct message.
  async view(platform) {
    const last = this.last.get(platform) ?? MANY;
    try {
      return await api.view(this.where(platform), last);
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      this.stand(platform, NOWHERE);
      return api.view(this.where(platform), last);
    }
  }

  // The app is told once when somebody turns to its home page, and may then publish it.
  async home(where, view) {
    if (!view.home) return { more: "" };
    if (this.homes.get(where.platform) !== where.persona) {
      this.homes.set(where.platform, where.persona);
      api.openHome(where).catch(() => {});
    }
    return { more: HOME, page: await api.home(where) };
  }

  async thread(where, more) {
    if (!more) return { more };
    try {
      return { more, thread: await api.thread(where, more) };
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      return { more: "" };
    }
  }
}
