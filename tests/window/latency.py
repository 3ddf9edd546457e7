#!/usr/bin/env python3
"""Latency of the window: hands that drag, and what it shows of them, measured on a screen that nobody looks at.

    cargo build --release && tests/window/latency.py target/release/pointille
    tests/window/latency.py target/release/pointille --size 1920x1080 --count 500 --json latency.json

Needs Xvfb, and libX11 and libXtst for events (packages xvfb, libx11-6, libxtst6); Python's own library does the rest.

It starts Xvfb and the window in it, with an empty cache and then with a warm one, and drags: the head (turn), a point of the
hairline, a density slider, the time line. One drag is one step of the pointer, made by XTEST at a time that this script notes;
the window writes a line about every frame it has shown (`--trace`), by the same clock. Latency is the time from the event to
the first frame whose picture shows it. For edits two are told: until line or figure follow, and until the dots lie there.
On a machine that others use, too, the processor's time for a drag says more than the clock; both are told, and the load.
"""

import argparse
import ctypes
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Hand:
    """A pointer on a display, moved by XTEST."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.xtst = ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        for call in (self.x11.XFlush, self.x11.XSync):
            call.argtypes = [ctypes.c_void_p] + ([ctypes.c_int] if call is self.x11.XSync else [])
        self.x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.x11.XStringToKeysym.argtypes = [ctypes.c_char_p]
        self.xtst.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        self.xtst.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.xtst.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.display = self.x11.XOpenDisplay(display.encode())
        if not self.display:
            sys.exit(f"no display {display}")

    def focus(self):
        """Gives the keyboard to the only window: there is nobody here who would."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
        self.x11.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong]
        top = self.x11.XDefaultRootWindow(self.display)
        places = [ctypes.byref(place) for place in (root, parent, children, count)]
        self.x11.XQueryTree(self.display, top, *places)
        # Windows that are not seen refuse it, which is no fault.
        self.ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, event: 0)
        self.x11.XSetErrorHandler(self.ignore)
        for number in range(count.value):
            self.x11.XSetInputFocus(self.display, children[number], 1, 0)
            self.x11.XSync(self.display, 0)

    def move(self, x, y):
        """Moves the pointer and tells when."""
        at = time.time()
        self.xtst.XTestFakeMotionEvent(self.display, -1, int(x), int(y), 0)
        self.x11.XFlush(self.display)
        return at

    def button(self, pressed):
        self.xtst.XTestFakeButtonEvent(self.display, 1, int(pressed), 0)
        self.x11.XFlush(self.display)

    def key(self, name):
        code = self.x11.XKeysymToKeycode(self.display, self.x11.XStringToKeysym(name.encode()))
        for pressed in (1, 0):
            self.xtst.XTestFakeKeyEvent(self.display, code, pressed, 0)
        self.x11.XFlush(self.display)
        return time.time()


class Window:
    """The program in a window that fills a display, and the frames that it says it has shown."""

    def __init__(self, program, display, folder, arguments):
        self.trace = os.path.join(folder, "trace.jsonl")
        if os.path.exists(self.trace):
            os.remove(self.trace)
        places = {"XDG_CACHE_HOME": os.path.join(folder, "cache"), "XDG_STATE_HOME": os.path.join(folder, "state")}
        # Controls are pressed by their English names.
        environment = dict(os.environ, DISPLAY=display, LC_ALL="C", **places)
        environment.pop("WAYLAND_DISPLAY", None)
        environment.pop("LANGUAGE", None)
        self.started = time.time()
        self.process = subprocess.Popen([program, "--trace", self.trace, *arguments], env=environment)
        self.frames, self.read = [], 0

    def look(self):
        """Reads the frames shown since."""
        try:
            with open(self.trace, encoding="utf-8") as file:
                file.seek(self.read)
                text = file.read()
        except FileNotFoundError:
            return
        whole = text.rfind("\n") + 1
        self.read += len(text[:whole].encode())
        self.frames += [json.loads(line) for line in text[:whole].splitlines()]

    def wait(self, since, shows, seconds):
        """The first frame from number `since` on that shows something; none in time."""
        until = time.time() + seconds
        at = since
        while time.time() < until:
            self.look()
            while at < len(self.frames):
                if shows(self.frames[at]):
                    return self.frames[at]
                at += 1
            if self.process.poll() is not None:
                sys.exit("the window has gone")
            time.sleep(0.001)
        return None

    def sharp(self, seconds=180):
        """Waits until the picture is sharp."""
        return self.wait(max(len(self.frames) - 1, 0), lambda frame: frame["samples"] >= frame["of"], seconds)

    def processor_seconds(self):
        """Time that the window's threads have run so far."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rests(self, seconds=300):
        """Waits until the window draws nothing any more: both sides of the comparison are sharp."""
        until, used = time.time() + seconds, -1.0
        while time.time() < until and self.processor_seconds() - used > 0.02:
            used = self.processor_seconds()
            time.sleep(2)

    def close(self):
        self.process.terminate()
        self.process.wait()


def steps(window, hand, start, path, count, ends):
    """Presses at `start`, takes `count` steps along `path` and lets go. Times until each frame of `ends` after each step."""
    found = {name: [] for name in ends}
    hand.move(*start)
    time.sleep(0.3)
    hand.button(True)
    time.sleep(0.1)
    lost = 0
    for number in range(count):
        window.look()
        since, before = len(window.frames), window.frames[-1]
        x, y = path(number)
        at = hand.move(x, y)
        seen = window.wait(since, lambda frame: frame["pointer"] == [int(x), int(y)], 3)
        if seen is None:
            lost += 1
            continue
        for name, shows in ends.items():
            frame = seen if shows(seen, seen, before) else window.wait(since, lambda f: shows(f, seen, before), 5)
            if frame:
                found[name].append(frame["at"] - at)
        time.sleep(random.uniform(0.0, 0.04))
    hand.button(False)
    return found, lost


def told(times):
    if not times:
        return {"count": 0}
    times = sorted(1000 * t for t in times)
    rank = lambda share: round(times[min(int(share * len(times)), len(times) - 1)], 1)
    return {"count": len(times), "median_ms": round(statistics.median(times), 1), "p95_ms": rank(0.95), "worst_ms": round(times[-1], 1)}


def there_and_back(number, width):
    """A place that goes to and fro over `width` by steps of 3."""
    at = (3 * number) % (2 * width)
    return at if at < width else 2 * width - at


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("program", help="the built program")
    words.add_argument("--size", default="1280x720", help="width and height of the screen, which the window fills")
    words.add_argument("--count", type=int, default=500, help="steps of each kind of drag")
    words.add_argument("--display", default=":77", help="number for the screen")
    words.add_argument("--json", help="file for the figures")
    wanted = words.parse_args()
    for program in ("Xvfb",):
        if not shutil.which(program):
            sys.exit(f"{program} is missing: install the package xvfb")
    width, height = map(int, wanted.size.split("x"))
    screen = subprocess.Popen(["Xvfb", wanted.display, "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    figures = {"size": wanted.size, "load_before": os.getloadavg()[0], "processors": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        try:
            time.sleep(1)
            hand = Hand(wanted.display)
            arguments = ["--size", f"{width}x{height}"]
            for name in ("cold", "warm"):
                window = Window(wanted.program, wanted.display, folder, arguments)
                first = window.wait(0, lambda frame: frame["picture"] != "none", 120)
                sharp = window.sharp()
                figures[f"start_{name}"] = {"first_picture_s": round(first["at"] - window.started, 2),
                                            "sharp_s": round(sharp["at"] - window.started, 2)}
                print(f"start {name}", figures[f"start_{name}"], flush=True)
                if name == "cold":
                    window.close()
            window.rests()
            used = window.processor_seconds()
            time.sleep(10)
            figures["idle_processor_share"] = round((window.processor_seconds() - used) / 10, 4)
            print("idle", figures["idle_processor_share"], flush=True)
            hand.focus()
            measure(window, hand, width, height, wanted, figures)
            window.close()
        finally:
            screen.terminate()
    figures["load_after"] = os.getloadavg()[0]
    print("load", figures["load_before"], figures["load_after"])
    if wanted.json:
        with open(wanted.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)


def measure(window, hand, width, height, wanted, figures):
    middle = (width * 0.62, height * 0.45)
    at_once = {"shown": lambda frame, seen, before: True}
    turned = {"shown": lambda frame, seen, before: frame["camera"] != before["camera"]}
    laid = {"figure": lambda frame, seen, before: True,
            "dots": lambda frame, seen, before: frame["laid"] >= seen["edit"]}

    def drag(name, start, path, ends):
        used = window.processor_seconds()
        found, lost = steps(window, hand, start, path, wanted.count, ends)
        each = round(1000 * (window.processor_seconds() - used) / wanted.count, 1)
        for end, times in found.items():
            figures[f"{name}, {end}"] = dict(told(times), lost=lost, processor_ms_each=each, load=os.getloadavg()[0])
            print(f"{name}, {end}", figures[f"{name}, {end}"], flush=True)
        window.sharp()

    drag("turn", middle, lambda n: (middle[0] + there_and_back(n + 1, 200), middle[1]), turned)
    layout = window.frames[-1]["places"]
    for name, key, reach in (("time", "time", 0.3 * width), ("density", "density", 100)):
        if key not in layout:
            print(f"{name}: the window tells no place for it")
            continue
        x, y = layout[key]
        drag(name, (x, y), lambda n: (x + there_and_back(n + 1, int(reach)), y),
             at_once if name == "time" else laid)
    hand.move(*middle)
    hand.key("e")
    time.sleep(2)
    window.sharp()
    x, y = window.frames[-1]["places"]["hairline"]
    drag("hairline", (x, y), lambda n: (x, y + there_and_back(n + 1, 30)), laid)
    hand.key("e")
    # Before and after, to and fro: a composite.
    times = []
    hand.move(*middle)
    window.rests()
    for _ in range(min(wanted.count, 100)):
        window.look()
        since, before = len(window.frames), window.frames[-1]
        at = hand.key("space")
        frame = window.wait(since, lambda frame: frame["compare"] != before["compare"], 3)
        if frame:
            times.append((frame["at"] - at, frame["picture"]))
        time.sleep(random.uniform(0.2, 0.3))
    figures["space"] = dict(told([t for t, _ in times]), sharp=sum(p == "sharp" for _, p in times))
    print("space", figures["space"], flush=True)


if __name__ == "__main__":
    main()
