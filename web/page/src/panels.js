// The tabs and what stands in them: plans, skin and shade, hairline, sides and light. All of it edits the plan in the head.
import { $, button, dimmed, inkOn, press, refuse } from "./dom.js";
import * as names from "./names.js";
import { number, say } from "./words.js";

const TABS = [["plans", "web-tab-plans"], ["skin", "web-tab-skin"], ["line", "web-tab-line"], ["view", "web-tab-view"], ["figures", "web-tab-figures"]];
// Fields of the hairline that a shape fills: another shape takes away what was set by hand.
const SHAPED = ["height_mm", "recess_mm", "corner_out_mm", "curvature", "corner_roundness", "temple_forward_mm", "widow_peak_mm", "softness_mm", "irregularity", "symmetry", "points"];
// Sliders of the hairline: key, words, from, to, step, mm. The spans are narrower than a plan's: what is asked for in a consultation.
const MEASURES = [["height_mm", "web-line-height", 45, 120, 0.5], ["recess_mm", "web-line-recess", 0, 85, 1], ["softness_mm", "web-line-softness", 1, 35, 0.5]];
const ROMAN = ["", "I", "II", "III", "IV", "V", "VI"];

let head = null;
let choices = null;
// The card that was pressed last, until the plan is changed otherwise.
let card = null;

const edit = (...what) => head.edit(...what).catch(refuse);
// An edit of the plan by hand: no card is it any more.
const change = (...what) => { card = null; press($("plans"), null); return edit(...what); };

function tabs() {
  const made = TABS.map(([name, key], i) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${name}`;
    tab.dataset.t = key;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `panel-${name}`);
    $(`panel-${name}`).setAttribute("aria-labelledby", tab.id);
    tab.onclick = () => openTab(i);
    tab.onkeydown = (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: TABS.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = (to + TABS.length) % TABS.length;
      openTab(next);
      $("tabs").children[next].focus();
    };
    return tab;
  });
  $("tabs").replaceChildren(...made);
  openTab(0);
}

function openTab(which) {
  TABS.forEach(([name], i) => {
    const tab = $(`tab-${name}`);
    tab.setAttribute("aria-selected", String(i === which));
    tab.tabIndex = i === which ? 0 : -1;
    $(`panel-${name}`).hidden = i !== which;
  });
}

async function take(name) {
  try {
    await head.ready;
    const plan = (await head.plans()).find((one) => one.name === name);
    card = name;
    press($("plans"), card);
    // First where to look from, then the plan: the flight goes on while it is laid.
    look(names.PLAN_VIEWS[name] ?? "three-quarter-left");
    await head.setPlan(plan.text);
  } catch (fault) { refuse(fault); }
}

// Flies to a side, also when a hand has turned the head since the same one was asked for.
function look(view) {
  head.setAttribute("view", "");
  head.setAttribute("view", view);
}

function plans() {
  const image = (name) => ({ src: `drawn/plan-${name}.jpg`, size: [280, 300] });
  $("plans").replaceChildren(...Object.entries(names.PLANS).map(([name, [title, about]]) => button(title, () => take(name), { value: name, image: image(name), about })));
}

function skins() {
  for (const scale of ["fitzpatrick", "monk"]) {
    const made = choices.skins.filter((skin) => skin.scale === scale).map((skin) => {
      const word = scale === "fitzpatrick" ? ROMAN[skin.step] : String(skin.step);
      const one = button(null, () => change("client.skin", skin.value), { value: skin.value, swatch: skin.swatch, ink: inkOn(skin.swatch), text: word });
      one.setAttribute("aria-label", `${scale === "monk" ? "Monk" : "Fitzpatrick"} ${word}`);
      return one;
    });
    $(scale).replaceChildren(...made);
  }
  $("hairs").replaceChildren(...choices.hairs.filter((hair) => names.HAIRS[hair.value]).map((hair) =>
    button(names.HAIRS[hair.value], () => change("hair.colour", hair.value), { value: hair.value, swatch: hair.swatch, ink: inkOn(hair.swatch) })));
  // A dilution set by hand would hide the shade.
  $("shades").replaceChildren(...choices.shades.filter((shade) => names.SHADES[shade.value]).map((shade) =>
    button(names.SHADES[shade.value], () => change({ "pigment.shade": shade.value, "pigment.dilution": null }), { value: shade.value })));
  $("faders").replaceChildren(...Object.entries(names.FADERS).map(([value, key]) =>
    button(key, () => change({ "client.fader": value, "client.observed": null }), { value })));
  $("loss").onchange = () => change("client.hair_loss", $("loss").value);
}

function lines() {
  const image = (value) => ({ src: `drawn/line-${value}.jpg`, size: [240, 170] });
  const shape = (value) => Object.fromEntries([["hairline.preset", value], ...SHAPED.map((key) => [`hairline.${key}`, null])]);
  $("lines").replaceChildren(...choices.hairlines.filter((line) => names.HAIRLINES[line.value]).map((line) =>
    button(names.HAIRLINES[line.value], () => change(shape(line.value)), { value: line.value, image: image(line.value) })));
  $("measures").replaceChildren(...MEASURES.flatMap(([key, words, least, most, step]) => {
    const label = document.createElement("label");
    label.htmlFor = `measure-${key}`;
    const name = document.createElement("span");
    name.dataset.t = words;
    const output = document.createElement("output");
    output.id = `says-${key}`;
    label.append(name, " ", output);
    const slider = Object.assign(document.createElement("input"), { type: "range", id: label.htmlFor, min: least, max: most, step });
    slider.oninput = () => { says(key, slider.valueAsNumber); change(`hairline.${key}`, slider.valueAsNumber); };
    return [label, slider];
  }));
}

function says(key, mm) {
  const words = say("web-millimetres", { mm: number(mm, mm % 1 ? 1 : 0) });
  $(`says-${key}`).textContent = words;
  $(`measure-${key}`).setAttribute("aria-valuetext", words);
}

function views() {
  $("views").replaceChildren(...Object.entries(names.VIEWS).map(([value, key]) =>
    button(key, () => look(value), { value })));
  const near = [["web-whole", () => head.focus_on("head")], ["web-hairline-close", () => head.focus_on("trichion", 260)], ["web-single-dots", () => head.focus_on("trichion", 90)]];
  $("near").replaceChildren(...near.map(([key, go]) => { const one = button(key, () => go().catch(refuse)); one.removeAttribute("aria-pressed"); return one; }));
  const image = (value) => ({ src: `drawn/light-${value}.jpg`, size: [160, 180] });
  $("lights").replaceChildren(...choices.lights.filter((light) => names.LIGHTS[light.value]).map((light) =>
    button(names.LIGHTS[light.value], () => { head.setAttribute("light", light.value); press($("lights"), light.value); }, { value: light.value, image: image(light.value) })));
}

// Plans of a folder, where the page comes from a server that has one (`pointille serve`): it then names the list.
async function folderPlans() {
  const list = document.documentElement.dataset.plans;
  if (!list) return;
  const got = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };
  // As the server writes names in addresses (RFC 3986).
  const encoded = (name) => encodeURIComponent(name).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const open = async (file) => {
    try {
      const text = await (await got(`plans/${encoded(file)}`)).text();
      await head.ready;
      await head.setPlan(text);
      card = null;
      press($("plans"), card);
    } catch (fault) { refuse(fault); }
  };
  try {
    const all = await (await got(list)).json();
    $("folder").hidden = all.length === 0;
    $("folder-plans").replaceChildren(...all.map(({ title, file }) => { const one = button(null, () => open(file), { text: title }); one.removeAttribute("aria-pressed"); return one; }));
  } catch (fault) { refuse(fault); }
}

// Puts up the tabs and the cards, which wait for nothing. `chosen` is the card of the plan that opens, or null.
export function start(element, chosen) {
  head = element;
  card = chosen;
  tabs();
  plans();
  folderPlans();
  press($("plans"), card);
}

// Fills the other tabs with what the engine offers.
export async function furnish() {
  choices = await head.choices();
  skins();
  lines();
  views();
}

// Presses the button of the side that is seen, if it is one.
export function showView({ azimuth, elevation }) {
  if (!choices) return;
  const off = (one) => Math.abs(((one.azimuth - azimuth + 540) % 360) - 180) + Math.abs(one.elevation - elevation);
  press($("views"), choices.views.find((one) => off(one) < 1.5)?.value ?? null);
}

// Shows which of all choices the plan holds.
export function showFacts(facts, light) {
  const { plan } = facts;
  press($("plans"), card);
  const skin = choices.skins.find((one) => one.value === plan.client.skin);
  for (const id of ["fitzpatrick", "monk"]) press($(id), skin?.value ?? null);
  press($("hairs"), plan.hair.colour);
  press($("shades"), plan.pigment.dilution == null ? plan.pigment.shade : null);
  for (const one of $("shades").children) {
    const shade = choices.shades.find(({ value }) => value === one.dataset.value);
    // The client's own skin, as dark as healed work of this shade leaves it.
    const colour = shade.luminance && skin ? dimmed(skin.swatch, shade.luminance) : choices.hairs.find((hair) => hair.value === plan.hair.colour)?.swatch;
    if (colour) { one.style.setProperty("--swatch", colour); one.style.setProperty("--swatch-ink", inkOn(colour)); }
  }
  press($("faders"), plan.client.observed ? null : plan.client.fader);
  press($("lines"), plan.hairline.points ? null : plan.hairline.preset);
  press($("lights"), light);
  const shape = choices.hairlines.find((line) => line.value === plan.hairline.preset) ?? {};
  for (const [key] of MEASURES) {
    const value = plan.hairline[key] ?? shape[key];
    const slider = $(`measure-${key}`);
    slider.disabled = value === undefined || Boolean(plan.hairline.points);
    if (value !== undefined && document.activeElement !== slider) slider.value = value;
    if (value !== undefined) says(key, slider.valueAsNumber);
  }
  $("loss").replaceChildren(...choices.losses.map(({ value }) => new Option(names.loss(say, value), value, false, value === plan.client.hair_loss)));
}

// A plan from a file or a link: no card is it.
export const noCard = () => { card = null; };
