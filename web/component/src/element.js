// <pointille-head>: a head with its plan, live in a page.

import { PointilleError, toldOf } from "./errors.js";
import { hands } from "./hands.js";
import { dayWords, say, spoken } from "./words.js";

const OBSERVED = ["plan", "head", "view", "at", "light", "before", "compare", "lang", "still", "background"];
/** Most pixels that are drawn: beyond them a picture costs more memory than it shows. */
const MOST_PIXELS = 4.2e6;
/** Least samples and usual samples of a saved picture. */
const USUAL_SAMPLES = 24;
/** Times that the engine is begun anew after it broke down. */
const MOST_RESTARTS = 2;

const STYLE = `
:host { display: block; position: relative; width: 100%; aspect-ratio: 4 / 5; contain: layout paint; background: var(--pointille-ground, #b9b7b4);
  outline: none; touch-action: none; user-select: none; -webkit-user-select: none; overflow: hidden; }
:host([still]) { touch-action: auto; }
:host([hidden]) { display: none; }
:host(:focus-visible)::after { content: ""; position: absolute; inset: 0; border: 3px solid var(--pointille-focus, #2f7de1); pointer-events: none; }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; object-fit: cover; }
canvas, [part=fallback] { transition: opacity 150ms; }
canvas.waits { opacity: 0; }
[part=fallback] { position: absolute; inset: 0; overflow: auto; }
[part=fallback][hidden] { display: none; }
::slotted(img), ::slotted(picture) { width: 100%; height: 100%; object-fit: contain; }
[part=status] { position: absolute; left: 0; right: 0; bottom: 0; padding: 6px 10px; font: 13px/1.4 system-ui, sans-serif; color: #fff; background: rgb(18 18 20 / 60%); }
[part=status]:empty { display: none; }
@media (prefers-reduced-motion: reduce) { canvas, [part=fallback] { transition: none; } }
`;

function sheet(root) {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(STYLE);
    root.adoptedStyleSheets = [made];
  } catch {
    const style = document.createElement("style");
    style.textContent = STYLE;
    root.append(style);
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const number = (text) => (text === null || text.trim() === "" || !Number.isFinite(Number(text)) ? null : Number(text));

/** Makes the element's class; `parts` open the engine and the import of scans, each in its own way. */
export function elementOf(parts) {
  return class PointilleHead extends HTMLElement {
    static observedAttributes = OBSERVED;

    #root;
    #canvas = null;
    #link = null;
    #answers = new Map();
    #asked = 0;
    #changed = new Set();
    #due = false;
    #state = "opening";
    #text = "";
    #title = "";
    #day = 0;
    #camera = null;
    #scan = null;
    #busy = 0;
    #restarts = 0;
    #watches = [];
    #ready;
    #settle;
    #opened = null;
    #internals = null;
    #near = true;

    constructor() {
      super();
      this.#root = this.attachShadow({ mode: "open" });
      sheet(this.#root);
      this.#root.innerHTML =
        '<div part="fallback"><slot></slot></div><div part="status" role="status" aria-live="polite"></div>';
      try {
        this.#internals = this.attachInternals();
      } catch {
        // An old browser; the attribute data-state tells the same.
      }
      this.#promise();
      hands(this, {
        turn: (dx, dy) => this.turn(dx, dy),
        pan: (dx, dy) => this.pan(dx, dy),
        zoom: (factor, x, y) => this.zoom(factor, x, y),
        key: (key, shift) => this.#key(key, shift),
      });
    }

    // Life in the page.

    connectedCallback() {
      if (!this.hasAttribute("tabindex") && !this.hasAttribute("still")) this.tabIndex = 0;
      if (!this.hasAttribute("role")) this.setAttribute("role", "img");
      if (this.#link) return;
      this.#tell("opening");
      // The parser may not have read the children yet.
      const open = () => {
        if (this.isConnected && !this.#link) this.#open();
      };
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", open, { once: true });
      else queueMicrotask(open);
    }

    disconnectedCallback() {
      // A move within the page comes back at once.
      queueMicrotask(() => {
        if (!this.isConnected) this.#close();
      });
    }

    attributeChangedCallback(name, before, after) {
      if (before === after) return;
      this.#changed.add(name);
      if (this.#due || !this.#link) return;
      this.#due = true;
      queueMicrotask(() => {
        this.#due = false;
        if (this.#link) this.#follow();
      });
    }

    // What pages read.

    /** Fulfilled when the first picture is shown. */
    get ready() {
      return this.#ready;
    }

    get state() {
      return this.#state;
    }

    /** The plan's text as it is laid now. */
    get planText() {
      return this.#text;
    }

    /** True while a plan is laid or a scan opened. */
    get busy() {
      return this.#busy > 0;
    }

    /** Days after the end of the first session. */
    get day() {
      return this.#day;
    }

    set day(day) {
      this.at = String(Number(day));
    }

    /** The camera: azimuth, elevation, distance, target. */
    get camera() {
      return this.#camera;
    }

    set camera(placed) {
      this.#cast("camera", placed);
    }

    // What pages do.

    setPlan(toml) {
      return this.#work("plan", { text: String(toml) });
    }

    edit(key, value) {
      const edits = typeof key === "string" ? { [key]: value } : key;
      const pairs = Object.entries(edits).map(([name, given]) => [name, given ?? null]);
      return this.#work("edit", { edits: pairs });
    }

    undo() {
      return this.#work("undo");
    }

    redo() {
      return this.#work("redo");
    }

    async openScan(name, bytes) {
      this.#occupied(1);
      try {
        const began = performance.now();
        const given = bytes instanceof Blob ? await bytes.arrayBuffer() : bytes.slice(0);
        const head = await parts.scan(String(name), given).catch((thrown) => {
          throw this.#error(toldOf(thrown, "scan"));
        });
        return { ...(await this.#head({ name: String(name), bytes: head })), ms: performance.now() - began };
      } finally {
        this.#occupied(-1);
      }
    }

    closeScan() {
      this.#scan = null;
      return this.#work("builtIn");
    }

    facts() {
      return this.#ask("facts");
    }

    async picture(wish = {}) {
      const size = this.#size();
      const asked = {
        width: Math.round(wish.width ?? size.width),
        height: Math.round(wish.height ?? size.height),
        samples: wish.samples ?? USUAL_SAMPLES,
        before: wish.before ?? this.bare,
        at: wish.at,
      };
      const lang = this.#lang();
      const shown = asked.before ? say(lang, "bare") : dayWords(lang, this.#day);
      const label = wish.label === true ? [shown, say(lang, "simulation")] : wish.label || null;
      const bytes = await this.#ask("picture", { wish: asked, label: typeof label === "string" ? [label] : label });
      return new Blob([bytes], { type: "image/png" });
    }

    turn(dx, dy) {
      this.#cast("turn", { dx, dy });
    }

    pan(dx, dy) {
      this.#cast("pan", { dx, dy });
    }

    zoom(factor, x = this.clientWidth / 2, y = this.clientHeight / 2) {
      this.#cast("zoom", { factor, x, y });
    }

    focus_on(place, distance) {
      return this.#ask("focus", { place, distance, flies: !calm() });
    }

    plans() {
      return this.#ask("plans");
    }

    choices() {
      return this.#ask("choices");
    }

    async schema() {
      if (!parts.schema) return this.#ask("schema");
      return parts.schema().catch((thrown) => {
        throw this.#error(toldOf(thrown, "load"));
      });
    }

    faults(toml) {
      return this.#ask("faults", { text: String(toml) });
    }

    /** Destroys the graphics device, as a driver's reset does: for trying what follows. */
    loseDevice() {
      return this.#ask("lose");
    }

    /** Bytes that the engine's memory has. */
    memory() {
      return this.#ask("memory");
    }

    // The engine.

    #promise() {
      this.#ready = new Promise((resolve, reject) => {
        this.#settle = { resolve, reject };
      });
      // A page that does not wait for it is not troubled by it.
      this.#ready.catch(() => {});
    }

    async #open() {
      const began = {};
      this.#link = began;
      try {
        const [plan, head] = await Promise.all([this.#planned(), this.#headed()]);
        if (this.#link !== began) return;
        if (!("gpu" in navigator)) throw { kind: "unsupported", why: "it has no WebGPU" };
        const link = await parts.engine((message) => this.#hear(message));
        if (this.#link !== began) {
          link?.close();
          return;
        }
        if (!link) throw { kind: "unsupported", why: "its WebGPU has no adapter for this machine" };
        this.#link = link;
        this.#canvas?.remove();
        const canvas = document.createElement("canvas");
        canvas.part = "canvas";
        canvas.className = "waits";
        canvas.setAttribute("aria-hidden", "true");
        this.#root.prepend(canvas);
        this.#canvas = canvas;
        const size = this.#size();
        (canvas.width = size.width), (canvas.height = size.height);
        const offscreen = canvas.transferControlToOffscreen();
        this.#watch();
        const settings = this.#settings(OBSERVED);
        this.#changed.clear();
        const keep = location.protocol !== "file:";
        this.#opened = this.#ask("open", { canvas: offscreen, plan, head, settings: { ...settings, size }, keep }, [offscreen]);
        await this.#opened;
        if (this.#changed.size > 0) this.#follow();
      } catch (thrown) {
        if (this.#link === began || this.#link) this.#fail(toldOf(thrown, "load"));
      }
    }

    #close() {
      this.#watches.forEach((end) => end());
      this.#watches = [];
      const link = this.#link;
      this.#link = null;
      if (link?.close) {
        link.send({ call: "close" });
        link.close();
      }
      this.#answers.forEach(({ reject }) => reject(this.#error({ kind: "load", why: "the element was taken out of the page" })));
      this.#answers.clear();
      this.#canvas?.remove();
      this.#canvas = null;
      if (this.#state !== "opening") this.#promise();
    }

    async #planned() {
      const inline = [...this.children].find((child) => child.matches('script[type="text/plain"]'));
      if (this.#text) return { text: this.#text };
      if (inline) return { text: inline.textContent };
      return named(this.getAttribute("plan") ?? "full-head");
    }

    async #headed() {
      if (this.#scan) return this.#scan;
      const inline = [...this.children].find((child) => child.matches('script[type="application/x-pointille-head"]'));
      if (inline) {
        const bytes = await unpacked(inline.textContent.trim());
        return { name: inline.dataset.name ?? "scan", bytes };
      }
      const url = this.getAttribute("head");
      if (!url) return undefined;
      const name = new URL(url, document.baseURI).pathname.split("/").pop();
      const bytes = await parts.scan(name, await fetched(url)).catch((thrown) => {
        throw toldOf(thrown, "scan");
      });
      this.#scan = { name, bytes };
      return this.#scan;
    }

    #head(head) {
      return this.#ask("head", head).then((scan) => {
        this.#scan = head;
        return scan;
      });
    }

    /** Attributes that changed become settings. */
    #settings(names) {
      const settings = {};
      const has = (name) => names.has?.(name) ?? names.includes(name);
      if (has("at")) settings.at = this.getAttribute("at");
      if (has("light")) settings.light = this.getAttribute("light");
      if (has("background")) settings.background = this.getAttribute("background");
      if (has("before") || has("compare")) settings.sides = { before: this.bare, compare: this.compare };
      if (has("view")) Object.assign(settings, { view: this.getAttribute("view"), flies: this.#state === "ready" && !calm() });
      return settings;
    }

    #follow() {
      const changed = new Set(this.#changed);
      this.#changed.clear();
      if (!this.#link?.send || this.#state === "unsupported") return;
      const settings = this.#settings(changed);
      if (Object.keys(settings).length > 0) this.#cast("set", settings);
      if (changed.has("lang")) this.#name();
      if (changed.has("still")) this.tabIndex = this.hasAttribute("still") ? -1 : 0;
      const tell = (thrown) => this.#emit("error", thrown instanceof PointilleError ? thrown : this.#error(toldOf(thrown)));
      if (changed.has("plan")) {
        named(this.getAttribute("plan") ?? "full-head")
          .then((plan) => this.#work("plan", plan))
          .catch(tell);
      }
      if (changed.has("head")) {
        const url = this.getAttribute("head");
        if (!url) this.closeScan().catch(tell);
        else {
          const name = new URL(url, document.baseURI).pathname.split("/").pop();
          fetched(url)
            .then((bytes) => this.openScan(name, bytes))
            .catch(tell);
        }
      }
    }

    #cast(call, given) {
      this.#link?.send?.({ call, with: given });
    }

    #ask(call, given, transfer = []) {
      if (!this.#link?.send) {
        return Promise.reject(this.#error({ kind: "load", why: "the head is not open yet: await `ready`" }));
      }
      const id = ++this.#asked;
      return new Promise((resolve, reject) => {
        this.#answers.set(id, { resolve, reject });
        this.#link.send({ id, call, with: given }, transfer);
      });
    }

    #work(call, given) {
      this.#occupied(1);
      return this.#ask(call, given).finally(() => this.#occupied(-1));
    }

    #occupied(by) {
      this.#busy += by;
      this.#mark("busy", this.#busy > 0);
    }

    #hear(message) {
      if (message.answer !== undefined) {
        const asked = this.#answers.get(message.answer);
        this.#answers.delete(message.answer);
        if (message.told) asked?.reject(this.#error(message.told));
        else asked?.resolve(message.value);
        return;
      }
      const { event, detail } = message;
      switch (event) {
        case "view":
          this.#camera = detail;
          this.#emit("view", detail);
          break;
        case "plan":
          (this.#text = detail.text), (this.#title = detail.title), (this.#day = detail.day);
          this.#name();
          this.#emit("plan", { digest: detail.digest, text: detail.text, ms: detail.ms });
          break;
        case "at":
          this.#day = detail.day;
          this.#name();
          break;
        case "day":
          this.#day = detail.day;
          this.#name();
          this.#emit("day", detail);
          break;
        case "ready":
          this.#canvas?.classList.remove("waits");
          this.#tell("ready");
          this.#settle.resolve();
          this.#emit("ready", detail);
          break;
        case "error":
          this.#emit("error", this.#error(detail));
          break;
        case "picture":
          // What came to its end was sound: only breakdowns that follow each other are given up.
          if (detail.sharp) this.#restarts = 0;
          this.#emit("picture", detail);
          break;
        case "failed":
          this.#broken(detail);
          break;
        default:
          this.#emit(event, detail);
      }
    }

    /** The engine is gone. A new one goes on with plan, scan and view where the old one broke down. */
    #broken(told) {
      const camera = this.#camera;
      const before = this.#state;
      this.#answers.forEach(({ reject }) => reject(this.#error(told)));
      this.#answers.clear();
      if (before === "ready" && this.#restarts < MOST_RESTARTS) {
        this.#restarts += 1;
        this.#close();
        this.#tell("opening");
        this.#open().then(() => camera && this.#cast("camera", camera));
        this.#emit("lost", { recovered: true });
        return;
      }
      if (before === "ready") this.#emit("lost", { recovered: false });
      this.#fail(told);
    }

    #fail(told) {
      this.#close();
      const error = this.#error(told);
      const unsupported = told.kind === "unsupported";
      this.#tell(unsupported ? "unsupported" : "failed", error);
      this.#settle.reject(error);
      if (unsupported) this.#emit("unsupported", { what: error.what, why: error.why, cure: error.cure });
      else this.#emit("error", error);
    }

    // What is seen and read out.

    #tell(state, error) {
      this.#state = state;
      this.dataset.state = state;
      for (const one of ["ready", "unsupported", "failed"]) this.#mark(one, one === state);
      const fallback = this.#root.querySelector("[part=fallback]");
      const status = this.#root.querySelector("[part=status]");
      fallback.hidden = state === "ready";
      const own = [...this.children].some((child) => !child.matches("script"));
      const texts = { opening: say(this.#lang(), "opening"), ready: "", failed: error && `${error.what}. ${error.cure}` };
      status.textContent = texts[state] ?? (own ? "" : `${error.what}. ${error.cure}`);
      this.#name();
    }

    #mark(state, on) {
      try {
        if (on) this.#internals?.states.add(state);
        else this.#internals?.states.delete(state);
      } catch {
        // A browser without custom states.
      }
    }

    #lang() {
      return spoken(this.getAttribute("lang") || document.documentElement.lang);
    }

    #name() {
      const lang = this.#lang();
      this.setAttribute("aria-roledescription", say(lang, "role"));
      const day = this.bare ? say(lang, "bare") : dayWords(lang, this.#day);
      this.setAttribute("aria-label", say(lang, "label", { plan: this.#title || "Pointille", day }));
    }

    #error(told) {
      return told instanceof PointilleError ? told : new PointilleError(told, this.#lang());
    }

    #emit(name, detail) {
      this.dispatchEvent(new CustomEvent(`pointille-${name}`, { detail, bubbles: true, composed: true }));
    }

    #size(box) {
      const handWidth = this.clientWidth || 400;
      const handHeight = this.clientHeight || 500;
      const ratio = window.devicePixelRatio || 1;
      let width = box ? box.inlineSize : handWidth * ratio;
      let height = box ? box.blockSize : handHeight * ratio;
      const share = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
      width = Math.max(1, Math.round(width * share));
      height = Math.max(1, Math.round(height * share));
      return { width, height, handWidth, handHeight };
    }

    #watch() {
      const sizes = new ResizeObserver(([entry]) => {
        this.#cast("size", this.#size(entry.devicePixelContentBoxSize?.[0]));
      });
      try {
        sizes.observe(this, { box: "device-pixel-content-box" });
      } catch {
        sizes.observe(this);
      }
      const seen = () => this.#cast("visible", { visible: this.#near && document.visibilityState === "visible" });
      const near = new IntersectionObserver((entries) => {
        this.#near = entries[entries.length - 1].isIntersecting;
        seen();
      });
      near.observe(this);
      document.addEventListener("visibilitychange", seen);
      this.#watches = [
        () => sizes.disconnect(),
        () => near.disconnect(),
        () => document.removeEventListener("visibilitychange", seen),
      ];
    }

    #key(key, shift) {
      const step = this.clientHeight / 3.6 * (5 * Math.PI) / 180;
      const turns = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (shift && (key === "ArrowLeft" || key === "ArrowRight")) {
        this.#ask("day", { way: key === "ArrowRight" ? 1 : -1 }).catch(() => {});
      } else if (turns[key]) this.turn(...turns[key]);
      else if (key === "+" || key === "=") this.zoom(0.85);
      else if (key === "-") this.zoom(1 / 0.85);
      else if (key === "Home") this.#cast("set", { view: this.getAttribute("view"), flies: !calm() });
      else if (key === " ") {
        this.bare = !this.bare;
        this.#emit("side", { before: this.bare, compare: this.compare });
      } else return false;
      return true;
    }

    // Attributes as properties.

    // `before` itself is what every element has for its neighbours.
    get bare() {
      return this.hasAttribute("before");
    }

    set bare(on) {
      this.toggleAttribute("before", Boolean(on));
    }

    get compare() {
      return number(this.getAttribute("compare"));
    }

    set compare(share) {
      if (share === null || share === undefined) this.removeAttribute("compare");
      else this.setAttribute("compare", String(share));
    }

    get still() {
      return this.hasAttribute("still");
    }

    set still(on) {
      this.toggleAttribute("still", Boolean(on));
    }

    get plan() {
      return this.getAttribute("plan");
    }

    set plan(value) {
      put(this, "plan", value);
    }

    get head() {
      return this.getAttribute("head");
    }

    set head(value) {
      put(this, "head", value);
    }

    get view() {
      return this.getAttribute("view");
    }

    set view(value) {
      // The same view again leads back to it.
      if (value !== null && value === this.getAttribute("view")) this.#cast("set", { view: value, flies: !calm() });
      else put(this, "view", value);
    }

    get at() {
      return this.getAttribute("at");
    }

    set at(value) {
      if (value !== null && value === this.getAttribute("at")) this.#cast("set", { at: value });
      else put(this, "at", value);
    }

    get light() {
      return this.getAttribute("light");
    }

    set light(value) {
      put(this, "light", value);
    }

    get background() {
      return this.getAttribute("background");
    }

    set background(value) {
      put(this, "background", value);
    }
  };
}

function put(element, name, value) {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/** A plan by what the attribute says: a built-in one's name, or the text behind an address. */
async function named(said) {
  if (!/[./]/.test(said)) return { name: said };
  return { text: new TextDecoder().decode(await fetched(said)) };
}

async function fetched(url) {
  let why;
  try {
    const answer = await fetch(url);
    if (answer.ok) return await answer.arrayBuffer();
    why = `${answer.status} ${answer.statusText}`;
  } catch (thrown) {
    why = thrown.message;
  }
  throw { kind: "load", why: `${url}: ${why}` };
}

/** Bytes in base64, and out of gzip where they are packed. */
export async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
