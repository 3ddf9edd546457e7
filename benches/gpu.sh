#!/usr/bin/env bash
# gpu.sh [options]: what a frame costs on this machine's GPU, pass by pass, with each trick on and off. One command, from anywhere.
#
#   benches/gpu.sh                                        1080p and 4K, 10k, 100k and 1M dots: minutes on a GPU, hours without
#   benches/gpu.sh --size 320x180 --dots 10000 --frames 3   a quick look
#   benches/gpu.sh --backend vulkan > table.md            one graphics interface; the table is Markdown
#   PROFILE=dev benches/gpu.sh …                          without the long build; CPU times are then no measure
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec cargo bench --quiet --profile "${PROFILE:-bench}" --bench gpu -- "$@"
