// The engine and its loop: calls in, pictures and events out. It runs in a worker, or on the page's thread where a worker has no WebGPU.
//
// One thing is done at a time: calls in the order in which they come, and between them one step of the picture. A step ends when the device has
// done its work, so no picture is begun before the last is finished; where nothing changes nothing is drawn.

import { toldOf } from "./errors.js";
import { keepFields, keptFields } from "./fields.js";
import { bell, frame, turn } from "./wake.js";
import { wordsOver } from "./label.js";

/** Steps of the plan's history that are kept. */
const MOST_STEPS = 100;

/**
 * A host of the engine. `load` gives the initialised module; `post` sends a message to the element.
 */
export function host(load, post) {
  const called = bell();
  const queue = [];
  let wasm = null;
  let engine = null;
  let visible = true;
  let closed = false;
  let text = "";
  let past = [];
  let future = [];
  let camera = "";
  let first = null;
  let sharp = false;

  const event = (name, detail) => post({ event: name, detail });
  const now = () => performance.now() / 1000;

  function told(from) {
    const current = engine.camera();
    if (current === camera) return;
    camera = current;
    event("view", JSON.parse(current));
    if (from) event("moved", {});
  }

  /** Lays a text, and tells it. */
  function lay(next) {
    const began = performance.now();
    engine.set_plan(next);
    text = next;
    const detail = { digest: engine.digest(), text, ms: performance.now() - began };
    event("plan", { ...detail, day: engine.day(), title: title() });
    return { digest: detail.digest, ms: detail.ms };
  }

  function remember(before) {
    if (before === text) return;
    past.push(before);
    past = past.slice(-MOST_STEPS);
    future = [];
  }

  const title = () => JSON.parse(engine.facts_brief()).name;

  const calls = {
    async open({ canvas, plan, head, settings, keep }) {
      const began = performance.now();
      wasm = await load();
      const loaded = performance.now();
      text = plan.name === undefined ? plan.text : built(plan.name);
      const kept = keep ? await keptFields() : new Map();
      engine = await wasm.Engine.open(canvas, text, kept, head?.bytes, head?.name ?? "");
      const made = performance.now();
      if (keep) keepFields(engine.made_fields());
      first = { wasm: loaded - began, head: made - loaded, began: made };
      set(settings);
      event("plan", { digest: engine.digest(), text, ms: 0, day: engine.day(), title: title() });
      if (head) event("scan", scan());
      return { device: engine.device() };
    },
    set: (settings) => set(settings),
    size({ width, height, handWidth, handHeight }) {
      engine.set_size(width, height, handWidth, handHeight);
    },
    turn: ({ dx, dy }) => engine.turn(dx, dy),
    pan: ({ dx, dy }) => engine.pan(dx, dy),
    zoom: ({ factor, x, y }) => engine.zoom(factor, x, y),
    focus: ({ place, distance, flies }) => engine.focus_on(place, distance, flies ? now() : undefined),
    camera: (placed) => engine.set_camera(JSON.stringify({ ...JSON.parse(engine.camera()), ...placed })),
    plan({ text: next, name }) {
      const before = text;
      const laid = lay(name === undefined ? next : built(name));
      remember(before);
      return laid;
    },
    undo: () => step(past, future),
    redo: () => step(future, past),
    head({ bytes, name }) {
      const began = performance.now();
      engine.open_head(bytes, name);
      event("scan", scan());
      event("plan", { digest: engine.digest(), text, ms: performance.now() - began, day: engine.day(), title: title() });
      return scan();
    },
    builtIn() {
      engine.close_head();
      keepFields(engine.made_fields());
      event("plan", { digest: engine.digest(), text, ms: 0, day: engine.day(), title: title() });
    },
    facts: () => JSON.parse(engine.facts()),
    async picture({ wish, label }) {
      const words = label ? wordsOver(label, wish.width, wish.height) : null;
      const asked = JSON.stringify(wish);
      const before = engine.day();
      if (wish.at !== undefined) engine.set_at(String(wish.at));
      try {
        return await engine.png(asked, words?.rgba, words?.width ?? 0, words?.left ?? 0, words?.top ?? 0);
      } finally {
        if (wish.at !== undefined) engine.set_at(`${before}d`);
      }
    },
    plans: () => JSON.parse(wasm.plans()),
    choices: () => JSON.parse(wasm.choices()),
    schema: () => JSON.parse(wasm.schema()),
    faults: ({ text: asked }) => JSON.parse(wasm.faults(asked)),
    day: ({ way }) => {
      const stops = JSON.parse(engine.facts_brief()).stops;
      const at = engine.day();
      const next = way > 0 ? stops.find((stop) => stop > at + 0.01) : stops.findLast((stop) => stop < at - 0.01);
      if (next === undefined) return at;
      engine.set_at(`${next}d`);
      event("day", { day: next });
      return next;
    },
    lose: () => engine.lose_device(),
    memory: () => wasm.memory_bytes(),
  };

  function built(name) {
    const plans = JSON.parse(wasm.plans());
    const found = plans.find((plan) => plan.name === name);
    if (found) return found.text;
    throw { kind: "attribute", why: `"${name}" is no built-in plan: there are ${plans.map((plan) => plan.name).join(", ")}` };
  }

  function scan() {
    const { name, report, doubts } = JSON.parse(engine.facts_brief()).scan;
    return { name, report, doubts };
  }

  function step(from, to) {
    const next = from.pop();
    if (next === undefined) return false;
    const before = text;
    lay(next);
    to.push(before);
    return true;
  }

  function set(settings) {
    if (settings.light !== undefined) tried(() => engine.set_light(settings.light ?? "clinic"));
    if (settings.background !== undefined) tried(() => engine.set_background(settings.background ?? "wall"));
    if (settings.at !== undefined) {
      tried(() => engine.set_at(String(settings.at ?? "healed")));
      event("at", { day: engine.day() });
    }
    if (settings.sides !== undefined) engine.set_sides(settings.sides.before, settings.sides.compare ?? undefined);
    if (settings.view !== undefined) {
      tried(() => engine.go(settings.view ?? "three-quarter-left", settings.flies ? now() : undefined));
    }
    if (settings.size !== undefined) calls.size(settings.size);
  }

  /** A setting that cannot be used is told, and the picture stays as it was. */
  function tried(action) {
    try {
      action();
    } catch (thrown) {
      event("error", toldOf(thrown, "attribute"));
    }
  }

  /** Edits that have come in one after the other are laid together. */
  function edit(asked) {
    const together = [asked];
    while (queue[0]?.call === "edit") together.push(queue.shift());
    const before = text;
    let next = text;
    const sound = [];
    for (const one of together) {
      try {
        next = wasm.edit(next, JSON.stringify(one.with.edits));
        sound.push(one);
      } catch (thrown) {
        post({ answer: one.id, told: toldOf(thrown, "plan") });
      }
    }
    if (sound.length === 0) return;
    try {
      const laid = lay(next);
      remember(before);
      sound.forEach((one) => post({ answer: one.id, value: laid }));
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
      sound.forEach((one) => post({ answer: one.id, told: toldOf(thrown, "plan") }));
    }
  }

  async function handle(asked) {
    if (asked.call === "visible") {
      visible = asked.with.visible;
      return;
    }
    if (asked.call === "close") {
      closed = true;
      engine?.free();
      engine = null;
      return;
    }
    if (asked.call === "edit" && engine) {
      edit(asked);
      return;
    }
    // What nobody waits for is nothing without an engine.
    if (!engine && asked.call !== "open" && asked.id === undefined) return;
    try {
      if (!engine && asked.call !== "open") throw { kind: "load", why: "the head is not open yet" };
      const value = await calls[asked.call](asked.with ?? {});
      if (asked.id !== undefined) post({ answer: asked.id, value }, value instanceof Uint8Array ? [value.buffer] : []);
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
      const error = toldOf(thrown);
      if (asked.id !== undefined) post({ answer: asked.id, told: error });
      else event("error", error);
    }
  }

  /** One step of the picture. Returns how long to wait before the next: 0, some milliseconds, or none at all. */
  async function draw() {
    const began = performance.now();
    const step = JSON.parse(await engine.draw(now()));
    const ms = performance.now() - began;
    if (step.lost) {
      event("lost", { recovered: true });
      sharp = false;
      return 0;
    }
    told();
    if (step.shown) {
      const detail = { ms, samples: step.samples, sharp: step.sharp, width: step.width, height: step.height };
      sharp = step.sharp;
      event("picture", detail);
      if (first) {
        const { wasm: loading, head, began: made } = first;
        event("ready", { ms: { wasm: loading, head, first: performance.now() - made } });
        first = null;
      }
    }
    if (step.moves) await frame();
    return step.more ? 0 : (step.later ?? undefined);
  }

  async function run() {
    while (!closed) {
      while (queue.length > 0) await handle(queue.shift());
      if (closed) return;
      if (!engine || !visible) {
        await called.wait();
        continue;
      }
      const wait = await draw();
      if (wait === 0) await turn();
      else if (queue.length === 0) await called.wait(wait);
    }
  }

  function failed(thrown) {
    const error = toldOf(thrown, "device");
    closed = true;
    event("failed", { ...error, fatal: thrown instanceof WebAssembly.RuntimeError });
  }

  run().catch(failed);
  return {
    receive(asked) {
      queue.push(asked);
      called.ring();
    },
  };
}
