// What the preview shows over the page: everything that is wrong, what was just updated, where the source is.
// It lives beside <body>, in a tree of its own, so that neither the page's styles nor its updates reach it.

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
};

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const TOAST = 2500;

export class Panel {
  #root;
  #bar = make("aside", { class: "bar", "aria-label": "Preview" });
  #toast = make("div", { class: "toast", role: "status", hidden: "" });
  #overlay = make("section", { class: "overlay", role: "alert", "aria-label": "What is wrong", hidden: "" });
  #marks = new CSSStyleSheet();
  #note = {};
  #faults = [];
  #connected = true;
  #shown = "";
  #timer;

  constructor() {
    const host = document.createElement("digest-preview");
    this.#root = host.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: new URL("panel.css", import.meta.url).href });
    this.#root.append(style, this.#bar, this.#toast, this.#overlay);
    document.documentElement.append(host);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#marks];
    addEventListener("keydown", ({ key }) => { if (key === "Escape") this.#overlay.hidden = true; });
  }

  // The page that the tab shows: its source, and what stands in the way of publication.
  page(note) {
    this.#note = note;
    const links = (note.unconfirmed ?? []).map((href) => `body a[href="${CSS.escape(href)}"]::after`);
    this.#marks.replaceSync(links.length ? `${links.join(",")}{content:" (date unconfirmed)";font-size:.75em;opacity:.75}` : "");
    this.#draw();
  }

  connected(connected) {
    if (connected === this.#connected) return;
    this.#connected = connected;
    this.#draw();
  }

  updated(files, milliseconds) {
    const what = files.length === 1 ? files[0].split("/").at(-1) : files.length ? count(files.length, "file", "files") : "Page";
    this.#toast.textContent = `${what} · updated in ${Math.round(milliseconds)} ms`;
    this.#toast.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#toast.hidden = true; }, TOAST);
  }

  // Faults of the site and of the page, which may be the same.
  faults(...said) {
    const faults = [...new Map(said.flat().reverse().map((one) => [JSON.stringify({ ...one, link: "" }), one])).values()].reverse();
    this.#faults = faults;
    const shown = JSON.stringify(faults);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#overlay.hidden = !isWrong(faults.filter((fault) => this.#concerns(fault)));
    const close = make("button", { type: "button", title: "Esc" }, "Close");
    close.onclick = () => { this.#overlay.hidden = true; };
    const list = make("ol", {}, ...faults.map(fault));
    this.#overlay.replaceChildren(make("div", { class: "head" }, make("h2", {}, summary(faults)), close), list, make("p", {},
      `${this.#note.stand_in ? "" : "The page beneath shows what can be read. "}This goes away by itself when the files are mended.`));
    this.#draw();
  }

  // Whether a fault is about this page, or about all pages: what is wrong with another page must not hide this one.
  #concerns({ path }) {
    const { source, stand_in, faults = [] } = this.#note;
    return stand_in || path === source || !path.startsWith("content/") || faults.some((own) => own.path === path);
  }

  #draw() {
    const { source, editor, marks = [], notes = [] } = this.#note;
    const wrong = make("button", { type: "button", class: isWrong(this.#faults) ? "wrong" : "warns" }, summary(this.#faults));
    wrong.onclick = () => { this.#overlay.hidden = !this.#overlay.hidden; };
    const place = source && (editor ? make("a", { href: editor, title: `Open ${source} in the editor` }, source.split("/").at(-1))
      : make("code", { title: source }, source.split("/").at(-1)));
    this.#bar.replaceChildren(
      ...(this.#connected ? [] : [make("strong", {}, "Preview has stopped; waiting for it")]),
      ...marks.map((mark) => make("strong", { class: "mark" }, mark)),
      ...(this.#faults.length ? [wrong] : []),
      ...(notes.length ? [make("details", {}, make("summary", {}, `${notes.length} to check`), make("ol", {}, ...notes.map(fault)))] : []),
      ...(place ? [place] : []),
    );
    this.#bar.hidden = !this.#bar.childNodes.length;
  }
}

const isWrong = (faults) => faults.some(({ severity }) => severity === "error");

const summary = (faults) => {
  const errors = faults.filter(({ severity }) => severity === "error").length;
  const warnings = faults.length - errors;
  return [errors && count(errors, "error", "errors"), warnings && count(warnings, "warning", "warnings")].filter(Boolean).join(", ");
};

const fault = ({ path, line, column, severity, message, hint, excerpt, caret, link }) => {
  const place = line ? `${path}:${line}:${column || 1}` : path;
  const lines = excerpt.flatMap(({ number, text }) => [
    make("span", { class: number === line ? "here" : "" }, `${String(number).padStart(5)} │ ${text}\n`),
    number === line && caret > 1 ? make("span", { class: "caret" }, `${" ".repeat(5)} │ ${" ".repeat(caret - 1)}^\n`) : null,
  ]);
  return make("li", { class: severity },
    place ? make(link ? "a" : "code", link ? { href: link, class: "place" } : { class: "place" }, place) : null,
    make("p", { class: "message" }, message),
    hint ? make("p", { class: "hint" }, hint) : null,
    lines.length ? make("pre", {}, ...lines.filter(Boolean)) : null);
};
