// What the pages of the desk share: elements, requests, messages.
export const one = (name) => document.querySelector(`[data-${name}]`);
const token = document.querySelector("meta[name=digest-token]").content;

// An element with properties and children; text stays text.
export const make = (tag, values = {}, ...inner) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) continue;
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inner.flat().filter((part) => part !== null && part !== undefined && part !== false));
  return made;
};

export class Problem extends Error {
  constructor(status, { problem, diff = "" }) {
    super(problem);
    this.status = status;
    this.diff = diff;
  }
}

const answered = async (answer) => {
  const value = await answer.json();
  if (!answer.ok) throw new Problem(answer.status, value);
  return value;
};
export const look = async (path, asked = {}) => answered(await fetch(`/__digest/${path}?${new URLSearchParams(asked)}`, { cache: "no-store" }));
export const change = async (path, value) =>
  answered(await fetch(`/__digest/${path}`, {
    method: "POST", headers: { "Content-Type": "application/json", "X-Digest-Token": token }, body: JSON.stringify(value),
  }));

// A message; what went wrong stays until the next.
let silence;
export const say = (text, isWrong = false, ...more) => {
  clearTimeout(silence);
  const place = one("said");
  place.classList.toggle("wrong", isWrong);
  place.replaceChildren(text, ...more);
  if (!isWrong) silence = setTimeout(() => place.replaceChildren(), 6000);
};
// What a refusal says, with the difference, and a way to insist where an editor has the file open.
export const tell = (problem, again) => {
  const more = problem.diff ? [make("pre", { textContent: problem.diff, tabIndex: 0 })] : [];
  if (problem.status === 423 && again) more.push(" ", make("button", { type: "button", textContent: "Write all the same", onclick: again }));
  say(problem.message, true, ...more);
};
export const isTyping = ({ target }) => target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
