#!/usr/bin/env python3
"""A still of 64 samples beside Blender's Cycles with its own subsurface scattering: the time, and how dots tint the scalp.

    pip install bpy numpy
    cargo bench --bench frame -- --export FOLDER > FOLDER/frame.json
    python3 tests/reference/stills.py FOLDER

draws the exported scene (150,000 triangles, 100,000 dots of 0.3 to 0.6 mm as opaque discs just above the skin) with random-walk subsurface at
64 samples, the same lights, camera and size, no denoiser. The mean of a patch of dotted scalp over the same patch without dots
is set against what opaque discs would give that covered their area and nothing else (1 minus their share).
"""

import json
import pathlib
import sys
import time

import bpy
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import rig
from viewers import SIZE, read_obj, work_ms

ALBEDO = (0.4086, 0.2633, 0.1879)
# Mean free paths of type II, mm: Burley's d of src/optics/skin.rs.
RADIUS_MM = (0.71, 0.39, 0.24)
CORNERS = 8


def mesh(name, positions, faces, smooth, material):
    made = bpy.data.meshes.new(name)
    made.from_pydata(positions.tolist(), [], faces.tolist())
    made.polygons.foreach_set("use_smooth", [smooth] * len(faces))
    made.materials.append(material)
    thing = bpy.data.objects.new(name, made)
    bpy.context.collection.objects.link(thing)
    return thing


def principled(name, colour, subsurface):
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Roughness"].default_value = 0.46
    shader.inputs["IOR"].default_value = 1.40
    if subsurface:
        shader.inputs["Subsurface Weight"].default_value = 1.0
        shader.inputs["Subsurface Radius"].default_value = RADIUS_MM
        shader.inputs["Subsurface Scale"].default_value = 1.0
    else:
        shader.inputs["Specular IOR Level"].default_value = 0.0
    return material


def discs(dots):
    position, normal, radius = dots[:, :3], dots[:, 3:6], dots[:, 6]
    helper = np.where(np.abs(normal[:, :1]) < 0.9, [[1.0, 0, 0]], [[0, 1.0, 0]])
    across = np.cross(helper, normal)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    up = np.cross(normal, across)
    turn = 2 * np.pi * np.arange(CORNERS) / CORNERS
    # An octagon of the disc's area.
    reach = radius * np.sqrt(2 * np.pi / CORNERS / np.sin(2 * np.pi / CORNERS))
    ring = position[:, None] + 0.03 * normal[:, None] + reach[:, None, None] * (
        np.cos(turn)[None, :, None] * across[:, None] + np.sin(turn)[None, :, None] * up[:, None])
    return ring.reshape(-1, 3), np.arange(len(dots) * CORNERS).reshape(-1, CORNERS)


def build(folder):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = 64
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.render.resolution_x, scene.render.resolution_y = SIZE
    scene.render.film_transparent = True
    scene.view_settings.view_transform = "Raw"
    scene.render.image_settings.file_format = "OPEN_EXR"
    positions, _, faces = read_obj(folder / "head.obj")
    mesh("head", positions, faces, True, principled("skin", ALBEDO, True))
    dots = np.loadtxt(folder / "dots.csv", delimiter=",", skiprows=1)
    field = mesh("dots", *discs(dots), False, principled("ink", (0.0, 0.0, 0.0), False))
    lights, _ = rig.exposed("studio")
    azimuth = np.radians(rig.VIEWS["three-quarter-left"][0])
    from mathutils import Vector

    for i, (direction, radius, irradiance) in enumerate(lights):
        lamp = bpy.data.lights.new(f"lamp{i}", "SUN")
        lamp.energy, lamp.angle, lamp.use_shadow = float(irradiance.mean()), 2 * radius, i == 0
        thing = bpy.data.objects.new(f"lamp{i}", lamp)
        thing.rotation_euler = Vector(rig.turned(direction, azimuth)).to_track_quat("Z", "Y").to_euler()
        bpy.context.collection.objects.link(thing)
    world = bpy.data.worlds.new("around")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.12, 0.12, 0.12, 1)
    scene.world = world
    lens = bpy.data.cameras.new("camera")
    lens.sensor_fit, lens.angle, lens.clip_end = "VERTICAL", np.radians(rig.FOV_DEG), 1e4
    camera = bpy.data.objects.new("camera", lens)
    eye = rig.eye("three-quarter-left")
    camera.location = eye
    # Our +Y is up: the camera's right lies across it and the line of sight.
    back = (eye - rig.TARGET) / np.linalg.norm(eye - rig.TARGET)
    right = np.cross([0.0, 1.0, 0.0], back)
    right /= np.linalg.norm(right)
    from mathutils import Matrix

    camera.rotation_euler = Matrix(np.stack([right, np.cross(back, right), back], 1).tolist()).to_euler()
    bpy.context.collection.objects.link(camera)
    scene.camera = camera
    return field, dots


def draw(path):
    bpy.context.scene.render.filepath = str(path)
    started, before = time.perf_counter(), work_ms()
    bpy.ops.render.render(write_still=True)
    took = {"ms": (time.perf_counter() - started) * 1e3, "cpu_ms": work_ms() - before}
    picture = bpy.data.images.load(str(path))
    pixels = np.array(picture.pixels[:], np.float32).reshape(picture.size[1], picture.size[0], 4)[::-1]
    return took, pixels


def read_exr(path):
    picture = bpy.data.images.load(str(path))
    picture.colorspace_settings.name = "Non-Color"
    return np.array(picture.pixels[:], np.float32).reshape(picture.size[1], picture.size[0], 4)[::-1]


def patch(dots):
    """Pixels of the top of the scalp, and the share of it that discs cover (overlaps once)."""
    eye = rig.eye("three-quarter-left")
    back = (eye - rig.TARGET) / np.linalg.norm(eye - rig.TARGET)
    right = np.cross([0.0, 1.0, 0.0], back)
    right /= np.linalg.norm(right)
    up = np.cross(back, right)
    near = (dots[:, 3:6] @ back > 0.8) & (dots[:, 4] > 0.5)
    to = dots[near, :3] - eye
    scale = SIZE[1] / (2 * np.tan(np.radians(rig.FOV_DEG) / 2)) / -(to @ back)
    x, y = SIZE[0] / 2 + (to @ right) * scale, SIZE[1] / 2 - (to @ up) * scale
    cx, cy = np.median(x), np.median(y)
    half = 60
    inside = (np.abs(x - cx) < half) & (np.abs(y - cy) < half)
    mm2 = (2 * half / np.median(scale)) ** 2 / np.median(dots[near][:, 3:6] @ back)
    area = np.pi * (dots[near][inside, 6] ** 2).sum() / mm2
    return (slice(int(cy - half), int(cy + half)), slice(int(cx - half), int(cx + half))), 1 - np.exp(-area)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    told = (folder / "frame.json").read_text()
    ours = json.loads(told[told.index("{"):])["export"]["stills"]
    field, dots = build(folder)
    with_dots, after = draw(folder / "cycles-after.exr")
    field.hide_render = True
    without, before = draw(folder / "cycles-before.exr")
    where, cover = patch(dots)
    luma = lambda p: float((p[where][..., :3] @ rig.LUMA).mean())
    theirs_ratio = luma(after) / luma(before)
    ours_ratio = luma(read_exr(folder / "after.exr")) / luma(read_exr(folder / "before.exr"))
    print(json.dumps({
        "cycles": with_dots, "cycles_without_dots": without, "ours": ours[0],
        "ratio_wall": ours[0]["ms"] / with_dots["ms"], "ratio_work": ours[0]["cpu_ms"] / with_dots["cpu_ms"],
        "cover": cover, "scalp_over_bare": {"opaque_discs": 1 - cover, "cycles": theirs_ratio, "ours": ours_ratio},
        "over_opaque_discs": {"cycles": theirs_ratio / (1 - cover), "ours": ours_ratio / (1 - cover)},
    }, indent=2))


if __name__ == "__main__":
    main()
