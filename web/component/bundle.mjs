// Bundles the element's scripts into a folder: `node bundle.mjs TOOLS GLUE OUT`. TOOLS has node_modules with esbuild, GLUE what wasm-bindgen
// wrote and the optimised modules. Called by ../build.sh.

import { createRequire } from "node:module";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gzipSync, constants } from "node:zlib";

const [tools, glue, out] = process.argv.slice(2);
const esbuild = createRequire(join(tools, "package.json"))("esbuild");
const here = fileURLToPath(new URL(".", import.meta.url));
const wasm = readFileSync(join(glue, "pointille.wasm"));
const packed = gzipSync(wasm, { level: constants.Z_BEST_COMPRESSION }).toString("base64");

/** The program's words for faults of plans and scans, by language and key; English ones are the engine's own. */
function faultWords() {
  const words = {};
  for (const lang of ["es", "pt-BR"]) {
    const text = readFileSync(join(here, `../../assets/words/window-${lang}.ftl`), "utf8");
    const keys = ["at-line", "in-plan", "syntax", "unknown-key", "missing-key", "wrong-value", "out-of-range", "newer", "no-head"];
    words[lang] = Object.fromEntries(
      keys.map((key) => {
        const found = new RegExp(`^fault-${key} = (.*)$`, "m").exec(text);
        if (!found) throw new Error(`fault-${key} has no words in ${lang}`);
        return [key, found[1]];
      }),
    );
  }
  return words;
}

const parts = {
  name: "parts",
  setup(build) {
    build.onResolve({ filter: /^pointille-(scans-)?glue$/ }, ({ path }) => ({
      path: join(glue, path === "pointille-glue" ? "pointille_web.js" : "pointille_scans.js"),
    }));
    // The worker is a file of its own beside the element's.
    build.onResolve({ filter: /^\.\/pointille-worker\.js$/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /^pointille-fault-words$/ }, ({ path }) => ({ path, namespace: "words" }));
    build.onLoad({ filter: /.*/, namespace: "words" }, () => ({ contents: `export const FAULTS = ${JSON.stringify(faultWords())};` }));
    build.onResolve({ filter: /^pointille-packed$/ }, ({ path }) => ({ path, namespace: "packed" }));
    build.onLoad({ filter: /.*/, namespace: "packed" }, () => ({ contents: `export const packed = "${packed}";` }));
  },
};

async function bundled(entry, name, format) {
  await esbuild.build({
    entryPoints: [join(here, "src", entry)],
    outfile: join(out, name),
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
    logLevel: "warning",
    // The modules are always given by address or bytes.
    define: format === "iife" ? { "import.meta.url": '""' } : {},
    plugins: [parts],
  });
}

await bundled("main.js", "pointille-head.js", "esm");
await bundled("worker-entry.js", "pointille-worker.js", "esm");
await bundled("scans-entry.js", "pointille-scans.js", "esm");
await bundled("live.js", "pointille-live.js", "iife");
const live = readFileSync(join(out, "pointille-live.js"), "utf8");
for (const breaks of ["</script", "<!--"]) {
  if (live.toLowerCase().includes(breaks)) throw new Error(`pointille-live.js holds ${breaks} and cannot stand in a page`);
}
for (const name of ["pointille.wasm", "pointille-scans.wasm"]) copyFileSync(join(glue, name), join(out, name));
copyFileSync(join(here, "../../assets/plan.schema.json"), join(out, "pointille-schema.json"));
for (const name of ["pointille-head.d.ts", "story.html", "README.md", "package.json"]) copyFileSync(join(here, name), join(out, name));
