// pointille-scans.js: the worker that reads one scan.

import init, { read_scan } from "pointille-scans-glue";

onmessage = async ({ data: { name, bytes, module } }) => {
  try {
    await init({ module_or_path: module });
  } catch (thrown) {
    postMessage({ told: { kind: "load", why: String(thrown?.message ?? thrown) } });
    return;
  }
  try {
    const head = read_scan(new Uint8Array(bytes), name);
    postMessage({ head }, [head.buffer]);
  } catch (thrown) {
    const broken = thrown instanceof WebAssembly.RuntimeError;
    const why = broken ? `${name} needs more memory than a browser gives, or breaks the reader; use the program` : String(thrown);
    postMessage({ told: { kind: "scan", why } });
  }
};
