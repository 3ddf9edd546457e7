// A scan read in a worker of its own, which ends with it: all its memory goes back, and a file that breaks the reader breaks nothing else.

/** The bytes of a head, from the bytes of a scan. Rejects with kind and why. */
export function scanned(worker, module, name, bytes) {
  return new Promise((resolve, reject) => {
    const at = worker();
    const end = (action, value) => {
      at.terminate();
      action(value);
    };
    at.onmessage = ({ data }) => (data.told ? end(reject, data.told) : end(resolve, data.head));
    at.onerror = (event) => {
      event.preventDefault?.();
      end(reject, { kind: "load", why: event.message || "the part that reads scans cannot be loaded" });
    };
    at.postMessage({ name, bytes, module }, [bytes]);
  });
}
