// The time line: course of the pigment with its band, what happens on which day, stops, and the slider over it.
import { $, button } from "./dom.js";
import { number, say, sayDue, sayMoment } from "./words.js";

const STEPS = 1000;
const YEAR = 365.25;
let facts = null;
let day = 0;
let moved = () => {};

// Position on the line (0 to 1) of a day, between the days that the engine gives at equal steps.
function positionOf(days) {
  const all = facts.course.days;
  const after = all.findIndex((one) => one >= days);
  if (after < 0) return 1;
  if (after === 0) return 0;
  return (after - 1 + (days - all[after - 1]) / (all[after] - all[after - 1])) / (all.length - 1);
}

function dayAt(position) {
  const all = facts.course.days;
  const at = Math.max(0, Math.min(1, position)) * (all.length - 1);
  const before = Math.min(Math.floor(at), all.length - 2);
  const days = all[before] + (all[before + 1] - all[before]) * (at - before);
  // The day before the work is one day: everything before the first visit.
  return days < 0 ? -1 : days;
}

function draw() {
  const { slow, likely, fast, peak } = facts.course;
  const last = likely.length - 1;
  const point = (amount, i) => `${((i / last) * 1000).toFixed(1)},${(94 - 84 * Math.max(0, Math.min(1, amount / (peak || 1)))).toFixed(1)}`;
  const band = [...slow.map(point), ...fast.map(point).reverse()].join(" ");
  $("course").setAttribute("viewBox", "0 0 1000 100");
  $("course").innerHTML = `<polygon class="band" points="${band}"/><polyline class="likely" points="${likely.map(point).join(" ")}"/>`;
  $("marks").replaceChildren();
  const mark = (days, kind, words, late = false) => {
    const made = document.createElement("i");
    const position = positionOf(days);
    made.className = kind;
    if (late || position > 0.75) made.classList.add("late");
    made.style.left = `${100 * position}%`;
    made.textContent = words;
    $("marks").append(made);
  };
  const signs = { session: (number_) => number_, "touch-up": () => "+", lightening: () => "−" };
  for (const one of facts.marks) if (one.day <= facts.last_day) mark(one.day, one.kind, signs[one.kind]?.(one.number) ?? "");
  const due = facts.touch_up_due?.likely;
  if (due != null && due < facts.last_day) mark(due, "due", say("web-due-short"));
}

// The buttons are there before the plan's days are known, so that nothing moves when they come.
const STOPS = [["seen-before", () => -1], ["face-just-done", () => 0], ["face-healed", () => facts?.healed_day], ["face-year", () => YEAR], ["face-five-years", () => 5 * YEAR], ["face-ten-years", () => facts?.last_day]];

function stops() {
  $("stops").replaceChildren(...STOPS.map(([key, at]) => button(key, () => { if (facts) moved(at()); })));
  for (const one of $("stops").children) one.textContent = say(one.dataset.t);
}

function due() {
  const range = facts.touch_up_due;
  const next = facts.touch_ups?.length > 0;
  if (!range) return "";
  if (range.likely != null) return say(next ? "days-due-next" : "days-due", { due: sayDue(range) });
  if (range.earliest != null) return say(next ? "days-not-due-fast-next" : "days-not-due-fast", { years: number(range.earliest / YEAR, 1) });
  return say(next ? "days-not-due-next" : "days-not-due");
}

// Shows which day it is.
export function showDay(days) {
  day = days;
  if (!facts) return;
  const words = sayMoment(days, facts.healed_day);
  $("day").textContent = words[0].toUpperCase() + words.slice(1);
  $("when").value = Math.round(positionOf(days) * STEPS);
  $("when").setAttribute("aria-valuetext", words);
  STOPS.forEach(([, at], i) => $("stops").children[i].setAttribute("aria-pressed", String(Math.abs(at() - days) < 0.6)));
}

// Shows what is known of a plan in time.
export function showFacts(known) {
  facts = known;
  draw();
  $("due").textContent = due();
  showDay(day);
}

export const dayInWords = () => (facts ? sayMoment(day, facts.healed_day) : "");

// Starts the slider; `onmove` hears each day that is wished.
export function start(onmove) {
  moved = onmove;
  stops();
  $("when").max = STEPS;
  $("when").oninput = () => { if (facts) moved(dayAt($("when").value / STEPS)); };
  $("when").onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!way || !facts) return;
    event.preventDefault();
    const ahead = [...facts.stops].sort((a, b) => way * (a - b)).find((one) => way * (one - day) > 0.01);
    if (ahead !== undefined) moved(ahead);
  };
}

