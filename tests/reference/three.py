"""Frames of three.js in a headless Chromium on a software driver; for viewers.py."""

import functools
import http.server
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import threading

HERE = pathlib.Path(__file__).parent
# ANGLE on Mesa's llvmpipe, and Chromium's own SwiftShader.
DRIVERS = {
    "llvmpipe": ["--use-gl=angle", "--use-angle=gl-egl", "--ignore-gpu-blocklist"],
    "swiftshader": ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
}


def processes(root):
    """`root` and all that descend from it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    found, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def work_ms(root):
    """Work of all threads of all of them so far."""
    ticks = 0
    for pid in processes(root):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return ticks * 1e3 / os.sysconf("SC_CLK_TCK")


class Page(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args, run, **kwargs):
        self.run = run
        super().__init__(*args, **kwargs)

    def translate_path(self, path):
        first, _, rest = path.strip("/").partition("/")
        folders = {"three": self.run["modules"], "scene": self.run["scene"]}
        return str(folders[first] / rest) if first in folders else str(HERE / "three.html")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.path in ("/begin", "/end"):
            self.run[self.path] = work_ms(self.run["pid"])
        elif self.path == "/picture":
            self.run["picture"] = body
        else:
            self.run["report"] = json.loads(body)
            self.run["done"].set()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def frames(modules, scene, arrays, driver, antialias=False):
    """`modules`: the folder of `three.module.js`. Returns a picture (PNG bytes) and a report."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("no chromium on the PATH: install it (apt-get install chromium), or leave out --three")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, array in arrays.items():
            (folder / name).write_bytes(array.tobytes())
        (folder / "scene.json").write_text(json.dumps({**scene, "antialias": antialias}))
        run = {"modules": pathlib.Path(modules), "scene": folder, "done": threading.Event()}
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Page, run=run))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}", *DRIVERS[driver],
             f"http://127.0.0.1:{server.server_port}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        run["pid"] = browser.pid
        try:
            if not run["done"].wait(300):
                raise SystemExit(f"three.js in Chromium ({driver}) told nothing in five minutes")
        finally:
            os.killpg(browser.pid, 15)
            browser.wait()
            server.shutdown()
    report = run["report"]
    if "error" in report:
        raise SystemExit(f"three.js in Chromium ({driver}): {report['error']}")
    ms = report.pop("frames_ms")
    return run["picture"], {**report, "driver": driver, "ms": statistics.median(ms), "cpu_ms": (run["/end"] - run["/begin"]) / len(ms)}
