// Bundles the page and puts into it the messages that it asks for, from assets/words. A key without words fails the build.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { asked, messagesOf } from "./messages.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const words = join(here, "../../assets/words");
const dist = process.argv[2];
const sources = [join(here, "index.html"), ...readdirSync(join(here, "src")).map((name) => join(here, "src", name))];
const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");

const all = Object.fromEntries(["en", "es", "pt-BR"].map((tag) => [tag, messagesOf(["", "window-", "web-"].map((kind) => readFileSync(join(words, `${kind}${tag}.ftl`), "utf8")))]));
const keys = asked(text, [...all.en.keys()]);
const messages = {};
for (const [tag, known] of Object.entries(all)) {
  const missing = keys.filter((key) => !known.has(key));
  if (missing.length) throw new Error(`${tag} lacks ${missing.join(", ")}`);
  messages[tag] = keys.map((key) => known.get(key)).join("\n");
}

await build({
  entryPoints: [join(here, "src/main.js")],
  outfile: join(dist, "page.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome113", "firefox128", "safari17"],
  external: ["./pointille-head.js"],
  legalComments: "none",
  logLevel: "warning",
  plugins: [{
    name: "words",
    setup(made) {
      made.onResolve({ filter: /^words$/ }, () => ({ path: "words", namespace: "words" }));
      made.onLoad({ filter: /.*/, namespace: "words" }, () => ({ contents: JSON.stringify(messages), loader: "json" }));
    },
  }],
});
console.log(`page.js: ${keys.length} messages in ${Object.keys(messages).length} languages`);
