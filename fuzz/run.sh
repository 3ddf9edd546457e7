#!/usr/bin/env bash
# Runs fuzz targets one after the other: fuzz/run.sh [SECONDS [TARGET...]]; all of them for ten minutes each without words.
# An input may take 10 s (a whole import 120 s) and 1 GiB, one allocation 256 MiB: what a header promises must not be believed.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(obj mtl ply stl glb repair head plan words)
for target in "${targets[@]}"; do
  echo "== $target, $seconds s"
  seeds=fuzz/seeds/$target
  [ "$target" = plan ] && seeds=assets/plans
  mkdir -p "fuzz/corpus/$target"
  limit=10
  build=()
  # A whole import is mostly comparisons of distances: tracing each takes two thirds of the time. And the crate has no
  # unsafe code for a sanitizer to watch.
  [ "$target" = head ] && limit=120 && build=(--no-trace-compares --sanitizer none)
  dictionary=fuzz/seeds/$target.dict
  cargo +nightly fuzz run ${build[@]+"${build[@]}"} "$target" "fuzz/corpus/$target" "$seeds" -- -max_total_time="$seconds" -timeout="$limit" \
    -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=32768 -print_final_stats=1 \
    $([ -f "$dictionary" ] && echo "-dict=$dictionary")
done
