#!/usr/bin/env bash
# Builds everything that pages need into web/dist: the engine and the import of scans as WebAssembly, the element, the page. Installs what it needs
# (Rust's target, wasm-bindgen, wasm-opt, esbuild) into a folder of its own. Prints the sizes, and fails where they are over the limits.
# Ends with 69 where a tool cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")"

target=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR=$target
tools=$target/tools
dist=${POINTILLE_DIST:-$PWD/dist}
# Limits, bytes of brotli: the element with its engine; the same with the import of scans.
element_limit=560000 scans_limit=900000

missing() { echo "$1 cannot be fetched here" >&2; exit 69; }
mkdir -p "$tools" "$dist"

wasm=wasm32-unknown-unknown
installed() { [ -d "$(rustc --print target-libdir --target $wasm)" ]; }
installed || timeout 300 rustup target add $wasm || true
installed || missing "Rust's standard library for $wasm"

# The program that writes the glue must be of the version that the modules are compiled with.
bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
if ! "$tools/bin/wasm-bindgen" --version 2>/dev/null | grep -qF " $bindgen"; then
  # As its makers locked it; where a mirror lacks one of those versions, with what there is.
  glue_program() { CARGO_TARGET_DIR=$tools/target timeout 1200 cargo install wasm-bindgen-cli --version "$bindgen" --quiet --root "$tools" "$@"; }
  glue_program --locked || glue_program || missing "wasm-bindgen $bindgen"
  rm -rf "$tools/target"
fi
command -v node >/dev/null && command -v npm >/dev/null || missing "node, with npm"
# Debian's wasm-opt (108) makes modules that do not start.
binaryen=132.0.0 esbuild=0.28.2
if ! grep -qsF "$binaryen $esbuild" "$tools/versions"; then
  (cd "$tools" && { [ -e package.json ] || echo '{"private": true}' >package.json; } \
    && timeout 300 npm install --silent --no-audit --no-fund "binaryen@$binaryen" "esbuild@$esbuild") || missing "binaryen or esbuild"
  echo "$binaryen $esbuild" >"$tools/versions"
fi

# The names of files in the texts of panics begin at the crates, not at this machine's folders.
cargo fetch --locked --target $wasm
flags=(-C target-feature=+simd128 "--remap-path-prefix=$(cd .. && pwd)/=")
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do flags+=("--remap-path-prefix=$registry="); done
flags=$(IFS=$'\x1f' && echo "${flags[*]}")
CARGO_ENCODED_RUSTFLAGS=$flags cargo build --release --locked --target $wasm --workspace

glue=$target/glue
rm -rf "$glue" && mkdir -p "$glue"
for name in pointille_web:pointille pointille_scans:pointille-scans; do
  from=${name%:*} to=${name#*:}
  "$tools/bin/wasm-bindgen" --target web --out-dir "$glue" "$target/$wasm/release/$from.wasm"
  # What has one caller stays a function of its own: the same code in larger functions compresses worse.
  "$tools/node_modules/.bin/wasm-opt" -Oz --one-caller-inline-max-function-size=0 --low-memory-unused --zero-filled-memory --enable-simd --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-multivalue "$glue/${from}_bg.wasm" -o "$glue/$to.wasm"
  node component/short-imports.mjs "$glue/$from.js" "$glue/$to.wasm"
done

rm -rf "${dist:?}"/*
node component/bundle.mjs "$tools" "$glue" "$dist"
if [ -x page/build.sh ]; then page/build.sh "$tools" "$dist"; fi

node - "$dist" "$element_limit" "$scans_limit" <<'SIZES'
const { readFileSync } = require("node:fs");
const { brotliCompressSync, gzipSync, constants } = require("node:zlib");
const [dist, elementLimit, scansLimit] = process.argv.slice(2);
const sums = {};
console.log("bytes".padEnd(24), "raw".padStart(10), "gzip".padStart(10), "brotli".padStart(10));
const row = (name, sizes) => console.log(name.padEnd(24), ...sizes.map((size) => String(size).padStart(10)));
for (const name of ["pointille-head.js", "pointille-worker.js", "pointille.wasm", "pointille-scans.js", "pointille-scans.wasm", "pointille-live.js"]) {
  const bytes = readFileSync(`${dist}/${name}`);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  sums[name] = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
  row(name, sums[name]);
}
const sum = (names) => [0, 1, 2].map((i) => names.reduce((all, name) => all + sums[name][i], 0));
const element = sum(["pointille-head.js", "pointille-worker.js", "pointille.wasm"]);
const scans = sum(["pointille-head.js", "pointille-worker.js", "pointille.wasm", "pointille-scans.js", "pointille-scans.wasm"]);
row("the element", element);
row("with a scan", scans);
const over = [[element[2], elementLimit, "the element"], [scans[2], scansLimit, "the element with the import of scans"]].filter(([size, limit]) => size > limit);
for (const [size, limit, what] of over) console.error(`${what} has ${size} bytes of brotli, more than ${limit}`);
process.exit(over.length ? 1 : 0);
SIZES
