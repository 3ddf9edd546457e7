// The engine in a worker. Its first message says whether WebGPU is there; the element begins elsewhere where it is not.

import { host } from "./host.js";
import { initialised } from "./module.js";

/** Answers messages of an element that come to a worker. */
export function serve(port, module) {
  let engine = null;
  port.onmessage = async ({ data }) => {
    if (data.call === "probe") {
      let adapter = null;
      try {
        adapter = await navigator.gpu?.requestAdapter();
      } catch {
        // As good as none.
      }
      engine = adapter ? host(() => initialised(module ?? data.module), (message, moved = []) => port.postMessage(message, moved)) : null;
      port.postMessage({ probed: Boolean(adapter) });
      return;
    }
    engine?.receive(data);
  };
}
