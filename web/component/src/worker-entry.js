// pointille-worker.js: the engine's worker; on the page's thread it only lends its parts.

import { host } from "./host.js";
import { initialised } from "./module.js";
import { serve } from "./worker.js";

if (typeof document === "undefined") serve(globalThis);

export { host, initialised };
