// Words of the page: Fluent messages of three languages, numbers and days as each language writes them.
import { FluentBundle, FluentResource } from "@fluent/bundle";
// The build puts the messages that the page asks for here, from assets/words.
import messages from "words";

const DAYS_PER_YEAR = 365.25;
export const LANGUAGES = Object.keys(messages);
const bundles = new Map();
let current = LANGUAGES[0];

function bundle() {
  if (!bundles.has(current)) {
    const made = new FluentBundle(current, { useIsolating: false });
    for (const fault of made.addResource(new FluentResource(messages[current]))) console.error(fault);
    bundles.set(current, made);
  }
  return bundles.get(current);
}

export const language = () => current;

// The first of the wished languages that there are words in.
export function choose(wished) {
  const found = wished.map((tag) => LANGUAGES.find((one) => one.toLowerCase() === tag.toLowerCase()) ?? LANGUAGES.find((one) => one.slice(0, 2) === tag.slice(0, 2).toLowerCase())).find(Boolean);
  current = found ?? LANGUAGES[0];
}

// The words of a key, with its variables put in.
export function say(key, figures) {
  const message = bundle().getMessage(key);
  if (!message?.value) throw new Error(`no words for ${key} in ${current}`);
  return bundle().formatPattern(message.value, figures);
}

export const nameOf = (tag) => {
  const made = new FluentBundle(tag, { useIsolating: false });
  made.addResource(new FluentResource(messages[tag]));
  return made.formatPattern(made.getMessage("language-name").value);
};

export const number = (value, digits = 0) => new Intl.NumberFormat(current, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
const short = (value) => new Intl.NumberFormat(current, { maximumFractionDigits: 1 }).format(value);

// A day after the first visit, by the rule of the program's labels.
export function sayDay(days) {
  const told = (key, n) => say(key, { n, amount: short(n) });
  if (days < 0) return say("time-before");
  if (days > 0 && days < 1) return told("time-hours", Math.round(days * 24));
  if (days === 0) return say("time-just-done");
  if (days < 31) return told("time-day", Math.round(days));
  if (days < 100) return told("time-weeks", Math.round(days / 7));
  if (days < 1.95 * DAYS_PER_YEAR && Math.abs(days / DAYS_PER_YEAR - 1) > 0.04) return told("time-months", Math.round((days / DAYS_PER_YEAR) * 12));
  return told("time-years", Math.round((days / DAYS_PER_YEAR) * 10) / 10);
}

// The day as the picture's caption has it: the healed day is called so.
export const sayMoment = (days, healed) => (Math.abs(days - healed) < 0.5 ? say("face-healed-on", { time: sayDay(days) }) : sayDay(days));

// The range in which a touch-up falls due; null is later than can be told.
export function sayDue(due) {
  const year = (days) => (days == null ? say("touch-up-later") : number(days / DAYS_PER_YEAR, 1));
  const [likely, earliest, latest] = [due.likely, due.earliest, due.latest].map(year);
  return due.likely == null ? say("touch-up-unknown", { earliest }) : say("touch-up-after", { likely, earliest, latest });
}

// Fills every element that names its words: data-t its text, data-label its name for screen readers (and its hint).
export function label(root = document) {
  document.documentElement.lang = current;
  document.title = say("web-title");
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  for (const element of root.querySelectorAll("[data-label]")) {
    const words = say(element.dataset.label);
    element.setAttribute("aria-label", words);
    if (element.matches(".icon")) element.title = words;
  }
}
