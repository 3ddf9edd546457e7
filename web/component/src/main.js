// <pointille-head> as an ES module: importing it defines the element.

import { elementOf } from "./element.js";
import { PointilleError } from "./errors.js";
import { toEngine } from "./link.js";
import { scanned } from "./scanned.js";

const engineUrl = () => new URL("./pointille.wasm", import.meta.url).href;
const scansUrl = () => new URL("./pointille-scans.wasm", import.meta.url).href;

async function onPage() {
  const { host, initialised } = await import("./pointille-worker.js");
  return { host, initialised, module: engineUrl() };
}

async function schema() {
  const answer = await fetch(new URL("./pointille-schema.json", import.meta.url));
  if (!answer.ok) throw { kind: "load", why: `${answer.url}: ${answer.status} ${answer.statusText}` };
  return answer.json();
}

const parts = {
  schema,
  engine: (hear) =>
    toEngine(
      () => new Worker(new URL("./pointille-worker.js", import.meta.url), { type: "module" }),
      engineUrl(),
      onPage,
      hear,
    ),
  scan: (name, bytes) =>
    scanned(
      () => new Worker(new URL("./pointille-scans.js", import.meta.url), { type: "module" }),
      scansUrl(),
      name,
      bytes,
    ),
};

/** The element's class. */
export const PointilleHead = elementOf(parts);
export { PointilleError };

/** Defines the element under another name. */
export function define(tag) {
  if (!customElements.get(tag)) customElements.define(tag, class extends PointilleHead {});
}

if (!customElements.get("pointille-head")) customElements.define("pointille-head", PointilleHead);
