#!/usr/bin/env bash
# The page and its component in real browsers, without a display or a GPU: tests/web/run.sh [firefox|chromium]... (default: firefox)
# Installs what it needs where it may: the browser, Mesa's lavapipe, puppeteer-core. web/build.sh must have built web/dist before.
#   DIST       folder of the built page; SHOTS, folder for screenshots; SCANS, scans opened one after the other (20)
#   TESTS      files to run, all of them without it
#   POINTILLE  program whose picture the browser's must equal (target/release/pointille)
# Exit code 3: a browser or npm's packages cannot be had here, and nothing was tested.
set -euo pipefail
cd "$(dirname "$0")"
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
cannot() { echo "NOT CHECKED: $1" >&2; exit 3; }

[ $# -gt 0 ] || set -- firefox
command -v node >/dev/null && command -v npm >/dev/null || cannot "Node.js 20 or newer is missing"
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || {
  timeout 180 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || cannot "npm cannot fetch puppeteer-core"
  touch node_modules
}
fetched=
fetch() {
  [ -n "$fetched" ] || timeout 120 apt-get --version >/dev/null 2>&1 || cannot "$* must be installed by hand here"
  [ -n "$fetched" ] || root timeout 300 apt-get update -qq || true
  fetched=yes
  root timeout 600 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null || cannot "$* cannot be installed here"
}
for browser in "$@"; do
  case $browser in
    firefox) command -v firefox-esr >/dev/null || command -v firefox >/dev/null || fetch firefox-esr ;;
    chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || fetch chromium ;;
    *) echo "not a browser to test in: $browser (firefox or chromium)" >&2; exit 2 ;;
  esac
done
ls /usr/share/vulkan/icd.d/lvp_icd.*json >/dev/null 2>&1 || fetch mesa-vulkan-drivers

for browser in "$@"; do
  echo "-- $browser"
  # shellcheck disable=SC2086
  # One file after the other: software drawing takes every core.
  BROWSER=$browser node --test --test-concurrency=1 --test-reporter=spec ${TESTS:-./*.test.mjs}
done
