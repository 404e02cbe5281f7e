// Capture: a page that a bookmarklet hands over, an address, a text or files. Nothing is added before the key is pressed.
import { change, isTyping, make, one, say, tell } from "./desk_parts.js";

const place = one("place");
const asked = new URLSearchParams(location.search);
const read = [];

// The bookmarklet opens this page with the address, and answers its first message with the page: it knows this origin, and
// this page takes only what comes from the window that opened it, for the address that it was opened with.
const MARKLET = `(() => {
  const home = ${JSON.stringify(location.origin)};
  const chosen = String(getSelection());
  const desk = open(home + "/__digest/capture?" + new URLSearchParams({ url: location.href, title: document.title, chosen: chosen.slice(0, 2000) }));
  const hand = ({ origin, source, data }) => {
    if (origin !== home || source !== desk || data !== "digest: ready") return;
    removeEventListener("message", hand);
    desk.postMessage({ digest: "page", url: location.href, html: document.documentElement.outerHTML }, home);
  };
  addEventListener("message", hand);
})()`;
one("marklet").href = `javascript:${encodeURIComponent(MARKLET)}`;

const offer = async (capture) => {
  say("Reading …");
  let found;
  try {
    found = await change("capture/read", capture);
  } catch (problem) {
    tell(problem);
    return;
  }
  say(found.length ? "" : "Nothing was found in it.");
  for (const article of found) show(article, capture, found.length === 1);
};

const show = (article, capture, isOnly) => {
  const card = make("article", { tabIndex: -1 });
  if (article.failure) {
    card.append(make("p", { className: "wrong", textContent: article.failure }));
    place.prepend(card);
    return;
  }
  const date = make("p", { className: "meta" }, ...[article.source || "no source", `${article.date}${article.basis ? ` (by the ${article.basis})` : ""}`, `${article.words} words`].map((text) => make("span", { textContent: text })));
  card.append(make("h2", { textContent: article.title }), date, make("p", { textContent: article.summary }), make("p", { className: "meta" }, ...[...article.actors, ...article.regions].map((name) => make("span", { textContent: name }))));
  for (const warning of article.warnings) card.append(make("p", { className: "doubt", textContent: warning }));
  if (article.duplicate_of) card.append(make("p", { className: "doubt", textContent: `The site has it: ${article.duplicate_of}` }));
  if (isOnly && !article.duplicate_of) {
    const add = async (draft) => {
      buttons.forEach((button) => { button.disabled = true; });
      try {
        const [added] = await change("capture/add", { ...capture, draft });
        card.replaceChildren(make("p", { textContent: `Added${draft ? " as a draft" : ""}: ${added.path || added.duplicate_of}` }));
        read.splice(0);
        say("Added.");
      } catch (problem) {
        buttons.forEach((button) => { button.disabled = false; });
        tell(problem);
      }
    };
    const buttons = [["Add", "a", false], ["Add as a draft", "d", true]].map(([name, key, draft]) => make("button", { type: "button", onclick: () => add(draft) }, `${name} `, make("kbd", { textContent: key })));
    card.append(make("p", { className: "deeds" }, ...buttons));
    read.splice(0, read.length, add);
  } else if (!isOnly) card.append(make("p", { className: "doubt", textContent: "It holds several articles: add it with digest add." }));
  place.prepend(card);
  card.focus();
};

one("address").onsubmit = (event) => {
  event.preventDefault();
  offer({ url: event.target.url.value.trim() });
};
one("text").onsubmit = (event) => {
  event.preventDefault();
  offer({ text: event.target.text.value });
};
const take = async (files) => {
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (let n = 0; n < bytes.length; n += 0x8000) binary += String.fromCharCode(...bytes.subarray(n, n + 0x8000));
    await offer({ name: file.name, file: btoa(binary) });
  }
};
one("files").onchange = ({ target }) => take(target.files);
const drop = one("drop");
drop.ondragover = (event) => event.preventDefault();
drop.ondrop = (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !read.length) return;
  if (event.key === "a") read[0](false);
  else if (event.key === "d") read[0](true);
});

const url = asked.get("url") ?? "";
if (url) {
  // Without an answer in a second the page's policies keep it from us: digest asks the address itself.
  const alone = setTimeout(() => {
    removeEventListener("message", hear);
    say("The page was not handed over: its own rules forbid that. Asking the address …");
    offer({ url });
  }, opener ? 1000 : 0);
  const hear = ({ source, origin, data }) => {
    if (source !== opener || data?.digest !== "page" || data.url !== url || origin !== new URL(url).origin) return;
    clearTimeout(alone);
    removeEventListener("message", hear);
    offer({ url, html: String(data.html) });
  };
  addEventListener("message", hear);
  try {
    opener?.postMessage("digest: ready", new URL(url).origin);
  } catch {
    // An address that is none: the answer says so.
  }
}
