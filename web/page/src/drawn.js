// Pictures drawn beforehand, for browsers without WebGPU: the built-in plan once round in twelve steps, at three times.
import { $, button } from "./dom.js";
import { PLANS } from "./names.js";
import * as sides from "./sides.js";
import { say } from "./words.js";

const ANGLES = [0, 30, 60, 90, 120, 150, 180, -150, -120, -90, -60, -30];
const TIMES = [["healed", "face-healed"], ["5y", "face-five-years"]];
const state = { angle: 1, time: "healed" };

const source = (time) => `drawn/frame-${ANGLES[state.angle]}-12-${time}.jpg`;

function show() {
  const { before, compare } = sides.side();
  $("drawn-after").src = source(before ? "before" : state.time);
  $("drawn-before").hidden = compare === null;
  if (compare !== null) {
    $("drawn-before").src = source("before");
    // The divider stands at a share of the stage, the picture in its middle.
    const stage = $("drawn").clientWidth;
    const picture = $("drawn-before").clientWidth || stage;
    const cut = Math.max(0, picture - (compare * stage + (picture - stage) / 2));
    $("drawn-before").style.clipPath = `inset(0 ${cut}px 0 0)`;
  }
  $("turn").value = state.angle;
  $("turn").setAttribute("aria-valuetext", `${ANGLES[state.angle]}°`);
  words();
}

export function words() {
  const time = TIMES.find(([name]) => name === state.time);
  const { before, compare } = sides.side();
  $("tag-left").textContent = compare !== null || before ? say("seen-before") : say(time[1]);
  $("tag-right").textContent = compare !== null ? say(time[1]) : "";
  $("day").textContent = say(time[1]);
  for (const one of $("stops").children) { one.textContent = say(one.dataset.t); one.setAttribute("aria-pressed", String(one.dataset.value === state.time)); }
  $("drawn").setAttribute("aria-label", `${say("web-head")}, ${$("tag-left").textContent}, ${ANGLES[state.angle]}°`);
}

// Shows the pictures in the head's place.
export function start() {
  document.body.dataset.state = "unsupported";
  $("no-gpu").hidden = false;
  $("drawn").setAttribute("role", "img");
  const gallery = Object.entries(PLANS).map(([name, [title]]) => {
    const figure = document.createElement("figure");
    const picture = Object.assign(document.createElement("img"), { src: `drawn/plan-${name}.jpg`, alt: "", width: 280, height: 300, loading: "lazy" });
    const caption = document.createElement("figcaption");
    caption.dataset.t = title;
    caption.textContent = say(title);
    figure.append(picture, caption);
    return figure;
  });
  const cards = document.createElement("div");
  cards.className = "cards small";
  cards.append(...gallery);
  $("no-gpu").append(cards);
  $("stops").replaceChildren(...TIMES.map(([value, key]) => button(key, () => { state.time = value; sides.show({ ...sides.side(), before: false }); show(); }, { value })));
  const turn = (angle) => { state.angle = ((angle % ANGLES.length) + ANGLES.length) % ANGLES.length; show(); };
  $("turn").oninput = () => turn($("turn").valueAsNumber);
  let held = null;
  const stage = $("drawn");
  stage.onpointerdown = (event) => { held = { x: event.clientX, angle: state.angle }; stage.setPointerCapture(event.pointerId); };
  stage.onpointermove = (event) => { if (held) turn(held.angle + Math.round(((held.x - event.clientX) / stage.clientWidth) * ANGLES.length * 0.6)); };
  stage.onpointerup = stage.onpointercancel = () => { held = null; };
  sides.start(() => show());
  new ResizeObserver(show).observe(stage);
  show();
}
