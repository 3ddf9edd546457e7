// pointille-scans.js: the worker that reads one scan.

import init, { Scan } from "pointille-scans-glue";
import { decoded } from "./scan-pictures.js";

onmessage = async ({ data: { name, bytes, module } }) => {
  try {
    await init({ module_or_path: module });
  } catch (thrown) {
    postMessage({ told: { kind: "load", why: String(thrown?.message ?? thrown) } });
    return;
  }
  try {
    const scan = new Scan(new Uint8Array(bytes), name);
    for (let picture = scan.wanted(); picture; picture = scan.wanted()) {
      try {
        const { width, height, data } = await decoded(picture);
        scan.give(width, height, new Uint8Array(data.buffer));
      } catch (thrown) {
        if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
        scan.refuse(String(thrown?.message ?? thrown));
      }
    }
    const head = scan.read();
    postMessage({ head }, [head.buffer]);
  } catch (thrown) {
    const broken = thrown instanceof WebAssembly.RuntimeError;
    const why = broken ? `${name} needs more memory than a browser gives, or breaks the reader; use the program` : String(thrown);
    postMessage({ told: typeof thrown === "string" ? JSON.parse(thrown) : { kind: "scan", why } });
  }
};
