// What a page gains from a script; it is complete without one.
const html = document.documentElement;
const home = new URL(html.dataset.root, location.href).pathname;
const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

// Storage may be switched off; then nothing is remembered.
const read = (key, store = "localStorage") => {
  try { return window[store].getItem(key); } catch { return null; }
};
const write = (key, value, store = "localStorage") => {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, value);
  } catch {}
};

// Light and dark. A choice that equals the usual one is forgotten, so that the page follows the system again.
const system = matchMedia("(prefers-color-scheme: dark)");
const button = one("[data-scheme]");
const usual = () => (button.dataset.scheme === "auto" ? (system.matches ? "dark" : "light") : button.dataset.scheme);
const shown = () => html.dataset.theme || usual();
const nameSwitch = () => {
  button.hidden = false;
  button.ariaLabel = button.title = shown() === "dark" ? "Switch to light" : "Switch to dark";
};
const switchScheme = () => {
  const wanted = shown() === "dark" ? "light" : "dark";
  html.dataset.theme = wanted;
  write("digest-scheme", wanted === usual() ? null : wanted);
  if (wanted === usual() && button.dataset.scheme === "auto") delete html.dataset.theme;
  nameSwitch();
};

// New since the last visit: later than the newest story seen then. The session keeps its mark while it lasts.
const markNew = () => {
  const stories = all("[data-added]");
  const added = (story) => Date.parse(story.dataset.added);
  const key = `digest-seen ${home}`;
  const seen = Number(read(key));
  const since = Number(read(key, "sessionStorage") ?? seen);
  write(key, since, "sessionStorage");
  if (stories.length) write(key, Math.max(seen, ...stories.map(added)));
  const fresh = since ? stories.filter((story) => added(story) > since) : [];
  for (const story of fresh) {
    const mark = document.createElement("span");
    mark.className = "new";
    mark.textContent = "New";
    story.querySelector(".meta").prepend(mark);
  }
  if (fresh.length) one("[data-news]")?.append(` · ${fresh.length} new since your last visit`);
};

// Keys.
const KEYS = {
  j: ["Next story", () => step(1)],
  k: ["Previous story", () => step(-1)],
  o: ["Open the story", () => document.activeElement.closest?.(".hl")?.click()],
  u: ["Up", () => (one(".crumbs li:last-child a") ?? one(".name a")).click()],
  "[": ["Earlier edition or story", () => one("a[rel=prev]")?.click()],
  "]": ["Later edition or story", () => one("a[rel=next]")?.click()],
  "?": ["This list", () => showKeys()],
};
const step = (by) => {
  const stories = all("main .hl");
  const here = stories.indexOf(document.activeElement.closest?.(".hl"));
  const next = stories[here < 0 && by < 0 ? stories.length - 1 : here + by];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
};
const onKey = (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || one("dialog[open]")) return;
  if (read("digest-keys") === "off" || target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
  if (!Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  KEYS[key][1]();
};
let dialog;
const showKeys = () => {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "keys");
    const rows = Object.entries(KEYS).map(([key, [what]]) => `<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`);
    dialog.innerHTML = `<form method="dialog"><h2 id="keys">Keyboard</h2><dl>${rows.join("")}</dl>
<label><input type="checkbox"> Use these single keys</label><button>Close</button></form>`;
    const box = dialog.querySelector("input");
    box.checked = read("digest-keys") !== "off";
    box.onchange = () => write("digest-keys", box.checked ? null : "off");
    document.body.append(dialog);
  }
  dialog.showModal();
};

// Copy link.
const offerCopy = (place) => {
  const copy = place.querySelector("button");
  const words = copy.textContent;
  place.hidden = false;
  copy.onclick = async () => {
    await navigator.clipboard.writeText(one("link[rel=canonical]")?.href ?? location.href.split("#")[0]);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = words; }, 2000);
  };
};

// A page that is not there: the one above it may be.
const offerAbove = (place) => {
  const parts = location.pathname.slice(home.length).split("/").filter(Boolean);
  if (parts.length < 2) return;
  const above = place.querySelector("a");
  above.href = `${home}${parts.slice(0, -1).join("/")}/`;
  above.textContent = `The page above it: /${parts.slice(0, -1).join("/")}/`;
  place.hidden = false;
};

// Names that hold the typed letters.
const filterNames = (label) => {
  const field = label.querySelector("input");
  const names = all(".terms li, .names > span");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  label.hidden = false;
  field.oninput = () => {
    const typed = fold(field.value.trim());
    for (const name of names) name.hidden = !fold(name.textContent).includes(typed);
    for (const line of all(".names")) line.hidden = !line.querySelector("span:not([hidden])");
  };
};

// A table that is wider than the page scrolls, and so the keyboard must reach it.
for (const table of all(".prose table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;

nameSwitch();
button.onclick = switchScheme;
system.addEventListener("change", nameSwitch);
markNew();
document.addEventListener("keydown", onKey);
// A screen that is only touched has no keys.
for (const place of matchMedia("(any-pointer: fine)").matches ? all("[data-keys]") : []) {
  place.hidden = false;
  place.querySelector("button").onclick = showKeys;
}
if (navigator.clipboard) all("[data-copy]").forEach(offerCopy);
all("[data-above]").forEach(offerAbove);
all("[data-filter]").forEach(filterNames);
