"""Colour for the reference scripts: tone curve, CIE L*a*b*, CIEDE2000, FLIP. Arrays are (..., 3), scene-linear Rec. 709."""

import numpy as np

WHITE = np.array([0.95047, 1.0, 1.08883])
XYZ_FROM_RGB = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def srgb_encode(x):
    x = np.clip(x, 0.0, 1.0)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def srgb_decode(x):
    return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def neutral(rgb, f0=0.028):
    """Khronos PBR Neutral, its toe matched to the surface's F0 (what `--tonemap neutral` shows)."""
    rgb = np.clip(rgb, 0.0, None)
    low = rgb.min(-1, keepdims=True)
    c = rgb - np.where(low < 2 * f0, low - low * low / (4 * f0), f0)
    peak = c.max(-1, keepdims=True)
    start = 0.8 - f0
    d = 1.0 - start
    new_peak = 1.0 - d * d / np.maximum(peak + d - start, 1e-9)
    keep = 1.0 / (0.15 * (peak - new_peak) + 1.0)
    over = c * (new_peak / np.maximum(peak, 1e-9)) * keep + new_peak * (1.0 - keep)
    return np.where(peak < start, c, over)


def lab(linear):
    t = np.asarray(linear) @ XYZ_FROM_RGB.T / WHITE
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def delta_e_2000(first, second):
    """CIEDE2000 of two arrays of L*a*b* (CIE 142:2001; Sharma, Wu & Dalal 2005 for the branches)."""
    l1, a1, b1 = np.moveaxis(np.asarray(first, float), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(second, float), -1, 0)
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c7 / (c7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dl, dc = l2 - l1, c2 - c1
    grey = c1 * c2 == 0
    dh = np.where(grey, 0.0, (h2 - h1 + 180) % 360 - 180)
    dh_big = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    l, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = np.where(grey, h1 + h2, (h1 + dh / 2) % 360)
    rad = lambda k, off: np.cos(np.radians(k * h + off))
    t = 1 - 0.17 * rad(1, -30) + 0.24 * rad(2, 0) + 0.32 * rad(3, 6) - 0.20 * rad(4, -63)
    sl = 1 + 0.015 * (l - 50) ** 2 / np.sqrt(20 + (l - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    turn = 60 * np.exp(-(((h - 275) / 25) ** 2))
    rt = -np.sin(np.radians(turn)) * 2 * np.sqrt(c**7 / (c**7 + 25.0**7))
    x, y, z = dl / sl, dc / sc, dh_big / sh
    return np.sqrt(np.maximum(x * x + y * y + z * z + rt * y * z, 0.0))


def compare(ours, theirs, mask):
    """Mean, 95th percentile of CIEDE2000 and mean FLIP over `mask` of two scene-linear pictures under the same curve."""
    import flip_evaluator

    a, b = neutral(ours), neutral(theirs)
    d = delta_e_2000(lab(a), lab(b))
    shown = [np.where(mask[..., None], srgb_encode(x), 0.5).astype(np.float32) for x in (a, b)]
    flip, _, _ = flip_evaluator.evaluate(shown[1], shown[0], "LDR", inputsRGB=True, applyMagma=False)
    flip = flip[..., 0] if flip.ndim == 3 else flip
    return {
        "mean": float(d[mask].mean()),
        "p95": float(np.percentile(d[mask], 95)),
        "flip": float(flip[mask].mean()),
        "map": np.where(mask, d, 0.0),
        "shown": shown,
    }


# The first lines of the test data of Sharma, Wu & Dalal 2005: the script is only as good as its yardstick.
_SHARMA = [
    ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425),
    ([50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0000),
    ([50, 2.5, 0], [73, 25, -18], 27.1492),
    ([50, 2.5, 0], [50, 3.2592, 0.335], 1.0000),
    ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
]
for _a, _b, _d in _SHARMA:
    assert abs(delta_e_2000(np.array(_a), np.array(_b)) - _d) < 1e-4, (_a, _b)
