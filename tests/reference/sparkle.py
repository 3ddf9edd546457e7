#!/usr/bin/env python3
"""Sparkle of a film: how much pixels flicker from picture to picture beside what moves.

    pip install numpy pillow
    python3 tests/reference/sparkle.py [PROGRAM [WIDTHxHEIGHT]]

PROGRAM is target/release/pointille unless named, the size 960x540. Three figures come out as one JSON object, all in eight-bit steps of
luminance (the mean is over pixels of the head, before the plain `--background`):

`turning`: six pictures of a turn of ten seconds, each with the film's own samples and again with 64. What the two differ by is error; the
part of it that changes from one picture to the next is seen as sparkle: root of the mean square of that change over the square root of
2. `worst_tenth` is that of the tenth of 16 x 16 blocks that flicker most. `tone` is the mean error. `scene_change` is what the many
samples themselves change by: the movement that sparkle has to hide in.
`standing`: a film of healing, its camera still. In the lower face nothing is treated: the mean absolute second difference in time there.
`grain_alike`: the same picture twice, which must be 0.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

# Pictures 48 to 53 of 300: the head at three quarters.
RUN = "9/50"
MANY_SAMPLES = 64
GROUND = "#808080"


def luminance(path):
    rgb = np.asarray(Image.open(path).convert("RGB"), dtype=np.float64)
    return rgb @ [0.2126, 0.7152, 0.0722], np.abs(rgb - 128).max(axis=2) > 6


def film(program, size, *more):
    """The pictures of a run of a film: luminance, and where the head is."""
    with tempfile.TemporaryDirectory() as folder:
        ask = [program, "turntable", "-o", f"{folder}/film", "--size", size, "--no-label", "--background", GROUND, *more]
        subprocess.run(ask, check=True, stderr=subprocess.DEVNULL)
        seen = [luminance(path) for path in sorted(pathlib.Path(folder, "film").glob("*.png"))]
    return np.array([picture for picture, _ in seen]), np.logical_and.reduce([head for _, head in seen])


def blocks(square, inside):
    rows, columns = square.shape[0] // 16 * 16, square.shape[1] // 16 * 16
    cut = lambda a: a[:rows, :columns].reshape(rows // 16, 16, columns // 16, 16)
    whole = cut(inside).all(axis=(1, 3))
    return cut(square).mean(axis=(1, 3))[whole]


def turning(program, size):
    few, inside = film(program, size, "--shard", RUN)
    many, inside_too = film(program, size, "--shard", RUN, "--samples", str(MANY_SAMPLES))
    always = inside & inside_too
    error = few - many
    flicker = (np.diff(error, axis=0) ** 2).mean(axis=0) / 2
    worst = np.sort(blocks(flicker, always))
    change = (np.diff(many, axis=0) ** 2).mean(axis=0)
    return {
        "sparkle": float(np.sqrt(flicker[always].mean())),
        "worst_tenth": float(np.sqrt(worst[-max(1, len(worst) // 10) :].mean())),
        "tone": float(error.mean(axis=0)[always].mean()),
        "scene_change": float(np.sqrt(change[always].mean())),
        "pixels": int(always.sum()),
    }


def standing(program, size):
    light, inside = film(program, size, "--movement", "healing", "--seconds", "1.6", "--fps", "10")
    inside[: inside.shape[0] * 55 // 100] = False
    second = np.abs(light[2:] - 2 * light[1:-1] + light[:-2]).mean(axis=0)
    return {"second_difference": float(second[inside].mean()), "pixels": int(inside.sum())}


program = sys.argv[1] if len(sys.argv) > 1 else "target/release/pointille"
size = sys.argv[2] if len(sys.argv) > 2 else "960x540"
twice = [film(program, size, "--shard", "150/300")[0] for _ in range(2)]
report = {
    "size": size,
    "turning": turning(program, size),
    "standing": standing(program, size),
    "grain_alike": float(np.abs(twice[0] - twice[1]).max()),
}
print(json.dumps(report, indent=1))
