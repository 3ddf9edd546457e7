#!/usr/bin/env bash
# Draws the README's pictures again. From the repository's root: assets/pictures/make.sh
# Papers are drawn as PDF; poppler's pdftoppm and ImageMagick's montage make one picture of them.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked
pointille=${CARGO_TARGET_DIR:-target}/release/pointille
"$pointille" sheet full-head -o assets/pictures/before-after.jpg --size 420x520
"$pointille" compare full-head --roads -o assets/pictures/roads.jpg --size 240x264
papers=$(mktemp -d)
trap 'rm -rf "$papers"' EXIT
"$pointille" record full-head -o "$papers/record.pdf" --date 2026-01-31
"$pointille" film full-head -o "$papers/film.pdf" --date 2026-01-31
pdftoppm -r 60 -l 2 -png "$papers/record.pdf" "$papers/1"
pdftoppm -r 60 -l 1 -png "$papers/film.pdf" "$papers/2"
montage "$papers"/*.png -tile x1 -geometry +8+8 -background '#c8c8c6' -quality 82 assets/pictures/papers.jpg
