#!/usr/bin/env python3
"""A frame of ours beside one of pygfx and one of three.js: the same head, dots, lights and size, on software drivers, in one run.

    pip install pygfx rendercanvas numpy        # pygfx 0.17 wants numpy 2.1; a Vulkan driver such as Mesa's lavapipe
    npm install --prefix F three                # and Chromium on the PATH (apt-get install chromium)
    python3 tests/reference/viewers.py --three F/node_modules/three/build

runs `cargo bench --bench frame -- --export`, which writes 150,000 triangles and 100,000 dots of 0.3 to 0.6 mm and draws them with
skin, scatter and pigment under three lights of which one casts a shadow; then draws them as the others do: one mesh with a standard
(physically based) material, the same three lights, one shadow map, and the dots as instanced opaque discs, without antialiasing.
three.js runs in a headless Chromium, over Mesa's llvmpipe and over Chromium's own SwiftShader; the faster of the two counts.
Prints all and the ratios, by wall time and by the work of all threads (which other programs on the machine cannot stretch).
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import rig
import three

SIZE = (1920, 1080)
FRAMES = 9


def read_obj(path):
    positions, normals, faces = [], [], []
    for line in path.read_text().splitlines():
        word, *rest = line.split()
        if word == "v":
            positions.append([float(x) for x in rest[:3]])
        elif word == "vn":
            normals.append([float(x) for x in rest])
        elif word == "f":
            faces.append([int(x.split("/")[0]) - 1 for x in rest])
    return np.array(positions, np.float32), np.array(normals, np.float32), np.array(faces, np.uint32)


def work_ms():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e3


SKIN, INK, AMBIENT = "#ab8c78", "#3c434a", 0.4


def discs(folder):
    """A matrix a dot that takes the unit disc to its place, columns last."""
    dots = np.loadtxt(folder / "dots.csv", delimiter=",", skiprows=1, dtype=np.float32)
    n = dots[:, 3:6]
    helper = np.where(np.abs(n[:, :1]) < 0.9, np.array([[1.0, 0, 0]]), np.array([[0, 1.0, 0]]))
    across = np.cross(helper, n)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    matrices = np.zeros((len(dots), 4, 4), np.float32)
    radius = dots[:, 6:7]
    matrices[:, :3, 0], matrices[:, :3, 1], matrices[:, :3, 2] = across * radius, np.cross(n, across) * radius, n
    matrices[:, :3, 3], matrices[:, 3, 3] = dots[:, :3] + 0.05 * n, 1
    return matrices


def three_frame(modules, mesh, matrices, driver):
    positions, normals, faces = mesh
    azimuth, elevation = (np.radians(x) for x in rig.VIEWS["three-quarter-left"])
    lamps = [{"direction": [float(x) for x in direction], "irradiance": float(irradiance.mean())}
             for direction, _, irradiance in rig.exposed("studio")[0]]
    scene = {"size": SIZE, "frames": FRAMES, "skin": SKIN, "ink": INK, "ambient": AMBIENT, "lamps": lamps, "target": rig.TARGET.tolist(),
             "distance_mm": rig.DISTANCE_MM, "fov_deg": rig.FOV_DEG, "azimuth": azimuth, "elevation": elevation}
    arrays = {"positions": positions, "normals": normals, "faces": faces, "matrices": matrices.transpose(0, 2, 1).copy()}
    return three.frames(modules, scene, arrays, driver)


def pygfx_frame(mesh, matrices):
    import pygfx as gfx
    from rendercanvas.offscreen import OffscreenRenderCanvas

    positions, normals, faces = mesh
    canvas = OffscreenRenderCanvas(size=SIZE, pixel_ratio=1)
    renderer = gfx.WgpuRenderer(canvas, pixel_ratio=1, ppaa="none")
    scene = gfx.Scene()
    head = gfx.Mesh(gfx.Geometry(positions=positions, normals=normals, indices=faces.astype(np.int32)),
                    gfx.MeshStandardMaterial(color=SKIN, roughness=0.46))
    head.cast_shadow = head.receive_shadow = True
    scene.add(head)
    corners = 8
    turn = 2 * np.pi * np.arange(corners) / corners
    disc = np.concatenate([[[0, 0, 0]], np.stack([np.cos(turn), np.sin(turn), 0 * turn], -1)]).astype(np.float32)
    wheel = np.array([[0, 1 + i, 1 + (i + 1) % corners] for i in range(corners)], np.int32)
    flat = np.tile(np.array([[0, 0, 1]], np.float32), (corners + 1, 1))
    field = gfx.InstancedMesh(gfx.Geometry(positions=disc, normals=flat, indices=wheel),
                              gfx.MeshStandardMaterial(color=INK, roughness=0.46), len(matrices))
    for i, matrix in enumerate(matrices):
        field.set_matrix_at(i, matrix)
    scene.add(field)
    lights, _ = rig.exposed("studio")
    lamps = []
    for i, (direction, _, irradiance) in enumerate(lights):
        lamp = gfx.DirectionalLight("#ffffff", float(irradiance.mean()))
        lamp.cast_shadow = i == 0
        lamp.local.position = tuple(float(x) for x in direction * 400)
        scene.add(lamp)
        lamps.append((lamp, direction))
    scene.add(gfx.AmbientLight("#ffffff", AMBIENT))
    # pygfx's field of view spans the mean of width and height.
    aspect = SIZE[0] / SIZE[1]
    fov = 2 * np.degrees(np.arctan(np.tan(np.radians(rig.FOV_DEG) / 2) * (1 + aspect) / 2))
    camera = gfx.PerspectiveCamera(fov, aspect, depth_range=(50, 3000))
    az, el = (np.radians(x) for x in rig.VIEWS["three-quarter-left"])

    def draw():
        eye = rig.TARGET + rig.DISTANCE_MM * np.array([np.sin(az) * np.cos(el), np.sin(el), np.cos(az) * np.cos(el)])
        camera.local.position = tuple(float(x) for x in eye)
        camera.look_at(tuple(float(x) for x in rig.TARGET))
        for lamp, direction in lamps:
            lamp.local.position = tuple(float(x) for x in rig.turned(direction, az) * 400)
            lamp.look_at((0, 0, 0))
        renderer.render(scene, camera)

    canvas.request_draw(draw)
    picture = np.asarray(canvas.draw())
    before, wall = work_ms(), []
    for _ in range(FRAMES):
        az += 0.01
        started = time.perf_counter()
        # The canvas brings each frame's pixels back: that waits for the device; a copy of 8 MB is part of the time.
        picture = np.asarray(canvas.draw())
        wall.append((time.perf_counter() - started) * 1e3)
    work = (work_ms() - before) / FRAMES
    from importlib.metadata import version

    return picture, {"pygfx": version("pygfx"), "device": renderer.device.adapter.info["device"], "ms": statistics.median(wall), "cpu_ms": work}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path, help="where the scene is written, and kept")
    parser.add_argument("--report", type=pathlib.Path, help="what the bench printed, where it has run on that folder before")
    parser.add_argument("--three", type=pathlib.Path, help="the folder of three.module.js, to draw with three.js, too")
    parser.add_argument("--no-pygfx", action="store_true", help="leaves pygfx out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or pathlib.Path(temporary)
        if args.report:
            told = args.report.read_text()
        else:
            told = subprocess.run(["cargo", "bench", "--bench", "frame", "--", "--export", folder], check=True, text=True, stdout=subprocess.PIPE).stdout
        ours = next(row for row in json.loads(told[told.index("{"):])["dots"] if row["dots"] == 100_000)
        mesh, matrices = read_obj(folder / "head.obj"), discs(folder)
        others = []
        if not args.no_pygfx:
            picture, report = pygfx_frame(mesh, matrices)
            others.append(report)
            if args.folder:
                np.save(folder / "pygfx.npy", picture)
        for driver in three.DRIVERS if args.three else []:
            picture, report = three_frame(args.three, mesh, matrices, driver)
            others.append(report)
            if args.folder:
                (folder / f"three-{driver}.png").write_bytes(picture)
        for report in others:
            report["ratio_wall"], report["ratio_work"] = ours["ms"] / report["ms"], ours["cpu_ms"] / report["cpu_ms"]
        print(json.dumps({"ours": ours, "others": others, "cores": os.cpu_count()}, indent=2))


if __name__ == "__main__":
    main()
