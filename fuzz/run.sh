#!/usr/bin/env bash
# Runs fuzz targets one after the other: fuzz/run.sh [SECONDS [TARGET...]]; all of them for ten minutes each without words.
# FUZZ_JOBS=2 runs two targets at a time; their words then lie in fuzz/corpus/TARGET.log.
# An input may take 10 s (a whole import 120 s) and 1 GiB, one allocation 256 MiB: what a header promises must not be believed.
# The stable toolchain is enough: the coverage that libFuzzer steers by is a pass of LLVM's, and the crate has no unsafe code for a
# sanitizer to watch. Comparisons are not traced (two thirds of the time of a whole import); dictionaries stand in for them.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(obj mtl ply stl glb repair head plan words)

host=$(rustc -vV | sed -n 's/^host: //p')
bins=()
for target in "${targets[@]}"; do bins+=(--bin "$target"); done
RUSTFLAGS="--cfg fuzzing -Cdebug-assertions -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table" \
  cargo build --release --manifest-path fuzz/Cargo.toml --target "$host" --locked "${bins[@]}"

# Runs one target on its seeds, and on what earlier runs found.
run() {
  local target=$1 seeds=fuzz/seeds/$1 dictionary=fuzz/seeds/$1.dict limit=10
  [ "$target" = plan ] && seeds=assets/plans
  [ "$target" = head ] && limit=120
  mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
  "fuzz/target/$host/release/$target" "fuzz/corpus/$target" "$seeds" -artifact_prefix="fuzz/artifacts/$target/" \
    -max_total_time="$seconds" -timeout="$limit" -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=32768 -print_final_stats=1 \
    $([ -f "$dictionary" ] && echo "-dict=$dictionary")
}

jobs=${FUZZ_JOBS:-1}
if [ "$jobs" = 1 ]; then
  for target in "${targets[@]}"; do
    echo "== $target, $seconds s"
    run "$target"
  done
  exit
fi

export seconds host
export -f run
# Each target's words go to its log; of one that fails they are shown.
one() {
  mkdir -p fuzz/corpus
  if run "$1" >"fuzz/corpus/$1.log" 2>&1; then
    echo "== $1, $seconds s: $(sed -n 's/^stat::number_of_executed_units: */inputs: /p' "fuzz/corpus/$1.log")"
  else
    tail -n 40 "fuzz/corpus/$1.log"
    echo "== $1 FAILED; the input lies in fuzz/artifacts/$1" >&2
    return 1
  fi
}
export -f one
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'set -euo pipefail; one {}'
