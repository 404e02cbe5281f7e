// Asks the index that digest writes beside the pages: plain files below search/, described in docs/search.md.

// The words of a text: the same, step by step, as digest/language/tokens.py.
const MARKS = /(?![\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u3099\u309a])\p{Mn}|[\u00ad\u0640\u200c\u200d]/gu;
const LETTERS = { ß: "ss", ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ς: "σ" };
const SPACELESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const SIGN = `[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0dff${SPACELESS}]`;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}_'’])/gu;
const RUN = new RegExp(`[${SPACELESS}]+`, "gu");
const BEGINS_RUN = new RegExp(`^[${SPACELESS}]`, "u");
const WORD = new RegExp(`(?:\\p{L}\\.)+\\p{L}(?!${SIGN})|${SIGN}+`, "gu");

export const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(/[ßıøłđðþæœς]/g, (letter) => LETTERS[letter]).normalize("NFC");
export const singular = (word) =>
  word.length < 4 || !/[^sui]s$/.test(word) ? word : word.length > 4 && word.endsWith("ies") ? word.slice(0, -3) + "y" : word.slice(0, -1);
export const tokens = (text) =>
  (folded(text).replace(POSSESSIVE, " ").replaceAll("_", " ").replace(RUN, " $& ").match(WORD) ?? []).flatMap((word) => {
    const signs = [...word];
    return BEGINS_RUN.test(word) && signs.length > 1 ? signs.slice(1).map((sign, n) => signs[n] + sign) : singular(word.replaceAll(".", ""));
  });
const slugOf = (title) => folded(title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// Numbers as digest/archive/words.py writes them.
const readNumbers = (text, take) => {
  let number = 0, scale = 1;
  for (let n = 0; n < text.length; n++) {
    const digit = text.charCodeAt(n) - 33;
    if (digit < 62) {
      take(number + digit * scale);
      number = 0;
      scale = 1;
    } else {
      number += digit * scale;
      scale *= 32;
    }
  }
};
const numbers = (text) => {
  const read = [];
  readNumbers(text, (number) => read.push(number));
  return read;
};

// What a reader asks. Fields: title, and the families by the letters of their facets.
const FIELDS = { title: "title", actor: "a", who: "a", region: "r", where: "r", source: "s", topic: "t" };
const PART = /(-?)(?:([a-z]+):)?(?:["“”„]([^"“”„]*)["“”„]?|(\S+))/giu;
export const parse = (text) => {
  const asked = { clauses: [], phrases: [], words: new Set(), years: "", last: null };
  for (const [whole, minus, name, quoted, plain] of text.matchAll(PART)) {
    const field = FIELDS[name?.toLowerCase()], value = quoted ?? plain;
    const not = minus === "-", title = field === "title";
    if (/^(year|month)$/i.test(name ?? "") && /^\d{4}(-\d\d)?$/.test(value)) {
      asked.years = value;
    } else if (field && !title) {
      asked.clauses.push({ facet: field, value, not });
    } else {
      const known = field ? value : quoted ?? whole.slice(minus.length);
      const begins = folded(known);
      if (quoted === undefined && begins.endsWith("*") && tokens(known).length === 1 && begins.length > 3) {
        asked.clauses.push((asked.last = { word: begins.slice(0, -1), prefix: true, not, title }));
        continue;
      }
      const words = tokens(known);
      if (words.length === 1 && [...words[0]].length === 1 && BEGINS_RUN.test(words[0])) {
        asked.clauses.push({ word: words[0], prefix: true, not, title });
        continue;
      }
      if (not && words.length > 1) continue;
      const phrase = quoted !== undefined && !not;
      if (phrase && words.length) asked.phrases.push({ words, title, exact: folded(quoted) });
      for (const word of words) {
        const clause = { word, not, title, phrase: phrase && words.length > 1 };
        if (!asked.clauses.some((other) => other.word === word && other.not === not && other.title === title)) asked.clauses.push(clause);
        if (!not) asked.words.add(word);
        asked.last = phrase ? null : clause;
      }
    }
  }
  return asked;
};

const LEVELS = [0.3, 0.45, 0.6, 0.8];
const IN_TITLE = 4, TITLE_WORTH = 1.1;
const PIECES = 2;
const COUNTED = 20_000;
const FACET_SIZE = 4096;

class Missing extends Error {}
// A phrase is looked for on the pages themselves: what nearly every article has need not be read for it.
const isAsked = ({ clause, count }, span) => !clause.not && !(clause.phrase && count > span.count / 2);

export class Index {
  constructor(base, load = (url) => fetch(url)) {
    this.base = base;
    this.load = load;
    this.kept = new Map();
  }
  // A file, fetched once.
  file(path) {
    const known = this.kept.get(path);
    if (known) return known;
    const text = this.load(this.base + path).then((answer) => {
      if (!answer.ok) throw new Missing(path);
      return answer.text();
    });
    this.kept.set(path, text);
    text.catch(() => this.kept.delete(path));
    return text;
  }
  // The spans, newest first. Articles are numbered from the oldest of all.
  spans() {
    return (this.opened ??= this.file("index.txt").then((text) => {
      const [first, ...lines] = text.split("\n");
      const [format, letters] = first.split(" ");
      this.letters = letters;
      if (format !== "1") throw new Missing("index.txt");
      const spans = [];
      for (const line of lines.filter(Boolean)) {
        const [name, count, records] = line.split(" ");
        const span = spans.at(-1);
        if (!count) spans.push({ folder: name, months: [], count: 0, blocks: new Map() });
        else {
          span.months.push({ key: name, start: span.count, count: +count, records });
          span.count += +count;
        }
      }
      let start = 0;
      for (const span of spans.toReversed()) {
        span.start = start;
        start += span.count;
      }
      this.count = start;
      return spans;
    }));
  }
  // After the site was published anew, files of the state before are gone.
  forget() {
    this.kept.clear();
    this.opened = undefined;
  }
  async firsts(span) {
    return (span.firsts ??= (await this.file(`${span.folder}/words.txt`)).split("\n"));
  }
  // The lines of a block: word, and what stands after it.
  async block(span, n) {
    if (!span.blocks.has(n)) {
      const text = await this.file(`${span.folder}/b${n}.txt`);
      let before = "";
      span.blocks.set(n, text.split("\n").map((line) => {
        const [, shared, rest, entry] = /^([_-~]*[!-^])([^ \t]*)(.*)$/s.exec(line);
        before = before.slice(0, numbers(shared)[0]) + rest;
        return [before, entry];
      }));
    }
    return span.blocks.get(n);
  }
  async lines(span, begin, isWanted, isPrefix) {
    const firsts = await this.firsts(span);
    let first = 0, last = firsts.length - 1;
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if (firsts[middle] <= begin) first = middle;
      else last = middle - 1;
    }
    while (isPrefix && firsts[last + 1]?.startsWith(begin)) last++;
    const blocks = [];
    for (let n = first; n <= last; n++) blocks.push(this.block(span, n));
    return (await Promise.all(blocks)).flat().filter(([word]) => isWanted(word));
  }
  // Where a clause holds in a span: a weight for each article, or -1; and the pieces that are still to be read.
  async marks(span, clause) {
    const { word, prefix } = clause;
    const base = clause.facet ? word : singular(word);
    const lines = prefix
      ? await this.lines(span, base < word ? base : word, (other) => other.startsWith(word) || other === base, true)
      : await this.lines(span, word, (other) => other === word, false);
    const marks = { clause, weights: new Int8Array(span.count).fill(-1), waiting: [], count: 0 };
    for (const [found, entry] of lines) {
      const shift = found.includes(":") ? 0 : 3;
      if (entry[0] === " ") marks.count += this.mark(marks, entry.slice(1), 0, shift, found === word);
      else {
        const read = numbers(entry.slice(1));
        for (let n = 0; n < read.length; n += 3) {
          marks.waiting.push({ first: read[n], file: read[n + 1], stop: read[n + 3] ?? span.count, shift, same: found === word });
          marks.count += read[n + 2];
        }
      }
    }
    marks.waiting.sort((one, other) => other.first - one.first);
    return marks;
  }
  mark({ weights, clause }, text, start, shift, same) {
    let article = start - 1, count = 0;
    readNumbers(text, (number) => {
      article += (number >> shift) + 1;
      const weight = shift ? number & 7 : 0;
      if (clause.title && !(weight & IN_TITLE)) return;
      const worth = weight + (same || !shift ? 8 : 0);
      if (worth > weights[article]) weights[article] = worth;
      count++;
    });
    return count;
  }
  // Read the waiting pieces for which there is a reason.
  async read(span, marks, isWanted) {
    const wanted = marks.waiting.filter(isWanted);
    marks.waiting = marks.waiting.filter((piece) => !wanted.includes(piece));
    const texts = await Promise.all(wanted.map((piece) => this.file(`${span.folder}/p${piece.file}.txt`)));
    texts.forEach((text, n) => this.mark(marks, text, wanted[n].first, wanted[n].shift, wanted[n].same));
  }
  // The slug that a value of a field means: a dossier's by any of its names, else as it is written.
  async slug(facet, value) {
    const name = folded(value).trim().split(/\s+/).join(" ");
    const all = (await this.named(name)).filter(({ address }) => address[0] === facet);
    const known = all.find(({ names }) => names.includes(name)) ?? (name.length > 2 && all.find(({ names }) => names.some((other) => other.startsWith(name))));
    return known ? known.address.split("/")[1] : slugOf(value);
  }
  // The dossiers of which a name has a word that begins as this one does.
  async named(name) {
    await this.spans();
    const [initial] = name;
    if (!initial || !this.letters.includes(initial)) return [];
    const text = await this.file(`names/${initial.codePointAt(0).toString(16)}.txt`);
    return text.split("\n").filter(Boolean).map((line) => {
      const [title, address, ...names] = line.split("\t");
      return { title, address, names };
    });
  }
  async clause(span, clause) {
    if (!clause.facet) return this.marks(span, clause);
    clause.slug ??= await this.slug(clause.facet, clause.value);
    return this.marks(span, { ...clause, word: `${clause.facet}:${clause.slug}` });
  }
  // The articles for which all of a query holds, newest first, each with its score; and how far back was looked.
  // With `spare`, so many of its words may be missing.
  async find({ clauses, years, spare = 0 }, depth = 1) {
    const found = { hits: [], from: "", isWhole: true };
    const parts = [];
    const counts = clauses.map(() => 0);
    let articles = 0;
    for (const span of await this.spans()) {
      const months = span.months.filter(({ key }) => key.startsWith(years.replace("-", "")));
      if (!months.length) continue;
      const low = months[0].start, high = months.at(-1).start + months.at(-1).count;
      const all = await Promise.all(clauses.map((clause) => this.clause(span, clause)));
      const floor = await this.narrow(span, all, low, high, depth, spare);
      parts.push({ span, all, low: floor, high });
      all.forEach(({ count }, n) => { counts[n] += count; });
      articles += span.count;
      found.from = months.find(({ start, count }) => start + count > floor).key;
      found.isWhole = floor === low;
      if (floor > low) break;
    }
    const rarities = counts.map((count) => Math.log(1 + articles / (count + 1)));
    for (const part of parts) this.gather(found.hits, part, rarities, spare);
    return found;
  }
  // Read what must be read of frequent words. Returns the article from which on all is known.
  async narrow(span, all, low, high, depth, spare) {
    const asked = all.filter((marks) => isAsked(marks, span));
    const rare = spare ? [] : asked.filter(({ waiting }) => !waiting.length);
    let floor = low;
    if (!rare.length && asked.length) {
      for (const marks of asked) {
        const inside = marks.waiting.filter(({ first }) => first < high);
        const newest = inside.slice(0, PIECES * depth);
        await this.read(span, marks, (piece) => newest.includes(piece));
        if (inside.length > newest.length && !spare) floor = Math.max(floor, newest.at(-1).first);
      }
    }
    const left = (piece) => {
      for (let n = Math.max(piece.first, floor); n < Math.min(piece.stop, high); n++) if (rare.every(({ weights }) => weights[n] >= 0)) return true;
      return false;
    };
    const rest = all.filter((marks) => !spare && marks.waiting.length && (marks.clause.not || asked.includes(marks)));
    await Promise.all(rest.map((marks) => this.read(span, marks, left)));
    return floor;
  }
  gather(hits, { span, all, low, high }, rarities, spare) {
    const asked = all.map((marks, n) => ({ ...marks, rarity: rarities[n] })).filter((marks) => isAsked(marks, span));
    const refused = all.filter(({ clause }) => clause.not);
    const scored = asked.filter(({ clause }) => !clause.facet);
    for (let n = high - 1; n >= low; n--) {
      let left = spare;
      if (!asked.every(({ weights, clause }) => weights[n] >= 0 || (!clause.facet && left-- > 0)) || refused.some(({ weights }) => weights[n] >= 0)) continue;
      let score = 0;
      for (const { weights, rarity } of scored) {
        const weight = weights[n];
        if (weight >= 0) score += rarity * (LEVELS[weight & 3] + (weight & IN_TITLE ? TITLE_WORTH : 0)) * (weight & 8 ? 1 : 0.7);
      }
      hits.push({ article: span.start + n, score });
    }
  }
  async place(article) {
    const span = (await this.spans()).find(({ start }) => start <= article);
    const month = span.months.findLast(({ start }) => span.start + start <= article);
    return { span, month, number: article - span.start - month.start };
  }
  // What is shown of an article.
  async record(article) {
    const { month, number } = await this.place(article);
    const lines = (await this.file(`${month.records}/${number >> 4}.txt`)).split("\n");
    const [title, day, source = "", slug = "", date = "", lang = "", state = ""] = lines[number & 15].split("\t");
    const folder = `${month.key.slice(0, 4)}/${month.key.slice(4)}/${day.padStart(2, "0")}/`;
    return { title, source, lang, state, date: date || folder.slice(0, 10).replaceAll("/", "-"), address: `${folder}${slug || slugOf(title)}/` };
  }
  // How many of the hits each month has: newest first.
  async months(hits) {
    const spans = await this.spans();
    const counts = new Map();
    let n = 0;
    for (const span of spans) {
      for (const month of span.months.toReversed()) {
        const first = n;
        while (n < hits.length && hits[n].article >= span.start + month.start) n++;
        if (n > first) counts.set(month.key, n - first);
      }
    }
    return counts;
  }
  // How many of the hits each term has, among the newest articles; and the month from which on they are counted.
  async facets(hits) {
    const counts = new Map();
    let left = COUNTED, from = "";
    const set = new Set(hits.map(({ article }) => article));
    for (const span of await this.spans()) {
      for (let file = Math.ceil(span.count / FACET_SIZE) - 1; file >= 0; file--) {
        if (left <= 0) return { counts, from };
        const start = span.start + file * FACET_SIZE;
        left -= Math.min(FACET_SIZE, span.count - file * FACET_SIZE);
        from = span.months.findLast((month) => month.start <= file * FACET_SIZE).key;
        if (!hits.some(({ article }) => article >= start && article < start + FACET_SIZE && article < span.start + span.count)) continue;
        for (const line of (await this.file(`${span.folder}/f${file}.txt`)).split("\n")) {
          const [term, places] = line.split(" ");
          let article = start - 1, count = 0;
          readNumbers(places, (gap) => {
            article += gap + 1;
            if (set.has(article)) count++;
          });
          if (count) counts.set(term, (counts.get(term) ?? 0) + count);
        }
      }
    }
    return { counts, from: "" };
  }
  // The names of the most frequent terms.
  async names() {
    return (this.titles ??= new Map((await this.file("names.txt")).split("\n").map((line) => line.split("\t"))));
  }
  // Words of the index that are nearly this one.
  async near(word) {
    const found = new Map();
    for (const span of await this.spans()) {
      const begin = word.slice(0, 3);
      for (const [other, entry] of await this.lines(span, begin, (other) => other.startsWith(begin) && !other.includes(":"), true)) {
        if (Math.abs(other.length - word.length) < 3 && distance(word, other) <= (word.length > 5 ? 2 : 1)) found.set(other, (found.get(other) ?? 0) + entry.length);
      }
    }
    return [...found].sort((one, other) => other[1] - one[1]).slice(0, 3).map(([other]) => other);
  }
}

const distance = (one, other) => {
  let row = [...Array(other.length + 1).keys()];
  for (let n = 0; n < one.length; n++) {
    const next = [n + 1];
    for (let m = 0; m < other.length; m++) next.push(Math.min(next[m] + 1, row[m + 1] + 1, row[m] + (one[n] !== other[m])));
    row = next;
  }
  return row.at(-1);
};

// Whether a row of words stands in another.
export const hasPhrase = (words, phrase) => words.some((_, n) => phrase.every((word, m) => words[n + m] === word));
export { Missing };
