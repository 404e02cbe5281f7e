// A day's edition: its order by keys or pointer, its title and introduction.
import { change, look, make, say, tell } from "./desk_parts.js";

export const showEdition = async (place, list, day = "") => {
  let edition;
  try {
    edition = await look("desk/edition", { day });
  } catch (problem) {
    tell(problem);
    return;
  }
  let articles = [...edition.articles], lead = edition.lead;
  list.replaceChildren(...edition.days.map((other) => {
    const open = make("button", { type: "button", textContent: other, onclick: () => showEdition(place, list, other) });
    if (other === edition.day) open.setAttribute("aria-current", "true");
    return make("li", {}, open);
  }));
  const rows = make("ol", { className: "order" });
  const move = (n, by) => {
    const to = n + by;
    if (to < 0 || to >= articles.length) return;
    [articles[n], articles[to]] = [articles[to], articles[n]];
    draw(to);
  };
  const draw = (focused = -1) => {
    rows.replaceChildren(...articles.map((article, n) => {
      const up = make("button", { type: "button", ariaLabel: `Move ${article.title} up`, textContent: "↑", onclick: () => move(n, -1) });
      const down = make("button", { type: "button", ariaLabel: `Move ${article.title} down`, textContent: "↓", onclick: () => move(n, 1) });
      const leads = make("input", { type: "radio", name: "lead", checked: article.slug === lead, onchange: () => { lead = article.slug; } });
      const row = make("li", { tabIndex: 0 }, make("span", {}, article.title, make("small", { textContent: [article.source, article.state].filter(Boolean).join(", ") })), make("label", {}, leads, " leads"), up, down);
      row.onkeydown = (event) => {
        if (event.target !== row) return;
        const by = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 }[event.key];
        if (!by) return;
        event.preventDefault();
        if (event.altKey || event.shiftKey || /^Arrow/.test(event.key)) move(n, by);
      };
      return row;
    }));
    rows.children[focused]?.focus();
  };
  const title = make("input", { name: "title", value: edition.title });
  const words = make("textarea", { name: "introduction", rows: 6, value: edition.introduction });
  const form = make("form", { className: "edit" },
    make("label", {}, "Title of the edition", title), make("label", {}, "Introduction (Markdown)", words), rows,
    make("p", {}, make("button", { textContent: "Save the edition" }), " ", make("a", { href: edition.address, textContent: "On the site" })));
  const save = async (isSure) => {
    const isAsItWas = articles.every((article, n) => article === edition.articles[n]);
    const kept = articles.filter(({ state }) => !state).map(({ slug }) => slug);
    const order = isAsItWas ? edition.order : kept;
    try {
      await change("desk/order", { day: edition.day, seen: edition.seen, title: title.value, introduction: words.value, lead, order, is_sure: isSure });
      await showEdition(place, list, edition.day);
      say(`The edition of ${edition.day} is saved.`);
    } catch (problem) {
      tell(problem, () => save(true));
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    save(false);
  };
  draw();
  place.replaceChildren(make("h2", { textContent: `Edition of ${edition.day}` }), form);
};
