#!/usr/bin/env python3
"""The picture of bare, even skin against a path tracer's: same head, albedo, roughness, lights and camera; scatter off.

    pip install mitsuba numpy flip-evaluator
    cargo build --release
    python3 tests/reference/path_tracer.py --out pictures

prints the rows of lighting.md. Mitsuba 3 (llvm variant; set DRJIT_LIBLLVM_PATH where libLLVM is not found) draws the exported
head with the same BRDF (two GGX lobes over a Lambertian base) by unidirectional path tracing with light sampling; ours is drawn
with `--without mottling,flush,relief,scatter,hair`. What is compared is therefore the transport of light: shadows, occlusion,
light between folds, and the environment in the mirror.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import colour
import rig

import mitsuba as mi

mi.set_variant("llvm_ad_rgb")
import drjit as dr

F0 = 0.028
ROUGHNESS = {"dry": 0.55, "normal": 0.46, "oily": 0.34}
SWATCH = {3: 0xF7EAD0, 5: 0xD7BD96, 6: 0xA07E56, 8: 0x604134}


class Skin(mi.BSDF):
    """shaders/lib/brdf.wgsl and the base under it, as shaders/passes/06_skin.wgsl joins them."""

    def __init__(self, props):
        mi.BSDF.__init__(self, props)
        self.albedo = mi.Color3f(props["red"], props["green"], props["blue"])
        self.rough = float(props["rough"])
        self.lobes = [(0.85, (0.75 * self.rough) ** 2), (0.15, min(1.30 * self.rough, 1.0) ** 2)]
        flags = mi.BSDFFlags.DiffuseReflection | mi.BSDFFlags.GlossyReflection | mi.BSDFFlags.FrontSide
        self.m_components = [flags]
        self.m_flags = flags

    def mirror(self, v):
        r, f0 = min(max(self.rough, 0.25), 0.72), F0
        k = dr.square(1 - v)
        straight = 1 - 0.674 * r**3 - (1.1786 - 1.6767 * r) * k * k
        grazing = 1.1288 + r * (-2.7378 + r * (2.4426 - r * 0.7212))
        k1, k2 = 3.1553 + r * (-5.9989 + r * 12.3017), 19.624 + r * (-30.0472 + r * 7.9173)
        return f0 * straight + grazing * dr.exp2(-(k1 + k2 * v) * v)

    def eval(self, ctx, si, wo, active=True):
        v, l = si.wi.z, wo.z
        active = active & (v > 0) & (l > 0)
        h = dr.normalize(si.wi + wo)
        k = dr.clip(1 - dr.dot(wo, h), 0, 1)
        fresnel = F0 + (1 - F0) * k**5
        gloss = mi.Float(0)
        for weight, alpha in self.lobes:
            a2 = alpha * alpha
            d = a2 / (dr.pi * dr.square((h.z * a2 - h.z) * h.z + 1))
            vis = 0.5 / (l * dr.sqrt(v * v * (1 - a2) + a2) + v * dr.sqrt(l * l * (1 - a2) + a2))
            gloss += weight * d * vis
        out = (self.albedo * ((1 - self.mirror(v)) / dr.pi) + fresnel * gloss) * l
        return dr.select(active, out, 0)

    def pdf(self, ctx, si, wo, active=True):
        h = dr.normalize(si.wi + wo)
        ggx = mi.MicrofacetDistribution(mi.MicrofacetType.GGX, self.lobes[0][1])
        glossy = ggx.pdf(si.wi, h) / dr.maximum(4 * dr.dot(wo, h), 1e-6)
        out = 0.7 * dr.maximum(wo.z, 0) / dr.pi + 0.3 * glossy
        return dr.select(active & (si.wi.z > 0) & (wo.z > 0), out, 0)

    def sample(self, ctx, si, sample1, sample2, active=True):
        ggx = mi.MicrofacetDistribution(mi.MicrofacetType.GGX, self.lobes[0][1])
        m, _ = ggx.sample(si.wi, sample2)
        wo = dr.select(sample1 < 0.7, mi.warp.square_to_cosine_hemisphere(sample2), mi.reflect(si.wi, m))
        bs = mi.BSDFSample3f()
        bs.wo, bs.eta = wo, 1.0
        bs.sampled_type, bs.sampled_component = mi.UInt32(+self.m_flags), 0
        bs.pdf = self.pdf(ctx, si, wo, active)
        good = active & (bs.pdf > 0)
        return bs, dr.select(good, self.eval(ctx, si, wo, good) / bs.pdf, 0)

    def eval_pdf(self, ctx, si, wo, active=True):
        return self.eval(ctx, si, wo, active), self.pdf(ctx, si, wo, active)

    def to_string(self):
        return "Skin[]"


mi.register_bsdf("skin", Skin)


def path_traced(head, light, view, size, spp, albedo, roughness, depth):
    width, height = size
    columns = 512
    theta = np.pi * (np.arange(columns // 2) + 0.5) / (columns // 2)
    phi = 2 * np.pi * (np.arange(columns) + 0.5) / columns
    ring = np.sin(theta)[:, None]
    d = np.stack([ring * np.sin(phi), np.broadcast_to(np.cos(theta)[:, None], (columns // 2, columns)), -ring * np.cos(phi)], -1)
    around, lamps = rig.surroundings(light, rig.VIEWS[view][0], d)
    emitters = {"sky": {"type": "envmap", "bitmap": mi.Bitmap(around.astype(np.float32)), "sampling_weight": 0.3}}
    for i, (toward, irradiance) in enumerate(lamps):
        emitters[f"lamp{i}"] = {"type": "directional", "direction": (-toward).tolist(), "sampling_weight": float(irradiance.mean()),
                                "irradiance": {"type": "rgb", "value": irradiance.tolist()}}
    scene = mi.load_dict({
        "type": "scene",
        "integrator": {"type": "path", "max_depth": depth, "rr_depth": 100, "hide_emitters": True},
        "sensor": {
            "type": "perspective", "fov": rig.FOV_DEG, "fov_axis": "y", "near_clip": 10.0,
            "to_world": mi.ScalarTransform4f().look_at(origin=rig.eye(view).tolist(), target=rig.TARGET.tolist(), up=[0, 1, 0]),
            "film": {"type": "hdrfilm", "width": width, "height": height, "pixel_format": "rgba", "rfilter": {"type": "box"}},
        },
        **emitters,
        "head": {"type": "obj", "filename": str(head),
                 "bsdf": {"type": "skin", "red": albedo[0], "green": albedo[1], "blue": albedo[2], "rough": roughness}},
    })
    total, part = None, 32
    for seed in range(max(spp // part, 1)):
        picture = np.array(mi.render(scene, spp=part, seed=seed))
        total = picture if total is None else total + picture
    return total / max(spp // part, 1)


def ours(program, plan, light, view, size, samples, out):
    subprocess.run(
        [program, "render", plan, "-o", out, "--before", "--quality", "final", "--samples", str(samples), "--view", view, "--light", light,
         "--size", f"{size[0]}x{size[1]}", "--no-background", "--without", "mottling,flush,relief,scatter,hair", "--no-progress"],
        check=True)
    return np.array(mi.Bitmap(str(out)).convert(mi.Bitmap.PixelFormat.RGBA, mi.Struct.Type.Float32, False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/pointille")
    parser.add_argument("--out", type=pathlib.Path, help="folder for pictures side by side")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--spp", type=int, default=128)
    parser.add_argument("--samples", type=int, default=64)
    parser.add_argument("--reuse", action="store_true", help="take the path tracer's pictures from --out where they are there")
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--lights", default="clinic,sun,studio,window")
    parser.add_argument("--views", default="three-quarter-left,front")
    parser.add_argument("--monk", type=int, default=5, choices=SWATCH)
    args = parser.parse_args()
    size = tuple(int(x) for x in args.size.split("x"))
    code = SWATCH[args.monk]
    albedo = colour.srgb_decode(np.array([code >> 16, code >> 8 & 255, code & 255]) / 255.0)
    print("| light | view | ΔE00 mean | p95 | FLIP mean |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        plan = folder / "bare.toml"
        plan.write_text(f'version = 1\n[client]\nskin = "monk-{args.monk}"\n')
        subprocess.run([args.program, "head", plan, "-o", folder / "head.obj"], check=True)
        for light in args.lights.split(","):
            for view in args.views.split(","):
                a = ours(args.program, plan, light, view, size, args.samples, folder / "ours.exr")
                kept = args.out / f"{light}-{view}-{args.monk}.npy" if args.out else None
                if args.reuse and kept and kept.exists():
                    b = np.load(kept)
                else:
                    b = path_traced(folder / "head.obj", light, view, size, args.spp, albedo, ROUGHNESS["normal"], args.depth)
                    if kept:
                        args.out.mkdir(parents=True, exist_ok=True)
                        np.save(kept, b.astype(np.float32))
                mask = (a[..., 3] > 0.99) & (b[..., 3] > 0.99)
                found = colour.compare(a[..., :3], b[..., :3], mask)
                print(f"| {light} | {view} | {found['mean']:.2f} | {found['p95']:.2f} | {found['flip']:.3f} |", flush=True)
                if args.out:
                    heat = np.repeat(np.clip(found["map"] / 10, 0, 1)[..., None], 3, -1)
                    page = np.concatenate([*found["shown"], heat], 1)
                    mi.Bitmap((page * 255 + 0.5).astype(np.uint8)).write(str(args.out / f"{light}-{view}.png"))


if __name__ == "__main__":
    main()
