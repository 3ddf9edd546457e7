#!/usr/bin/env python3
"""How often a head of your own comes back by itself: turns it at random, upside down too, moves it, changes its unit, and
asks `pointille check` where it lies. Truth is the pose found for the file as it is.

    tests/reference/poses.py PROGRAM HEAD [POSES]

Prints the share within 5 degrees and 5 mm, and the worst. HEAD is an OBJ or a binary little-endian PLY with float x, y, z
first. Needs Python 3 and NumPy."""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

UNITS = {"metres": 1000.0, "centimetres": 10.0, "inches": 25.4, "millimetres": 1.0}


def vertices(path):
    """The file's vertices, and a function that gives its bytes with others in their place."""
    data = path.read_bytes()
    if path.suffix.lower() == ".obj":
        lines = data.decode("latin-1").splitlines()
        at = [i for i, line in enumerate(lines) if line.startswith("v ")]
        points = np.array([[float(x) for x in lines[i].split()[1:4]] for i in at])

        # Normals are left as they are: the program makes its own.
        return points, lambda new: "\n".join(_with(lines, at, new)).encode("latin-1")
    end = data.index(b"end_header\n") + 11
    header = data[:end].decode()
    count = int(re.search(r"element vertex (\d+)", header)[1])
    body = header[header.index("element vertex"):header.index("element face")]
    sizes = {"float": 4, "uchar": 1, "double": 8, "int": 4, "short": 2, "ushort": 2, "uint": 4, "char": 1}
    stride = sum(sizes[kind] for kind in re.findall(r"property (\w+) \w+", body))
    block = np.frombuffer(data, np.uint8, count * stride, end).reshape(count, stride)
    points = block[:, :12].copy().view("<f4").astype(float)

    def replaced(new):
        out = block.copy()
        out[:, :12] = np.ascontiguousarray(new, "<f4").view(np.uint8)
        return data[:end] + out.tobytes() + data[end + count * stride:]

    return points, replaced


def _with(lines, at, new):
    out = list(lines)
    for i, (x, y, z) in zip(at, new):
        out[i] = " ".join([f"v {x:.9g} {y:.9g} {z:.9g}", *lines[i].split()[4:]])
    return out


def pose(program, path):
    ran = subprocess.run([program, "check", str(path), "--json"], capture_output=True, text=True)
    if ran.returncode:
        return None
    report = json.loads(ran.stdout)["import"]
    return report["mm_per_unit"], np.array(report["rotation"]), np.array(report["file_origin_mm"]), report["units"]


def main():
    program, head, poses = sys.argv[1], Path(sys.argv[2]), int((sys.argv[3:] or [100])[0])
    points, replaced = vertices(head)
    truth = pose(program, head)
    if truth is None:
        sys.exit(f"{head}: no head as it is")
    scale, rotation, origin, _ = truth
    home = scale * points @ rotation.T + origin
    rng = np.random.default_rng(7)
    good, worst, lost = 0, [0.0, 0.0], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("posed" + head.suffix)
        for k in range(poses):
            turn, upper = np.linalg.qr(rng.normal(size=(3, 3)))
            turn = turn * np.sign(np.diag(upper))
            if np.linalg.det(turn) < 0.0:
                turn[:, 0] *= -1.0
            shift = rng.uniform(-450.0, 450.0, 3)
            unit = list(UNITS)[k % len(UNITS)]
            path.write_bytes(replaced((home @ turn.T + shift) / UNITS[unit]))
            found = pose(program, path)
            if found is None:
                lost += 1
                print(f"{head.name} pose {k}: said to be no head")
                continue
            scale, rotation, origin, said = found
            cosine = (np.trace(rotation @ turn) - 1.0) / 2.0
            degrees = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
            # The head's own origin was brought to `shift`, in the posed file's unit.
            mm = np.linalg.norm(scale / UNITS[unit] * rotation @ shift + origin)
            fine = degrees <= 5.0 and mm <= 5.0 and said == unit
            good += fine
            worst = [max(worst[0], degrees), max(worst[1], mm)] if fine else worst
            if not fine:
                print(f"{head.name} pose {k}: {degrees:.1f} degrees, {mm:.1f} mm, {said} for {unit}")
    print(f"{head.name}: {good} of {poses} within 5 degrees and 5 mm; of these the worst {worst[0]:.2f} degrees, "
          f"{worst[1]:.2f} mm; {lost} lost")


main()
