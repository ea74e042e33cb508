// Start: fetch what there is to see, draw it, and do so again whenever the workspace says that it changed.
import * as api from "./api.js";
import { addressOf, readAddress } from "./address.js";
import { ClockBar } from "./clock.js";
import { FormDialog } from "./form.js";
import { showHints } from "./hints.js";
import { Pane } from "./pane.js";
import { drawPersonas } from "./personas.js";
import { drawTabs } from "./tabs.js";

const MANY = 200; // messages shown at first; "Show earlier" doubles it
const A_WHILE = 30_000; // milliseconds after which the clock is looked at anyway
const narrow = matchMedia("(max-width: 760px)");
const state = { town: null, persona: "", active: "", places: new Map(), last: new Map(), views: [] };
const panes = new Map();

const key = (platform) => `${state.persona}/${platform}`;
const whereOf = (platform) => ({ persona: state.persona, platform, place: state.places.get(key(platform)) ?? "" });

const acting = (work) => async (...given) => {
  try {
    return await work(...given);
  } finally {
    await refresh();
  }
};

const actions = {
  type: acting(api.type),
  press: acting(api.press),
  submit: acting(api.submit),
  dismiss: acting(api.dismiss),
  suggest: api.suggest,
  earlier: (platform) => {
    state.last.set(platform, (state.last.get(platform) ?? MANY) * 2);
    return refresh();
  },
};

const clock = new ClockBar(async (to) => {
  try {
    await api.move(state.persona, to);
    for (const pane of panes.values()) pane.followTime();
  } catch (error) {
    lost(error.message);
  }
  await refresh();
});
const dialog = new FormDialog(actions);

// One refresh at a time; what changes meanwhile is caught by one more.
let running = null;
let again = false;

function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = repeat().finally(() => { running = null; });
  return running;
}

async function repeat() {
  do {
    again = false;
    try {
      await look();
      lost("");
    } catch (error) {
      lost(error instanceof api.Refused ? error.message : "The workspace does not answer. Is it still running? This page tries again.");
    }
  } while (again);
}

async function look() {
  state.town = await api.town();
  const asked = location.hash;
  takeAddress();
  const views = await Promise.all(state.town.workspaces.map(({ platform }) => viewOf(platform)));
  if (location.hash !== asked) { // somebody turned elsewhere meanwhile
    again = true;
    return;
  }
  state.views = views;
  for (const view of views) if (view.account) state.places.set(key(view.platform), view.place);
  history.replaceState(null, "", addressOf(whereOf(state.active)));
  draw();
  await Promise.all(views.filter(isUnreadHere).map((view) => api.read(whereOf(view.platform))));
}

// A place that is gone, or another person's, falls back to the direct message.
async function viewOf(platform) {
  const last = state.last.get(platform) ?? MANY;
  try {
    return await api.view(whereOf(platform), last);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    state.places.delete(key(platform));
    return api.view(whereOf(platform), last);
  }
}

function takeAddress() {
  const asked = readAddress();
  const { personas, workspaces } = state.town;
  const person = personas.find((one) => one.id === asked.persona) ?? personas[0];
  state.persona = person.id;
  const known = workspaces.map((one) => one.platform);
  const first = known.find((one) => one in person.accounts) ?? known[0];
  state.active = known.includes(asked.platform) ? asked.platform : first;
  if (asked.place && asked.persona === person.id) state.places.set(key(state.active), asked.place);
}

function draw() {
  const { town, persona } = state;
  const person = town.personas.find((one) => one.id === persona);
  makePanes();
  document.title = `${person.name} · stem-bot: local workspace`;
  clock.draw(town.clock, person.zone);
  drawPersonas(document.getElementById("who"), town.personas, persona, become);
  drawTabs(document.getElementById("tabs"), town.workspaces, state, whereOf);
  for (const view of state.views) {
    const pane = panes.get(view.platform);
    pane.node.classList.toggle("active", view.platform === state.active);
    pane.draw(view, person, town.personas);
  }
  drawForm(town);
}

function drawForm(town) {
  const view = state.views.find((one) => one.account && one.form);
  if (!view) return dialog.draw(null);
  const workspace = town.workspaces.find((one) => one.platform === view.platform);
  const title = `${workspace.name} · ${workspace.app}`;
  return dialog.draw({ form: view.form, where: whereOf(view.platform), people: workspace.people, title });
}

function makePanes() {
  if (panes.size > 0) return;
  for (const workspace of state.town.workspaces) panes.set(workspace.platform, new Pane(workspace, actions));
  document.getElementById("panes").replaceChildren(...[...panes.values()].map((pane) => pane.node));
}

// Stay in the workspace one looks at, unless the new person has no account there.
function become(persona) {
  const person = state.town.personas.find((one) => one.id === persona);
  const platform = state.active in person.accounts ? state.active : Object.keys(person.accounts)[0];
  const place = state.places.get(`${persona}/${platform}`) ?? "";
  location.hash = addressOf({ persona, platform, place });
}

function isUnreadHere(view) {
  const shown = document.visibilityState === "visible" && (!narrow.matches || view.platform === state.active);
  return shown && view.account && view.places.some((one) => one.id === view.place && one.unread > 0);
}

function lost(words) {
  const line = document.getElementById("lost");
  line.textContent = words;
  line.hidden = words === "";
}

showHints(document.getElementById("hints"));
window.addEventListener("hashchange", refresh);
document.addEventListener("visibilitychange", refresh);
narrow.addEventListener("change", refresh);
setInterval(refresh, A_WHILE);
api.watch(() => (clock.moving ? null : refresh()), refresh); // after a move of the clock all is drawn at once
refresh();
