// Start: fetch what there is to see, draw it, and do so again whenever the workspace says that it changed.
import * as api from "./api.js";
import { ClockBar } from "./clock.js";
import { Drawer } from "./drawer.js";
import { FormDialog } from "./form.js";
import { showHints } from "./hints.js";
import { Layout } from "./layout.js";
import { Looking } from "./looking.js";
import { Pane } from "./pane.js";
import { drawPersonas } from "./personas.js";
import { Refresher } from "./refresher.js";
import { drawTabs } from "./tabs.js";

const A_WHILE = 30_000; // milliseconds after which the clock is looked at anyway
const SILENT = "The workspace does not answer. Is it still running? This page tries again.";
const looking = new Looking();
const panes = new Map();
const refresher = new Refresher(look);
const refresh = () => refresher.now();

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
  use: acting(api.use),
  submit: acting(api.submit),
  dismiss: acting(api.dismiss),
  suggest: api.suggest,
  search: api.search,
  earlier: (platform) => {
    looking.earlier(platform);
    return refresh();
  },
};

const timePasses = (work) => async (...given) => {
  try {
    await work(looking.persona, ...given);
    for (const pane of panes.values()) pane.followTime();
  } catch (error) {
    lost(error.message);
  }
  await refresh();
};

const clock = new ClockBar({ move: timePasses(api.move), play: timePasses(api.play) });
const dialog = new FormDialog(actions);
const layout = new Layout(refresh);
const drawer = new Drawer(() => (looking.town ? looking : null));

async function look() {
  try {
    const again = await seeAndDraw();
    lost("");
    return again;
  } catch (error) {
    lost(error instanceof api.Refused ? error.message : SILENT);
    return false;
  }
}

async function seeAndDraw() {
  looking.town = await api.town();
  const asked = location.hash;
  looking.takeAddress();
  const views = await looking.views();
  if (location.hash !== asked) return true; // somebody turned elsewhere meanwhile
  for (const { account, platform, place, more } of views) if (account) looking.stand(platform, { place, more });
  history.replaceState(null, "", looking.address(looking.active));
  draw(views);
  await Promise.all(views.filter(isUnreadHere).map(({ platform }) => api.read(looking.where(platform))));
  return false;
}

function draw(views) {
  const { town, persona } = looking;
  const person = looking.person();
  makePanes();
  document.title = `${person.name} · stem-bot: local workspace`;
  clock.draw(town.clock, person.zone);
  drawPersonas(document.getElementById("who"), town.personas, persona, become);
  drawTabs(document.getElementById("tabs"), looking);
  for (const view of views) panes.get(view.platform).draw(view, person, town.personas);
  layout.draw(panes.values(), looking.active);
  drawer.draw();
  drawForm(views);
}

function drawForm(views) {
  const view = views.find((one) => one.account && one.form);
  if (!view) return dialog.draw(null);
  const workspace = looking.town.workspaces.find((one) => one.platform === view.platform);
  const title = `${workspace.name} · ${workspace.app}`;
  return dialog.draw({ form: view.form, where: looking.where(view.platform), people: workspace.people, title });
}

function makePanes() {
  if (panes.size > 0) return;
  for (const workspace of looking.town.workspaces) {
    panes.set(workspace.platform, new Pane(workspace, { ...actions, widen: () => widen(workspace.platform) }));
  }
  document.getElementById("panes").replaceChildren(...[...panes.values()].map((pane) => pane.node));
}

function widen(platform) {
  layout.toggle();
  location.hash = looking.address(platform);
  refresh();
}

// Stay in the workspace one looks at, unless the new person has no account there.
function become(persona) {
  const person = looking.town.personas.find((one) => one.id === persona);
  const platform = looking.active in person.accounts ? looking.active : Object.keys(person.accounts)[0];
  location.hash = looking.address(platform, persona);
}

function isUnreadHere(view) {
  const shown = document.visibilityState === "visible" && (!layout.alone || view.platform === looking.active);
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
setInterval(refresh, A_WHILE);
api.watch({
  changed: () => (clock.moving ? null : refresh()), // after a move of the clock all is drawn at once
  lost: refresh,
  traffic: () => drawer.traffic(),
  clock: (now) => clock.tick(now),
});
refresh();
