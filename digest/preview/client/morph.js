// From the page that is shown to the one that should be, without a reload: what did not change is not touched, so
// scroll, focus, open details and what the page's own scripts did stay as they are.
import { Idiomorph } from "./vendor/idiomorph.esm.js";

// What the server wrote, by node: the attributes of an element, the words of a text. A node that is not here was made
// by a script of the page; an attribute that differs was set by one.
let written = new WeakMap();

const attributes = (element) => new Map([...element.attributes].map(({ name, value }) => [name, value]));
const note = (node) => written.set(node, node.nodeType === Node.ELEMENT_NODE ? attributes(node) : node.nodeValue);

const walk = function* (root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) yield node;
};

// Take the document as the server wrote it: before any script of the page has run.
export const remember = (doc) => {
  written = new WeakMap();
  note(doc.documentElement);
  for (const node of walk(doc.body)) note(node);
};

// Turn the document into `page`. Returns false where only a reload can.
export const morph = (page) => {
  if (!sameScripts(page) || policy(document) !== policy(page)) return false;
  renewHead(page);
  renewRoot(document.documentElement, page.documentElement);
  const put = takeOutScripted();
  const unkey = keyLinks(document.body, page.body);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "outerHTML",
    ignoreActiveValue: true,
    callbacks: { beforeNodeMorphed: keepScripted, afterNodeAdded: (node) => { for (const one of walk(node)) note(one); } },
  });
  unkey();
  put();
  return true;
};

// What the server did not change, stays as scripts and the reader left it.
const keepScripted = (old, fresh) => {
  if (old.nodeType !== Node.ELEMENT_NODE) return written.set(old, fresh.nodeValue) && undefined;
  const before = written.get(old) ?? new Map();
  const after = attributes(fresh);
  for (const name of new Set([...before.keys(), ...after.keys(), ...old.getAttributeNames()])) {
    const same = before.get(name) === after.get(name);
    if (same && old.hasAttribute(name)) fresh.setAttribute(name, old.getAttribute(name));
    else if (same) fresh.removeAttribute(name);
  }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(old.tagName) && fresh.tagName === old.tagName) keepValue(old, fresh, before, after);
  written.set(old, after);
};

const keepValue = (old, fresh, before, after) => {
  if (old.type === "file" || before.get("value") !== after.get("value")) return;
  if (old.tagName === "INPUT") fresh.setAttribute("value", old.value);
  fresh.value = old.value;
  if ("checked" in old) fresh.checked = old.checked;
};

// Scripts in the head may have marked the root before we came, so nothing is taken from it.
const renewRoot = (old, fresh) => {
  const before = written.get(old);
  const after = attributes(fresh);
  for (const [name, value] of after) if (before.get(name) !== value) old.setAttribute(name, value);
  written.set(old, new Map([...before, ...after]));
};

// What scripts put into the page would be taken for the server's: it steps aside, and back to its neighbours.
const takeOutScripted = () => {
  const made = [...walk(document.body)].filter((node) => !written.has(node) && written.has(node.parentNode));
  const places = made.map((node) => [node, node.parentNode, node.previousSibling, node.nextSibling]);
  const open = made.filter((node) => node.tagName === "DIALOG" && node.open);
  const focus = made.some((node) => node.contains(document.activeElement)) ? document.activeElement : null;
  for (const node of made) node.remove();
  return () => {
    for (const [node, parent, before, after] of places) {
      if (!parent.isConnected) continue;
      if (after?.parentNode === parent) after.before(node);
      else if (before?.parentNode === parent) before.after(node);
      else parent.append(node);
    }
    for (const dialog of open) if (dialog.isConnected) { dialog.close(); dialog.showModal(); }
    focus?.focus({ preventScroll: true });
  };
};

// Stories have no ids; where they lead tells which is which, so that one more on top does not rewrite all below.
const keyLinks = (...bodies) => {
  const keyed = bodies.flatMap((body) => {
    const seen = new Map();
    return [...body.querySelectorAll("a[href]:not([id])")].map((link) => {
      const href = link.getAttribute("href");
      seen.set(href, (seen.get(href) ?? 0) + 1);
      link.id = `digest-preview ${seen.get(href)} ${href}`;
      return link;
    });
  });
  return () => {
    for (const link of keyed) link.removeAttribute("id");
    for (const link of document.querySelectorAll('[id^="digest-preview "]')) link.removeAttribute("id");
  };
};

// The head: what is in both stays.

const scripts = (doc) => [...doc.querySelectorAll("script[src]:not([data-digest])")].map((one) => one.getAttribute("src"));
const sameScripts = (page) => scripts(document).join("\n") === scripts(page).join("\n");
const policy = (doc) => doc.querySelector('meta[http-equiv="content-security-policy" i]')?.content;
const plain = (url) => url.replace(/[?&]digest-preview=\w+/, "");

const renewHead = (page) => {
  const fresh = new Map([...page.head.children].map((one) => [headKey(one), one]));
  for (const old of [...document.head.children]) {
    if (fresh.has(headKey(old))) fresh.delete(headKey(old));
    else if (old.tagName !== "SCRIPT" || old.type.includes("json")) old.remove();
  }
  for (const one of fresh.values()) if (!one.dataset.digest) document.head.append(document.importNode(one, true));
};

const headKey = (one) => (one.dataset.digest ? "" : plain(one.outerHTML));

// Style sheets and pictures that have changed are fetched again in place. Returns whether there were any.
export const freshen = async (addresses, all, { instance, generation }) => {
  const mark = `digest-preview=${instance}${generation}`;
  const concerned = (url) => url && new URL(url, location).origin === location.origin && (all || addresses.some(
    (address) => plain(decodeURI(new URL(url, location).pathname)).endsWith(`/${address}`)));
  const again = (url) => plain(url) + (plain(url).includes("?") ? "&" : "?") + mark;
  const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((one) => concerned(one.getAttribute("href")));
  const pictures = [...document.images].filter((one) => concerned(one.getAttribute("src")));
  if (!all && scripts(document).some(concerned)) location.reload();
  for (const picture of pictures) picture.src = again(picture.getAttribute("src"));
  await Promise.all(sheets.map((old) => new Promise((done) => {
    const fresh = old.cloneNode();
    fresh.href = again(old.getAttribute("href"));
    fresh.onload = fresh.onerror = () => { old.remove(); done(); };
    old.after(fresh);
  })));
  return !all && sheets.length + pictures.length > 0;
};
