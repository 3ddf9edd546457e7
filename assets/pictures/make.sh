#!/usr/bin/env bash
# Draws the README's pictures again. From the repository's root: assets/pictures/make.sh
# Papers are drawn as PDF; poppler's pdftoppm and ImageMagick's montage make one picture of them. Take-home page and model are opened in a
# headless Chromium, the model by three.js from npm, served by Python; the page for browsers in a headless Firefox (tests/web).
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked
pointille=${CARGO_TARGET_DIR:-target}/release/pointille
"$pointille" sheet full-head -o assets/pictures/before-after.jpg --size 420x520
"$pointille" compare full-head --roads -o assets/pictures/roads.jpg --size 240x264
"$pointille" turntable full-head -o assets/pictures/turn.webp --shape 1:1 --size 256x256 --seconds 3 --fps 10 --samples 8
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$pointille" record full-head -o "$made/record.pdf" --date 2026-01-31
"$pointille" film full-head -o "$made/film.pdf" --date 2026-01-31
pdftoppm -r 60 -l 2 -png "$made/record.pdf" "$made/1"
pdftoppm -r 60 -l 1 -png "$made/film.pdf" "$made/2"
montage "$made"/*.png -tile x1 -geometry +8+8 -background '#c8c8c6' -quality 82 assets/pictures/papers.jpg

browse() { # ADDRESS WIDTHxHEIGHT PICTURE
    chromium --headless --no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --virtual-time-budget=120000 \
        --window-size="${2/x/,}" --screenshot="$made/shot.png" "$1"
    convert "$made/shot.png" -crop "$2+0+0" +repage -quality 80 "$3"
}
web/build.sh
(cd tests/web && npm ci --ignore-scripts --silent)
POINTILLE="$pointille" node tests/web/picture.mjs assets/pictures/web.jpg
"$pointille" page full-head -o "$made/page.html" --at healed --size 400x500
browse "file://$made/page.html" 1000x760 assets/pictures/page.jpg
"$pointille" model full-head -o "$made/head.glb" --at healed
cp assets/pictures/model.html "$made"
(cd "$made" && npm pack --silent three@0.170 && tar xzf three-*.tgz)
python3 -m http.server 8765 --bind 127.0.0.1 --directory "$made" 2> /dev/null &
trap 'kill %1; rm -rf "$made"' EXIT
sleep 1
browse http://127.0.0.1:8765/model.html 960x480 assets/pictures/model.jpg
