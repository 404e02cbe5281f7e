// The search page. Its state is its address; every filter is a link to another state.
import { folded, hasPhrase, Index, Missing, parse, tokens } from "./search-index.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const home = new URL("search/", root);
const one = (name) => document.querySelector(`[data-${name}]`);
const form = one("ask"), field = form.q, list = one("list"), said = one("said"), more = one("more");
const index = new Index(home.href);
const PAGE = 20, MOST = 8, SNIPPET = 220;
const LOOKED_AT = 25; // pages that are read for a phrase at a time
const GROUPS = { who: ["a", "Who"], where: ["r", "Where"], source: ["s", "Source"], topic: ["t", "Topic"] };
const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : word.endsWith("s") ? "es" : "s"}`;
const monthName = (key) => new Date(Date.UTC(+key.slice(0, 4), +key.slice(-2) - 1)).toLocaleString(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });

// An element with properties and children; text stays text.
const make = (tag, values = {}, ...inner) => {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...inner);
  return made;
};

// What is asked, as the address says it.
const stateOf = (search) => {
  const values = new URLSearchParams(search);
  const state = { q: values.get("q") ?? "", when: values.get("when") ?? "", sort: values.get("sort") ?? "" };
  for (const group of Object.keys(GROUPS)) state[group] = values.getAll(group);
  return state;
};
const addressOf = (state) => {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) for (const part of [value].flat()) if (part) values.append(name, part);
  return `?${values}`;
};
const without = (state, group, value) => ({ ...state, [group]: Array.isArray(state[group]) ? state[group].filter((other) => other !== value) : "" });
const withAlso = (state, group, value) => ({ ...state, [group]: Array.isArray(state[group]) ? [...state[group], value] : value });
// A link to another state, which needs no other page.
const linkTo = (state, ...inner) =>
  make("a", { href: addressOf(state), onclick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(state, true);
  } }, ...inner);

let state, turn = 0, depth = 1, names = new Map();
const go = (wanted, isStep) => {
  state = wanted;
  depth = 1;
  if (field.value.trim() !== state.q) field.value = state.q;
  history[isStep ? "pushState" : "replaceState"](null, "", addressOf(state) === "?" ? location.pathname : addressOf(state));
  return answer();
};

const answer = async (again = true) => {
  const mine = ++turn;
  const isOld = () => mine !== turn;
  try {
    await show(isOld);
  } catch (problem) {
    if (isOld()) return;
    index.forget();
    if (again && problem instanceof Missing) return answer(false);
    said.textContent = "The index cannot be reached: look at the connection, and try again.";
    if (!(problem instanceof Missing || problem instanceof TypeError)) throw problem;
  }
};

const show = async (isOld) => {
  const asked = parse(state.q);
  asked.years ||= state.when;
  for (const [group, [letter]] of Object.entries(GROUPS)) for (const slug of state[group]) asked.clauses.push({ facet: letter, slug });
  const isEmpty = !asked.clauses.length && !asked.years;
  one("empty").hidden = !isEmpty;
  one("results").hidden = isEmpty;
  showSet();
  if (isEmpty) {
    said.textContent = "";
    return;
  }
  let found = await index.find(asked, depth);
  const { last } = asked;
  let note = "";
  if (!found.hits.length && found.isWhole && last && !last.prefix && !last.not && last.word.length > 2) {
    const clauses = asked.clauses.map((clause) => (clause === last ? { ...last, prefix: true } : clause));
    const wider = await index.find({ ...asked, clauses }, depth);
    if (wider.hits.length) {
      found = wider;
      asked.begins = last.word;
      note = ` with words that begin with “${last.word}”`;
    }
  }
  if (!found.hits.length && found.isWhole && asked.words.size > 2 && !asked.phrases.length) {
    const most = await index.find({ ...asked, spare: 1 }, depth);
    if (most.hits.length) {
      found = most;
      note = " with all of these words but one";
    }
  }
  if (isOld()) return;
  const byWorth = asked.words.size && state.sort !== "new";
  const hits = byWorth ? found.hits.toSorted((a, b) => b.score - a.score || b.article - a.article) : found.hits;
  const most = asked.phrases.some(({ words, exact }) => words.length > 1 || words[0] !== exact) ? "Up to " : "";
  const count = most + plural(hits.length, "article") + note;
  const back = found.isWhole ? "" : `, from ${monthName(found.from)} on`;
  said.replaceChildren(hits.length || !found.isWhole ? `${count}${back} ` : "");
  if (!found.isWhole) said.append(make("button", { type: "button", className: "text", textContent: "Look further back", onclick: () => { depth *= 4; answer(); } }), " ");
  if (hits.length > 1 && asked.words.size) said.append(linkTo({ ...state, sort: byWorth ? "new" : "" }, byWorth ? "Newest first" : "Best first"));
  list.replaceChildren();
  more.hidden = true;
  await showDoor(asked, isOld);
  if (!hits.length && found.isWhole) return showNothing(asked, isOld);
  const results = shown(hits, asked, isOld);
  const next = async () => {
    more.hidden = true;
    list.ariaBusy = "true";
    const { done } = await results.next();
    if (isOld()) return;
    list.ariaBusy = "false";
    more.hidden = done || list.children.length >= hits.length;
  };
  more.onclick = next;
  await next();
  if (isOld()) return;
  await showMonths(found.hits, isOld);
  await showFacets(found.hits, isOld);
};

// The filters that are set, each a link to the state without it.
const showSet = async () => {
  const set = Object.keys(GROUPS).flatMap((group) => state[group].map((slug) => [group, slug, names.get(`${GROUPS[group][0]}:${slug}`) ?? titled(slug)]));
  if (state.when) set.push(["when", state.when, state.when.length > 4 ? monthName(state.when) : state.when]);
  one("set").replaceChildren(...set.map(([group, value, name]) => {
    const link = linkTo(without(state, group, value), name, make("span", { ariaHidden: "true", textContent: " ×" }));
    link.ariaLabel = `Without ${name}`;
    return make("li", {}, link);
  }));
  if (set.length && !names.size) {
    names = await index.names().catch(() => new Map());
    if (names.size) showSet();
  }
};
const titled = (slug) => slug.split("-").map((word) => word && word[0].toUpperCase() + word.slice(1)).join(" ");

// A name that was typed has a dossier.
const showDoor = async (asked, isOld) => {
  const door = one("door"), name = folded(state.q).trim().split(/\s+/).join(" ");
  const known = name.length > 1 && !/[":*-]/.test(name) ? await index.named(name) : [];
  const begins = (entry) => entry.names.some((other) => other.startsWith(name) || other.includes(` ${name}`));
  const entry = known.find(({ names }) => names.includes(name)) ?? (name.length > 2 ? known.find(begins) : undefined);
  if (isOld()) return;
  door.hidden = !entry;
  if (entry) door.replaceChildren("Go to ", make("a", { href: new URL(entry.address, root), textContent: entry.title }));
};

const showNothing = async (asked, isOld) => {
  one("results").hidden = true;
  one("empty").hidden = false;
  const filters = Object.keys(GROUPS).some((group) => state[group].length) || state.when;
  said.replaceChildren("No article has all of this. ");
  for (const word of asked.words) {
    const alone = await index.find({ clauses: [{ word }], years: "" });
    if (isOld()) return;
    if (alone.hits.length) continue;
    const near = await index.near(word);
    if (isOld()) return;
    said.append(`None at all has “${word}”${near.length ? "; there is " : ". "}`);
    near.forEach((other, n) => said.append(n ? ", " : "", linkTo({ ...state, q: state.q.replace(new RegExp(`[^\\s"]*${word.replace(/\W/g, ".")}[^\\s"]*`, "i"), other) }, other)));
    if (near.length) said.append(". ");
  }
  if (filters) said.append(linkTo({ ...stateOf(""), q: state.q }, "Ask without the filters"), ".");
};

// The results, so many at a time. What a phrase is asked of is shown once its page has been read.
const shown = async function* (hits, asked, isOld) {
  const watch = new IntersectionObserver((seen) => seen.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => {
    watch.unobserve(target);
    target.snip();
  }));
  let n = 0;
  while (n < hits.length) {
    const wanted = list.children.length + PAGE, stop = asked.phrases.length ? n + LOOKED_AT : Infinity;
    while (n < Math.min(hits.length, stop) && list.children.length < wanted) {
      const some = hits.slice(n, n + (asked.phrases.length ? 5 : wanted - list.children.length));
      n += some.length;
      const made = await Promise.all(some.map(async ({ article }) => {
        const record = await index.record(article);
        const text = asked.phrases.length ? await textOf(record) : null;
        return text && !asked.phrases.every((phrase) => says(text, phrase)) ? null : result(record, asked, text);
      }));
      if (isOld()) return;
      for (const item of made) if (item) {
        list.append(item);
        if (item.snip) watch.observe(item);
      }
    }
    if (asked.phrases.length) {
      const sure = list.children.length ? plural(list.children.length, "article") : "No article has these words one after the other";
      said.firstChild.data = n < hits.length ? `${sure} among the first ${n} of ${hits.length} with the words. ` : `${sure}. `;
    }
    if (n < hits.length) yield;
  }
};

const result = (record, asked, text) => {
  const link = make("a", { className: "hl", href: new URL(record.address, root), lang: record.lang });
  if (!record.lang) link.removeAttribute("lang");
  link.append(...marked(record.title, asked));
  const [year, month, day] = record.date.split("-").map(Number);
  const when = new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const source = [record.state, record.source].filter(Boolean).join(" · ");
  const item = make("li", {}, make("span", { className: "line" }, make("time", { dateTime: record.date, textContent: when }), make("span", {}, link, " ", make("small", { textContent: source }))));
  const place = make("p", { className: "snip" });
  item.append(place);
  const fill = (read) => place.replaceChildren(...snippet(read, asked));
  if (text) fill(text);
  else if (asked.words.size || asked.begins || asked.last) item.snip = () => textOf(record).then(fill, () => {});
  return item;
};

// The words of an article, from its page.
const textOf = async ({ address }) => {
  const page = new DOMParser().parseFromString(await index.file(`../${address}`), "text/html");
  const article = page.querySelector("main article") ?? page.body;
  const parts = [...article.querySelectorAll(".standfirst, .why p, .text :is(p, li, td, blockquote, h2, h3, h4, pre), figcaption")];
  return { title: article.querySelector("h1")?.textContent ?? "", parts: parts.filter((part) => !part.querySelector("p, li")).map((part) => part.textContent) };
};
const says = ({ title, parts }, { words, title: only, exact }) => {
  const holds = (part) => hasPhrase(tokens(part), words) && (words.length > 1 || folded(part).includes(exact));
  return only ? holds(title) : [title, ...parts].some(holds);
};

const isWanted = (asked) => (word) => asked.words.has(word) || (asked.begins && word.startsWith(asked.begins)) || asked.clauses.some(({ prefix, word: begin, not }) => prefix && !not && word.startsWith(begin));
// A text with the words that were asked for marked.
const marked = (text, asked) => {
  const wanted = isWanted(asked);
  return text.split(/([\p{L}\p{N}\p{M}.'’]+)/u).map((part, n) => (n % 2 && tokens(part).some(wanted) ? make("mark", { textContent: part }) : part));
};
const snippet = ({ parts }, asked) => {
  const wanted = isWanted(asked);
  const best = parts.map((part) => [new Set(tokens(part).filter(wanted)).size, part]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, ""])[1] || parts[0] || "";
  const pieces = marked(best, asked);
  const before = pieces.slice(0, Math.max(0, pieces.findIndex((piece) => piece instanceof Node))).join("");
  const cut = before.length > SNIPPET / 3 ? before.length - Math.max(0, before.lastIndexOf(" ", before.length - SNIPPET / 4)) : 0;
  if (cut) pieces.splice(0, pieces.findIndex((piece) => piece instanceof Node), `… ${before.slice(before.length - cut).trimStart()}`);
  let left = SNIPPET;
  const kept = [];
  for (const piece of pieces) {
    const { length } = piece.textContent ?? piece;
    if (left <= 0) break;
    kept.push(typeof piece === "string" && length > left ? `${piece.slice(0, left).replace(/\S*$/, "")}…` : piece);
    left -= length;
  }
  return kept;
};

// A bar for each year, or for each month of the one that was chosen: each the link to its articles.
const showMonths = async (hits, isOld) => {
  const counts = await index.months(hits);
  if (isOld()) return;
  const byYear = new Map();
  for (const [key, count] of counts) byYear.set(key.slice(0, 4), (byYear.get(key.slice(0, 4)) ?? 0) + count);
  const isMonths = state.when.length === 4 || byYear.size === 1;
  const bars = (isMonths ? [...counts].map(([key, count]) => [`${key.slice(0, 4)}-${key.slice(4)}`, count]) : [...byYear]).reverse();
  const most = Math.max(...bars.map(([, count]) => count));
  const strip = one("strip");
  strip.hidden = bars.length < 2;
  strip.replaceChildren(make("ul", { className: "strip" }, ...bars.map(([when, count]) => {
    const name = when.length > 4 ? monthName(when) : when;
    const bar = make("i");
    bar.style.height = `${Math.max(4, (100 * count) / most)}%`;
    const link = linkTo({ ...state, when }, make("span", {}, bar), make("small", { textContent: when.length > 4 ? when.slice(5) : when }));
    link.ariaLabel = link.title = `${name}: ${plural(count, "article")}`;
    return make("li", {}, link);
  })));
};

// Who, where, source and topic of the hits, each the link to the articles that have it too.
const showFacets = async (hits, isOld) => {
  const narrow = one("narrow");
  const fill = async () => {
    const [{ counts, from }, known] = await Promise.all([index.facets(hits), index.names()]);
    if (isOld()) return;
    if (!names.size) names = known;
    one("facets").replaceChildren(...Object.entries(GROUPS).map(([group, [letter, title]]) => {
      const terms = [...counts].filter(([term]) => term[0] === letter && !state[group].includes(term.slice(2))).sort((a, b) => b[1] - a[1]);
      const rows = terms.map(([term, count]) => make("li", {}, linkTo(withAlso(state, group, term.slice(2)), names.get(term) ?? titled(term.slice(2))), make("span", { className: "n", textContent: count.toLocaleString("en") })));
      const rest = rows.slice(MOST);
      const section = make("section", { hidden: !rows.length }, make("h2", { textContent: title }), make("ul", { className: "bars" }, ...rows.slice(0, MOST)));
      if (rest.length) {
        const all = make("button", { type: "button", className: "text", textContent: `All ${rows.length}`, onclick: () => {
          section.querySelector("ul").append(...rest);
          all.remove();
          rest[0].querySelector("a").focus();
        } });
        section.append(all);
      }
      return section;
    }), from ? make("p", { className: "note", textContent: `Counted from ${monthName(from)} on.` }) : "");
  };
  narrow.ontoggle = () => narrow.open && !isOld() && fill().catch(() => {});
  if (narrow.open) await fill();
};

let wait;
field.oninput = () => {
  clearTimeout(wait);
  wait = setTimeout(() => go({ ...state, q: field.value.trim() }), 120);
};
field.onfocus = () => index.spans().then((spans) => spans.forEach((span) => index.firsts(span).catch(() => {})), () => {});
form.onsubmit = (event) => {
  event.preventDefault();
  clearTimeout(wait);
  go({ ...state, q: field.value.trim() }, true);
};
addEventListener("popstate", () => {
  state = stateOf(location.search);
  field.value = state.q;
  answer();
});
one("narrow").open = matchMedia("(min-width: 64rem)").matches;
go(stateOf(location.search));
if (!state.q && !location.hash) field.focus();
