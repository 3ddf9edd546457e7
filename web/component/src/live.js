// pointille-live.js: one classic script with everything inside, for pages that are a single file. In a worker the same text is the engine.

import { elementOf, unpacked } from "./element.js";
import { host } from "./host.js";
import { toEngine } from "./link.js";
import { initialised } from "./module.js";
import { serve } from "./worker.js";
import { packed } from "pointille-packed";

if (typeof document === "undefined") {
  serve(globalThis);
} else {
  // Only while the script runs it is known which one it is.
  const script = document.currentScript;
  const own = () => {
    if (script?.src) return new Worker(script.src);
    const url = URL.createObjectURL(new Blob([script.textContent], { type: "text/javascript" }));
    return new Worker(url);
  };
  let bytes = null;
  const parts = {
    async engine(hear) {
      bytes ??= await unpacked(packed);
      return toEngine(own, bytes, async () => ({ host, initialised, module: bytes }), hear);
    },
    scan: () => Promise.reject({ kind: "load", why: "this page brings no import of scans" }),
  };
  if (!customElements.get("pointille-head")) customElements.define("pointille-head", elementOf(parts));
}
