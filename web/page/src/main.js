// The try-it page: puts controls round <pointille-head>, which draws and knows the plan. The page itself computes nothing of skin, dots or time.
import { $, refuse, tell } from "./dom.js";
import * as drawn from "./drawn.js";
import * as figures from "./figures.js";
import * as files from "./files.js";
import * as link from "./link.js";
import * as panels from "./panels.js";
import * as sides from "./sides.js";
import * as timeLine from "./time_line.js";
import { choose, label, language, LANGUAGES, nameOf, say } from "./words.js";

const head = $("head");
let facts = null;

const supported = () => document.body.dataset.state !== "unsupported";

// Everything that is in words, in the language of now.
function words() {
  label();
  head.setAttribute("lang", language());
  $("hint").textContent = say(matchMedia("(pointer: coarse)").matches ? "web-hint-touch" : "web-hint-mouse");
  if (!supported()) return drawn.words();
  if (facts) show(facts);
  sides.words();
}

function show(known) {
  facts = known;
  timeLine.showFacts(facts);
  panels.showFacts(facts, head.getAttribute("light"));
  figures.showFacts(facts);
  sides.words();
}

const refresh = async () => show(await head.facts());

// The panels hear of a plan only once they are there.
let furnished = false;
const changed = () => { if (furnished) refresh().catch(refuse); };

function languages(wished) {
  choose(wished);
  $("language").replaceChildren(...LANGUAGES.map((tag) => new Option(nameOf(tag), tag, false, tag === language())));
  $("language").onchange = () => { choose([$("language").value]); words(); };
}

function setDay(days) {
  head.day = days;
  timeLine.showDay(days);
  sides.words();
}

// What a link asks for, before the head is opened.
function take(asked) {
  for (const name of ["view", "at", "light"]) if (asked[name]) head.setAttribute(name, asked[name]);
  if (asked.plan) {
    const inline = Object.assign(document.createElement("script"), { type: "text/plain", textContent: asked.plan });
    head.append(inline);
  }
  // The picture drawn beforehand is of the built-in plan.
  if (asked.plan || asked.view || asked.at || asked.light) $("drawn").hidden = true;
}

function listen() {
  head.addEventListener("pointille-ready", () => performance.mark("first picture"), { once: true });
  head.addEventListener("pointille-plan", changed);
  head.addEventListener("pointille-scan", changed);
  head.addEventListener("pointille-view", ({ detail }) => panels.showView(detail));
  head.addEventListener("pointille-day", ({ detail }) => { timeLine.showDay(detail.day); sides.words(); });
  head.addEventListener("pointille-side", ({ detail }) => sides.show({ before: detail.before, compare: detail.compare ?? null }));
  head.addEventListener("pointille-lost", ({ detail }) => tell(detail.recovered ? "" : say("web-lost"), !detail.recovered));
  head.addEventListener("pointille-unsupported", unsupported);
  head.addEventListener("pointille-error", ({ detail }) => refuse(detail));
  const gone = () => $("hint").classList.add("gone");
  for (const kind of ["pointerdown", "wheel", "keydown"]) head.addEventListener(kind, gone, { once: true, passive: true });
  head.addEventListener("dblclick", (event) => {
    const box = head.getBoundingClientRect();
    head.zoom(0.35, event.clientX - box.left, event.clientY - box.top);
  });
  sides.start(({ before, compare }) => {
    head.toggleAttribute("before", before);
    if (compare === null) head.removeAttribute("compare"); else head.setAttribute("compare", compare.toFixed(4));
  });
  timeLine.start(setDay);
  $("undo").onclick = () => head.undo().then((was) => was || tell(say("bar-nothing"))).catch(refuse);
  $("redo").onclick = () => head.redo().then((was) => was || tell(say("bar-nothing"))).catch(refuse);
  $("full-screen").hidden = !document.fullscreenEnabled;
  $("full-screen").onclick = () => (document.fullscreenElement ? document.exitFullscreen() : $("stage").requestFullscreen());
}

function unsupported() {
  if (!supported()) return;
  tell("");
  $("drawn").hidden = false;
  drawn.start();
}

// Opens the head: the plan of the link, or the built-in one where the link's cannot be used.
async function open(asked) {
  if (asked.broken) refuse({ kind: "plan", ours: say("web-link-broken") });
  await head.ready;
  document.body.dataset.state = "ready";
  timeLine.showDay(head.day);
  await panels.furnish();
  panels.showView(head.camera);
  files.start(head);
  furnished = true;
  label();
  await refresh();
  tell("");
}

async function main() {
  const asked = await link.read(location.hash);
  languages([asked.lang, ...navigator.languages].filter(Boolean));
  take(asked);
  panels.start(head, asked.plan ? null : "full-head");
  words();
  listen();
  tell(say("web-starting"), true);
  addEventListener("hashchange", () => location.reload());
  try {
    await import("./pointille-head.js");
  } catch (fault) {
    console.error(fault);
    return unsupported();
  }
  try {
    await open(asked);
  } catch (fault) {
    if (!supported()) return;
    if (asked.plan && fault?.kind === "plan") {
      // Again without it; what stands behind the # then says why.
      history.replaceState(null, "", "#broken");
      location.reload();
      return;
    }
    console.error(fault);
    refuse(fault);
    unsupported();
  }
}

main();
