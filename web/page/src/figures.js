// The figures of a plan: advice, doubts about a scan, and the table of dots, visits, hours, cost and touch-up.
import { $ } from "./dom.js";
import { ADVICE } from "./names.js";
import { language, number, say, sayDue } from "./words.js";

function list(element, lines, lang) {
  element.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    if (lang) item.lang = lang;
    return item;
  }));
}

const whole = (value) => number(value);
const range = ({ low, likely, high }, digits = 0) => say("range", { likely: number(likely, digits), low: number(low, digits), high: number(high, digits) });

function rows(facts) {
  const out = [["fact-dots", say("fact-dots-on", { dots: whole(facts.dots), area: whole(facts.area_cm2) })]];
  if (facts.plan.zones.front.density_per_cm2 > 0) out.push(["fact-hairline", say("web-millimetres", { mm: whole(facts.height_mm) })]);
  out.push(["fact-visits", say("fact-visits-on", { count: facts.visits.length, days: facts.visits.map(({ day }) => whole(day)).join(", ") })]);
  out.push(["fact-hours", say("web-hours-are", { hours: range(facts.hours, 1) })]);
  if (facts.cost) out.push(["fact-cost", say("fact-cost-is", { likely: whole(facts.cost.likely), low: whole(facts.cost.low), high: whole(facts.cost.high), currency: facts.currency })]);
  if (facts.touch_up_due) out.push(["fact-touch-up", sayDue(facts.touch_up_due)]);
  return out;
}

export function showFacts(facts) {
  const english = language() === "en";
  const advice = facts.advice.map((one) => (english ? one.message : say(ADVICE[one.kind] ?? "web-advice-other")));
  list($("advice"), advice.length ? [...new Set(advice)] : [say("web-advice-none")]);
  const doubts = facts.scan?.doubts ?? [];
  $("scan").hidden = !doubts.length;
  list($("doubts"), doubts, "en");
  $("facts").replaceChildren(...rows(facts).map(([key, words]) => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = say(key);
    const value = document.createElement("td");
    value.textContent = words;
    row.append(name, value);
    return row;
  }));
}
