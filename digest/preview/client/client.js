// The preview's client: hears of each state of the site, and keeps the page of its tab up with it.
//
// One tab of a browser, the leader, holds the only connection to the server, because a browser opens few of them
// to one host; it passes on what it hears. Each tab asks for its own page again, by the version that it shows: where
// nothing has changed, nothing comes back, and the tab is not touched.
import { freshen, morph, remember } from "./morph.js";
import { Panel } from "./panel.js";

const noted = (doc) => JSON.parse(doc.querySelector("script[data-digest]").dataset.digest);
const HERE = new URL(".", import.meta.url).pathname;

let note = noted(document);
let state = null;
let events = null;
let slept = false;
let checking = Promise.resolve();
const panel = new Panel();
const others = new BroadcastChannel("digest-preview");

// Hearing

const hear = (news) => {
  panel.connected(true);
  if (state?.instance === news.instance && state.generation >= news.generation) return;
  const missed = state ? state.instance !== news.instance || state.generation + 1 !== news.generation : isOlder(news);
  const first = !state;
  state = news;
  panel.faults(news.faults, note.faults ?? []);
  if (first && !missed) return;
  if (document.hidden) slept = true;
  else check(news, missed);
};

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && slept) check(state, true);
  slept = document.hidden && slept;
});

const isOlder = (news) => note.instance !== news.instance || note.generation !== news.generation;

const connect = () => {
  events = new EventSource(`${HERE}events`);
  events.onmessage = ({ data }) => {
    hear(JSON.parse(data));
    others.postMessage({ state });
  };
  events.onerror = () => {
    panel.connected(false);
    others.postMessage({ lost: true });
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);  // else the browser tries again itself
  };
};

others.onmessage = ({ data }) => {
  if (data.state) hear(data.state);
  else if (data.lost) panel.connected(false);
  else if (data.asked && events && state) others.postMessage({ state });
};

if (navigator.locks) {
  navigator.locks.request("digest-preview", () => { connect(); return new Promise(() => {}); });
  others.postMessage({ asked: true });
} else {
  // Without a secure context there are no locks: each tab that can be seen has a connection of its own.
  const follow = () => {
    events?.close();
    if (!document.hidden) connect();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

// A page that comes back out of the browser's memory may have slept through something.
addEventListener("pageshow", ({ persisted }) => { if (persisted && state) check(state, true); });

// Keeping up

const check = (news, missed) => {
  checking = checking.then(() => update(news, missed)).catch(() => setTimeout(() => check(state, true), 1000));
};

const update = async (news, missed) => {
  if (news !== state) return;
  const started = performance.now();
  const changed = [await freshen(news.assets, missed, news), await renew()];
  if (changed.includes(true)) panel.updated(news.files, news.took + performance.now() - started);
};

// Ask for the page again. Returns whether it is another one.
const renew = async () => {
  const at = encodeURIComponent(location.pathname);
  const headers = { "If-None-Match": `"${note.version}"` };
  const answer = await fetch(`${HERE}page?at=${at}`, { headers, cache: "no-store", redirect: "manual" });
  if (answer.status === 304) return false;
  const kind = answer.headers.get("Content-Type") ?? "";
  if (answer.type === "opaqueredirect" || !kind.startsWith("text/html")) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = noted(page);
  if (told.version === note.version) return false;
  if (told.stand_in && !note.stand_in) {
    // The last good page stays, with what is wrong in front of it.
    panel.faults(state.faults, told.faults ?? []);
    return false;
  }
  if (told.stand_in !== note.stand_in || !morph(page)) return location.reload();
  note = told;
  panel.page(note);
  panel.faults(state.faults, note.faults ?? []);
  return true;
};

remember(document);
panel.page(note);
panel.faults(note.faults ?? []);
