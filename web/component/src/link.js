// The way from an element to an engine: a worker, or the page's own thread where a worker has no WebGPU.

/** Milliseconds in which a worker has to answer its first message. */
const PATIENCE = 8000;

/** A link to an engine in a worker; null where that has no WebGPU. Throws where there is no worker. */
export function toWorker(worker, module, hear) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the worker does not answer")), PATIENCE);
    worker.onerror = (event) => {
      event.preventDefault?.();
      clearTimeout(timer);
      hear({ event: "failed", detail: { kind: "device", why: event.message || "the worker broke down", fatal: true } });
      reject(new Error(event.message || "the worker cannot be loaded"));
    };
    worker.onmessage = ({ data }) => {
      if (data.probed === undefined) return hear(data);
      clearTimeout(timer);
      if (!data.probed) {
        worker.terminate();
        return resolve(null);
      }
      return resolve({
        send: (message, moved = []) => worker.postMessage(message, moved),
        // What is still at work may end.
        close: () => setTimeout(() => worker.terminate(), 200),
      });
    };
    worker.postMessage({ call: "probe", module });
  });
}

/** A link to an engine on the page's thread; null where there is no WebGPU. */
export async function toPage(load, hear) {
  let adapter = null;
  try {
    adapter = await navigator.gpu?.requestAdapter();
  } catch {
    // As good as none.
  }
  if (!adapter) return null;
  const { host, initialised, module } = await load();
  const engine = host(() => initialised(module), (message) => queueMicrotask(() => hear(message)));
  return { send: (message) => engine.receive(message), close: () => {} };
}

/** In a worker where that works, else on the page's thread. `worker` makes one, `load` gives the engine for the page's thread. */
export async function toEngine(worker, module, load, hear) {
  let begun = true;
  try {
    const link = await toWorker(worker(), module, (message) => begun || hear(message));
    begun = false;
    if (link) return link;
  } catch {
    // A page from a file, or one whose policy forbids it.
  }
  return toPage(load, hear);
}
