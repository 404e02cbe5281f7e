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
  button.classList.add("on");
  button.ariaLabel = button.title = shown() === "dark" ? "Switch to light" : "Switch to dark";
};
const switchScheme = () => {
  const wanted = shown() === "dark" ? "light" : "dark";
  html.dataset.theme = wanted;
  write("digest-scheme", wanted === usual() ? null : wanted);
  if (wanted === usual() && button.dataset.scheme === "auto") delete html.dataset.theme;
  nameSwitch();
};

// New since the last visit, which is over after half an hour. Remembered are the editions that this device has shown,
// each with its newest article: an edition is new if it is later than all that were seen before, an article if it came later.
const VISIT = 30 * 60_000;
const markNew = () => {
  const news = one("[data-news]");
  if (!news) return;
  const day = news.dataset.news;
  const key = `digest-editions ${home}`;
  const memory = JSON.parse(read(key) ?? '{"at":0,"seen":{},"before":{}}');
  if (Date.now() - memory.at > VISIT) memory.before = { ...memory.seen };
  const { seen, before } = memory;
  const latest = Object.keys(before).sort().at(-1);
  const articles = all(".main [data-added]").map((article) => [article, Date.parse(article.dataset.added)]);
  const late = articles.filter(([, added]) => added > (before[day] ?? Infinity));
  for (const [article] of late) {
    const mark = document.createElement("span");
    mark.className = "new";
    mark.textContent = "New";
    article.querySelector(".meta").prepend(mark);
  }
  if (late.length) news.append(` · ${late.length} new since your last visit`);
  else if (latest && day > latest) news.append(" · new since your last visit");
  seen[day] = Math.max(seen[day] ?? 0, ...articles.map(([, added]) => added));
  for (const old of Object.keys(seen).sort().slice(0, -60)) delete seen[old];
  write(key, JSON.stringify({ at: Date.now(), seen, before }));
};

// Keys.
const KEYS = {
  j: ["Next article", () => step(1)],
  k: ["Previous article", () => step(-1)],
  o: ["Open the article", () => document.activeElement.closest?.(".hl")?.click()],
  u: ["Up", () => (one(".crumbs li:last-child a") ?? one(".name a")).click()],
  "[": ["Earlier edition or article", () => one("a[rel=prev]")?.click()],
  "]": ["Later edition or article", () => one("a[rel=next]")?.click()],
  "/": ["Search", () => one(".ask input")?.focus()],
  "?": ["This list", () => showKeys()],
};
const step = (by) => {
  const articles = all("main .hl");
  const here = articles.indexOf(document.activeElement.closest?.(".hl"));
  const next = articles[here < 0 && by < 0 ? articles.length - 1 : here + by];
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

// The citation in the forms of reference managers, from the tags in the head.
const FORMS = {
  BibTeX: (c) => `@article{digest,\n${Object.entries({ title: c.title, author: c.authors.join(" and "), journal: c.outlet, date: c.day, url: c.url, langid: c.lang }).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`,
  RIS: (c) => [["TY", "NEWS"], ["TI", c.title], ...c.authors.map((name) => ["AU", name]), ["T2", c.outlet], ["DA", c.day.replaceAll("-", "/")], ["UR", c.url], ["LA", c.lang], ["ER", ""]].filter(([tag, value]) => value || tag === "ER").map(([tag, value]) => `${tag}  - ${value}\r\n`).join(""),
  CSL: (c) => JSON.stringify([{ id: c.url || c.title, type: "article-newspaper", title: c.title, author: c.authors.map((literal) => ({ literal })), "container-title": c.outlet || undefined, issued: c.day ? { "date-parts": [c.day.split("-").map(Number)] } : undefined, URL: c.url || undefined, language: c.lang }], null, 1),
};
const offerCitation = (place) => {
  const tags = (name) => all(`meta[name="citation_${name}"]`).map((tag) => tag.content);
  const [day = ""] = tags("publication_date");
  const cited = {
    title: tags("title")[0], authors: tags("author"), outlet: tags("journal_title")[0] ?? "", url: tags("public_url")[0] ?? "",
    lang: tags("language")[0] ?? "", day: day.split("/").map((part) => part.padStart(2, "0")).join("-"),
  };
  for (const [name, form] of Object.entries(FORMS)) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = name;
    copy.onclick = async () => {
      await navigator.clipboard.writeText(form(cited));
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = name; }, 2000);
    };
    place.append(copy);
  }
};

// A page that is not there: the one above it, where its address says what it was.
const ABOVE = /^(\d{4}\/\d{2}\/|\d{4}\/(?=w)|(?:actors|regions|sources|topics)\/[^/]+\/)(?:.+)$/;
const offerAbove = (place) => {
  const above = ABOVE.exec(location.pathname.slice(home.length))?.[1];
  if (!above) return;
  const link = place.querySelector("a");
  link.href = home + above;
  link.textContent = `The page above it: /${above}`;
  place.hidden = false;
};

// The words of such an address lead into search.
const offerSearch = (place) => {
  const words = location.pathname.slice(home.length).match(/[a-z]{3,}/gi)?.join(" ");
  if (!words) return;
  const link = place.querySelector("a");
  link.href += `?q=${encodeURIComponent(words)}`;
  link.textContent = `Search for “${words}”`;
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
if (navigator.clipboard) {
  all("[data-copy]").forEach(offerCopy);
  all("[data-cite]").forEach(offerCitation);
}
all("[data-above]").forEach(offerAbove);
all("[data-seek]").forEach(offerSearch);
all("[data-filter]").forEach(filterNames);
