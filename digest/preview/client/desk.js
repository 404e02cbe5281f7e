// The desk: one article a screen, one key a decision.
import { change, isTyping, look, make, one, say, tell } from "./desk_parts.js";
import { showEdition } from "./desk_edition.js";

const list = one("list"), place = one("place");
const AHEAD = 3;
const LABELS = {
  title: "Headline", date: "Date", source: "Source", url: "Address", edition: "Edition", tier: "Tier (1, 2, 3)", lang: "Language",
  summary: "Summary", comment: "Why it matters",
};
const LONG = ["summary", "comment"];
const FAMILIES = { actors: "Who", regions: "Where", topics: "Topics" };

let queues = [], queue = null, waiting = [], at = 0, article = null;
const articles = new Map();

const fetched = (path) => {
  if (!articles.has(path)) articles.set(path, look("desk/article", { path }).catch((problem) => { articles.delete(path); throw problem; }));
  return articles.get(path);
};

const openQueue = async (name) => {
  queue = queues.find((other) => other.name === name) ?? queues[0];
  place.replaceChildren(make("p", { textContent: "Loading …" }));
  history.replaceState(null, "", `#${queue.name}`);
  waiting = await look("desk/waiting", { queue: queue.name });
  queue.count = waiting.length;
  articles.clear();
  showQueues();
  await show(0);
};

const showQueues = () =>
  one("queues").replaceChildren(...queues.map((other) => {
    const link = make("a", { href: `#${other.name}`, title: other.what }, other.title, make("span", { className: "n", textContent: other.count === null ? "" : ` ${other.count}` }));
    if (other === queue) link.setAttribute("aria-current", "page");
    return make("li", {}, link);
  }));

const showList = () => {
  list.replaceChildren(...waiting.map((each, n) => {
    const open = make("button", { type: "button", onclick: () => show(n) }, each.title, make("small", { textContent: each.note }));
    if (n === at) open.setAttribute("aria-current", "true");
    return make("li", {}, open);
  }));
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
};

const show = async (n) => {
  at = Math.max(0, Math.min(n, waiting.length - 1));
  showList();
  if (!waiting.length) {
    article = null;
    place.replaceChildren(make("p", { className: "empty", textContent: `Nothing waits here. ${queue.what}` }));
    return;
  }
  const { path } = waiting[at];
  for (const next of waiting.slice(at + 1, at + 1 + AHEAD)) fetched(next.path).catch(() => {});
  try {
    const shown = await fetched(path);
    if (waiting[at]?.path === path) showArticle(shown);
  } catch (problem) {
    tell(problem);
  }
};

// The article: what its file says at the right, its text with the words that bear each tag.
const showArticle = (shown) => {
  article = shown;
  const { fields, findings } = shown;
  const head = make("header", {},
    make("h2", { textContent: fields.title ?? shown.path, lang: fields.lang || null }),
    make("p", { className: "meta" }, ...[fields.source, fields.date && `${fields.date}${shown.basis ? ` (by the ${shown.basis})` : ""}`, shown.draft && "draft", shown.reviewed && "reviewed", `${shown.words} words`].filter(Boolean).map((text) => make("span", { textContent: text })),
      fields.url ? make("a", { href: fields.url, rel: "noopener noreferrer", target: "_blank", textContent: "Original" }) : null,
      shown.address ? make("a", { href: shown.address, textContent: "On the site" }) : null,
      shown.editor ? make("a", { href: shown.editor, textContent: "In the editor" }) : null));
  const said = findings.length ? make("ul", { className: "findings" }, findings.map((finding) => make("li", { textContent: finding }))) : null;
  const body = make("div", { className: "text", tabIndex: 0, role: "group", ariaLabel: "Text", lang: fields.lang || null }, shown.text.map((pieces) => make("p", {}, pieces.map(({ text, names }) => (names?.length ? make("mark", { textContent: text, title: names.join(", "), "data-names": names.join("\n") }) : text)))));
  const deeds = make("p", { className: "deeds" },
    queue.accept && doer(queue.accept, "a"), queue.reject && doer(queue.reject, "x"),
    queue.accept !== "review" && doer("review", "Enter"),
    make("button", { type: "button", onclick: edit }, "Edit ", make("kbd", { textContent: "e" })));
  place.replaceChildren(head, deeds, said ?? "", make("div", { className: "columns" }, body, tagList(shown)));
  place.scrollTop = 0;
};

const NAMES = { keep: "Keep", drop: "Delete", confirm: "The date is right", review: "Reviewed", alone: "No story" };
const doer = (deed, key) => make("button", { type: "button", className: deed, onclick: () => decide(deed) }, `${NAMES[deed]} `, make("kbd", { textContent: key }));

const tagList = (shown) => {
  const sections = Object.entries(FAMILIES).map(([family, title]) => {
    const tags = shown.tags.filter((tag) => tag.family === family);
    const id = `names-${family}`;
    const field = make("input", { placeholder: "Add", ariaLabel: `Add to ${title}`, "data-add": family, autocomplete: "off" });
    field.setAttribute("list", id);
    const known = make("datalist", { id });
    field.oninput = async () => {
      const names = await look("desk/names", { family, typed: field.value }).catch(() => []);
      known.replaceChildren(...names.map((name) => make("option", { value: name })));
    };
    field.onkeydown = (event) => {
      if (event.key === "Enter" && field.value.trim()) {
        event.preventDefault();
        here({ deed: "set", add: { [family]: field.value.trim() } });
      } else if (event.key === "Escape") place.focus();
    };
    return make("section", {}, make("h3", { textContent: title }), make("ul", {}, tags.map(tagRow)), field, known);
  });
  return make("aside", { ariaLabel: "Tags" }, sections);
};
const tagRow = (tag) => {
  const doubt = tag.is_set ? (tag.is_found ? "" : tag.why.length ? "the text merely names it" : "nothing in the text bears it") : tag.is_found ? "found, and not in the file" : "merely named";
  const reason = make("small", { textContent: [doubt, ...tag.why].filter(Boolean).join("; ") });
  const off = { deed: "reject", remove: { [tag.family]: tag.name } };
  const press = tag.is_set
    ? make("button", { type: "button", ariaLabel: `Take ${tag.name} off`, textContent: "×", onclick: () => here(tag.family === "topics" ? { deed: "set", remove: off.remove } : off) })
    : make("button", { type: "button", ariaLabel: `Add ${tag.name}`, textContent: "+", onclick: () => here({ deed: "set", add: { [tag.family]: tag.name } }) });
  const row = make("li", { className: tag.is_set ? (tag.is_found ? "" : "doubtful") : "beside" }, make("span", { textContent: tag.name }), press, reason);
  const point = (isOn) => place.querySelectorAll("mark").forEach((mark) => mark.classList.toggle("on", isOn && mark.dataset.names.split("\n").includes(tag.name)));
  row.onmouseenter = row.onfocusin = () => {
    point(true);
    place.querySelector("mark.on")?.scrollIntoView({ block: "nearest" });
  };
  row.onmouseleave = row.onfocusout = () => point(false);
  return row;
};

// A deed that ends the article's waiting: the next one is shown at once, and comes back if the deed fails.
const decide = async (deed, isSure = false) => {
  if (!article) return;
  const { path, seen } = article, n = at, gone = waiting[at];
  article = null;
  waiting.splice(n, 1);
  queue.count = waiting.length;
  showQueues();
  finish({ path, seen, deed, is_sure: isSure }, gone, n);
  await show(n);
};
const finish = async (decided, gone, n) => {
  const { path, deed } = decided;
  try {
    const { what } = await change("desk/do", decided);
    articles.delete(path);
    say(`${what}: ${gone.title}`);
  } catch (problem) {
    waiting.splice(n, 0, gone);
    queue.count = waiting.length;
    articles.delete(path);
    showQueues();
    await show(n);
    tell(problem, () => decide(deed, true));
  }
};

// A deed after which the article stays.
const here = async (value, isSure = false) => {
  const { path, seen } = article;
  try {
    const { what } = await change("desk/do", { path, seen, is_sure: isSure, ...value });
    articles.delete(path);
    await show(at);
    say(what);
  } catch (problem) {
    articles.delete(path);
    await show(at);
    tell(problem, () => here(value, true));
  }
};

const edit = () => {
  if (!article?.fields.title) return;
  const { fields } = article;
  const form = make("form", { className: "edit" }, Object.entries(LABELS).map(([key, label]) => {
    const field = make(LONG.includes(key) ? "textarea" : "input", { name: key, value: fields[key] ?? "" });
    if (LONG.includes(key)) field.rows = 3;
    return make("label", {}, label, field);
  }), make("p", {}, make("button", { textContent: "Save" }), " ", make("button", { type: "button", textContent: "Leave", onclick: () => showArticle(article) })));
  form.onsubmit = (event) => {
    event.preventDefault();
    const set = {};
    for (const key of Object.keys(LABELS)) if (form[key].value.trim() !== (fields[key] ?? "").trim()) set[key] = form[key].value.trim();
    if (Object.keys(set).length) here({ deed: "set", set });
    else showArticle(article);
  };
  form.onkeydown = (event) => {
    if (event.key === "Escape") showArticle(article);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  };
  place.replaceChildren(make("h2", { textContent: fields.title }), form);
  form.title.focus();
};

const undo = async () => {
  try {
    const { what } = await change("desk/undo", {});
    const now = at;
    await openQueue(queue.name);
    await show(now);
    say(what);
  } catch (problem) {
    tell(problem);
  }
};

const KEYS = {
  a: () => queue.accept && decide(queue.accept),
  x: () => queue.reject && decide(queue.reject),
  Enter: () => decide("review"),
  e: edit,
  t: () => place.querySelector("[data-add]")?.focus(),
  n: () => show(at + 1),
  p: () => show(at - 1),
  u: undo,
  "?": () => one("keys").showModal(),
};
let turn = Promise.resolve();
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && /^(A|BUTTON|SUMMARY)$/.test(event.target.tagName)) return;
  if (!Object.hasOwn(KEYS, event.key) || !queue) return;
  // A form hides the article, or shows it half changed: no key may decide on it then.
  if (place.querySelector("form.edit") && event.key !== "?") return;
  event.preventDefault();
  // Keys wait for the article that the key before brings, so that quick ones mean what their order says.
  const { key } = event;
  turn = turn.then(() => KEYS[key]()).catch(tell);
});
one("undo").onclick = undo;
one("help").onclick = KEYS["?"];
one("edition").onclick = () => showEdition(place, list);
addEventListener("hashchange", () => location.hash.slice(1) !== queue?.name && openQueue(location.hash.slice(1)).catch(tell));

const begin = async (tries = 20) => {
  try {
    queues = await look("desk/queues");
    await openQueue(location.hash.slice(1));
  } catch (problem) {
    if (problem.status === 422 && tries) setTimeout(() => begin(tries - 1), 250);
    else tell(problem);
  }
};
begin();
