#!/usr/bin/env bash
# Pictures of the page that the program draws: cards of plans, hairlines and lights, and the frames for browsers without WebGPU.
#   web/page/pictures.sh FOLDER
# POINTILLE names the program. What it has drawn already is not drawn again, unless a plan has changed. Ends with 3 where it is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:?folder to write to}
program=${POINTILLE:-}
for candidate in "$root/target/release/pointille" "$root/target/debug/pointille"; do
  [ -n "$program" ] || { [ -x "$candidate" ] && program=$candidate; }
done
[ -n "$program" ] || { echo "the program that draws the page's pictures is not there (target/release/pointille, or POINTILLE)" >&2; exit 3; }
# Another build of the program draws all of them anew.
build=$(cksum <"$program")
[ "$build" = "$(cat "$folder/.program" 2>/dev/null)" ] || rm -rf "$folder"
mkdir -p "$folder/plans"
echo "$build" >"$folder/.program"
cp "$root"/assets/plans/*.toml "$folder/plans/"
# A plan a hairline: the built-in one with another shape. The page's own list names them.
shapes=$(sed -n '/^export const HAIRLINES/,/^}/p' "$here/src/names.js" | grep -o '^  "[a-z-]*"' | tr -d '" ')
for shape in $shapes; do
  # A strong shade, and seen close: on a small card the shape is what counts.
  sed "s/^preset = \"[a-z-]*\"/preset = \"$shape\"/" "$root/assets/plans/full-head.toml" >"$folder/plans/line-$shape.toml"
  printf '\n[pigment]\nshade = "strong"\n' >>"$folder/plans/line-$shape.toml"
done

{
  printf 'folder = "."\n[defaults]\nquality = "standard"\n'
  # The first look, as the head itself begins.
  printf '[[pictures]]\nplan = "plans/full-head.toml"\nview = "three-quarter-left"\nsize = "1800x900"\nname = "start.jpg"\n'
  card() { printf '[[pictures]]\nplan = "plans/%s.toml"\nview = "%s"\nsize = "280x300"\nname = "plan-%s.jpg"\n' "$1" "$2" "$1"; }
  card full-head three-quarter-left
  card mature-hairline "20,12"
  card crown crown
  card diffuse top
  card womens-parting "30,40"
  card strip-scar back
  card fue-scars "155,8"
  card soft-square three-quarter-right
  card dark-skin three-quarter-left
  card whole-scalp left
  for shape in $shapes; do
    printf '[[pictures]]\nplan = "plans/line-%s.toml"\nview = "0,16"\nfocus = "trichion"\nsize = "240x170"\nname = "line-%s.jpg"\n' "$shape" "$shape"
  done
  printf '[[pictures]]\nplan = "plans/full-head.toml"\nview = "three-quarter-left"\nsize = "160x180"\nlight = ["clinic", "daylight", "sun", "window", "ring", "studio", "evening"]\nname = "light-{light}.jpg"\n'
  # Once round in twelve steps, at three times.
  printf '[[pictures]]\nplan = "plans/full-head.toml"\nview = ["0,12", "30,12", "60,12", "90,12", "120,12", "150,12", "180,12", "-150,12", "-120,12", "-90,12", "-60,12", "-30,12"]\nat = ["before", "healed", "5y"]\nsize = "840x600"\nname = "frame-{view}-{at}.jpg"\n'
} >"$folder/pictures.toml"
"$program" batch "$folder/pictures.toml" --no-progress
rm -rf "$folder/plans" "$folder/pictures.toml"
