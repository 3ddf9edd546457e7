#!/usr/bin/env bash
# The try-it page, built into a folder beside the element: web/page/build.sh [TOOLS] DIST. web/build.sh calls it.
# Needs npm; takes @fluent/bundle and esbuild at the locked versions. Ends with 69 where they cannot be fetched.
# The pictures are the program's (pictures.sh); where it is not built yet they are left out, and that is said.
set -euo pipefail
dist=${!#}
[ $# -gt 0 ] || { echo "name the folder to build into" >&2; exit 2; }
mkdir -p "$dist"
dist=$(cd "$dist" && pwd)
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer" >&2; exit 69; }
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || {
  timeout 300 npm ci --no-audit --no-fund --loglevel=error || { echo "@fluent/bundle and esbuild cannot be fetched here" >&2; exit 69; }
  touch node_modules
}
node build.mjs "$dist"
cp index.html page.css icon.svg "$dist/"
drawn=${CARGO_TARGET_DIR:-$PWD/../target}/drawn
if ./pictures.sh "$drawn"; then
  mkdir -p "$dist/drawn"
  cp "$drawn"/*.jpg "$dist/drawn/"
else
  # 3 says that the program is missing.
  [ $? = 3 ] || exit 1
  echo "the page has no pictures yet: cargo build --release, then $PWD/build.sh $dist"
fi
