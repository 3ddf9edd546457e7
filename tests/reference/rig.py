"""Four of the built-in lights (clinic, sun, studio, window) with the figures of src/scene/light.rs, for other renderers."""

import numpy as np

LUMA = np.array([0.2126729, 0.7151522, 0.0721750])
VIEWS = {"front": (0, 3), "left": (90, 3), "back": (180, 8), "top": (0, 75), "crown": (180, 45),
         "three-quarter-left": (42, 18), "three-quarter-right": (-42, 18)}
TARGET, DISTANCE_MM, FOV_DEG = np.array([0.0, 12.0, 4.0]), 1200.0, 15.0


def _dome(up, side, down):
    up, side, down = (np.broadcast_to(np.asarray(c, float), 3) for c in (up, side, down))

    def radiance(d):
        y = d[..., 1:2]
        return np.where(y >= 0, side + (up - side) * np.maximum(y, 0), side + (down - side) * np.sqrt(np.maximum(-y, 0)))

    return radiance


# Per light: direction, apparent radius in degrees, irradiance; then the surroundings.
RIGS = {
    "clinic": ([((-0.42, 0.44, 0.79), 12.0, (1.6,) * 3), ((0.57, 0.28, 0.78), 22.0, (1.1,) * 3)],
               _dome(0.15, 0.12, 0.05)),
    "sun": ([((0.35, 0.87, 0.4), 0.6, (2.4, 2.28, 2.1))],
            _dome((0.13, 0.19, 0.30), (0.20, 0.23, 0.28), (0.14, 0.13, 0.11))),
    "studio": ([((0.62, 0.55, 0.6), 17.0, (1.9,) * 3), ((-0.85, 0.2, 0.5), 24.0, (0.42,) * 3),
                ((-0.5, 0.45, -0.75), 12.0, (1.1,) * 3)], _dome(0.15, 0.11, 0.06)),
    "window": ([((-0.9, 0.25, 0.42), 24.0, (2.0, 2.03, 2.08))],
               lambda d: _dome(0.16, 0.13, 0.09)(d) * (1 - 0.5 * d[..., 0:1])),
}


def sh_basis(d):
    x, y, z = np.moveaxis(d, -1, 0)
    return np.stack([np.full_like(x, 0.2820948), 0.4886025 * y, 0.4886025 * z, 0.4886025 * x, 1.0925484 * x * y,
                     1.0925484 * y * z, 0.31539157 * (3 * z * z - 1), 1.0925484 * x * z, 0.5462742 * (x * x - y * y)], -1)


def _sphere(rows, columns):
    y = 1 - 2 * (np.arange(rows) + 0.5) / rows
    phi = 2 * np.pi * (np.arange(columns) + 0.5) / columns
    ring = np.sqrt(1 - y * y)[:, None]
    return np.stack([ring * np.sin(phi), np.broadcast_to(y[:, None], (rows, columns)), ring * np.cos(phi)], -1)


def exposed(name):
    """Lights and the nine coefficients of the surroundings, scaled so that a white card facing the key shows as 1."""
    lights, dome = RIGS[name]
    d = _sphere(48, 96)
    sh = np.einsum("ijk,ijc->kc", sh_basis(d), dome(d)) * 4 * np.pi / d[..., 0].size
    lights = [(np.array(v) / np.linalg.norm(v), np.radians(r), np.array(e)) for v, r, e in lights]
    key = lights[0][0]
    band = np.array([np.pi] + [2 * np.pi / 3] * 3 + [np.pi / 4] * 5)
    e = sum(light[2] * max(light[0] @ key, 0) for light in lights) + np.maximum((band * sh_basis(key)) @ sh, 0)
    k = np.pi / (e @ LUMA)
    return [(v, r, e * k) for v, r, e in lights], sh * k


def turned(v, angle):
    """Vectors turned about +Y, as the room turns with the camera."""
    s, c = np.sin(angle), np.cos(angle)
    x, y, z = np.moveaxis(np.asarray(v, float), -1, 0)
    return np.stack([c * x + s * z, y, c * z - s * x], -1)


def surroundings(name, azimuth_deg, directions, points=64):
    """Radiance of the environment from `directions` (head frame), its nine harmonics; and every light as `points` far lamps that
    are spread evenly over its face, each a unit vector towards it and its irradiance."""
    lights, sh = exposed(name)
    azimuth = np.radians(azimuth_deg)
    lamps = []
    for direction, radius, irradiance in lights:
        across = np.cross(direction, [0.0, 0.0, 1.0] if abs(direction[1]) > 0.9 else [0.0, 1.0, 0.0])
        across /= np.linalg.norm(across)
        up = np.cross(direction, across)
        for k in range(points):
            r, turn = np.tan(radius) * np.sqrt((k + 0.5) / points), 2.399963 * k
            toward = direction + r * (np.cos(turn) * across + np.sin(turn) * up)
            lamps.append((turned(toward / np.linalg.norm(toward), azimuth), irradiance / points))
    return np.maximum(sh_basis(turned(directions, -azimuth)) @ sh, 0.0), lamps


def eye(view):
    az, el = np.radians(VIEWS[view])
    return TARGET + DISTANCE_MM * np.array([np.sin(az) * np.cos(el), np.sin(el), np.cos(az) * np.cos(el)])
