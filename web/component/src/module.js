// The engine's module, made ready.

import init, * as glue from "pointille-glue";

let made = null;

/** The module from an address, from bytes, or from a response; made ready once. */
export function initialised(module) {
  made ??= init({ module_or_path: module }).then(() => glue);
  return made;
}
