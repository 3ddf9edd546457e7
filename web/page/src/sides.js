// Before, after and the divider between them: buttons, handle, and the words on the picture.
import { $, press } from "./dom.js";
import { say } from "./words.js";
import { dayInWords } from "./time_line.js";

// Where the divider stands (0 to 1), or null; and whether all of it is before.
const shown = { before: false, compare: null };
let changed = () => {};

export const side = () => ({ ...shown });

// Takes a side from elsewhere, such as the head's own keys.
export function show({ before, compare }) {
  shown.before = before;
  shown.compare = compare;
  words();
}

function set(before, compare) {
  show({ before, compare });
  changed(side());
}

// Puts words on the picture: what is seen on which side.
export function words() {
  const { before, compare } = shown;
  const divided = compare !== null;
  $("tag-left").textContent = divided || before ? say("seen-before") : dayInWords();
  $("tag-right").textContent = divided ? dayInWords() : "";
  const handle = $("divider");
  handle.hidden = !divided;
  if (divided) {
    handle.style.left = `${100 * compare}%`;
    handle.setAttribute("aria-valuenow", String(Math.round(100 * compare)));
    handle.setAttribute("aria-valuetext", `${Math.round(100 * compare)} %`);
  }
  press($("sides"), divided ? "divided" : before ? "before" : "after");
}

// Starts buttons and handle; `onchange` hears each side that is wished.
export function start(onchange) {
  changed = onchange;
  for (const name of ["before", "after", "divided"]) $(`see-${name}`).dataset.value = name;
  $("see-before").onclick = () => set(true, null);
  $("see-after").onclick = () => set(false, null);
  $("see-divided").onclick = () => set(false, shown.compare ?? 0.5);
  const handle = $("divider");
  const to = (share) => set(false, Math.max(0, Math.min(1, share)));
  handle.onpointerdown = (event) => { handle.setPointerCapture(event.pointerId); event.preventDefault(); handle.focus({ preventScroll: true }); };
  handle.onpointermove = (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = $("stage").getBoundingClientRect();
    to((event.clientX - box.left) / box.width);
  };
  handle.onkeydown = (event) => {
    const step = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1 }[event.key];
    const end = { Home: 0, End: 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    to(end ?? shown.compare + step);
  };
}
