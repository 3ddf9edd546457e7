#!/usr/bin/env bash
# Draws the README's pictures again. From the repository's root: assets/pictures/make.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked
pointille=${CARGO_TARGET_DIR:-target}/release/pointille
"$pointille" sheet full-head -o assets/pictures/before-after.jpg --size 420x520
