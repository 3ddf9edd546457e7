#!/usr/bin/env python3
"""What a screen reader gets of the window, over AT-SPI, on a screen that nobody looks at.

    cargo build && tests/window/screen_reader.py target/debug/pointille

Needs Xvfb, dbus-daemon, at-spi2-core and systemd's `busctl`. It starts a session bus and the accessibility bus, says that a screen
reader runs, opens the window, walks over its tree, and does with one control what a screen reader would: it presses “Help”. It ends with 1
where the window does not come to the bus, where a control that can be used has no name, or where the press is not obeyed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]
# Roles of AT-SPI that a person uses, by their numbers there.
USED = {7: "check box", 11: "combo box", 35: "menu item", 43: "button", 44: "radio button", 51: "slider", 52: "spin button",
        61: "text", 62: "toggle button", 79: "entry", 88: "link"}


class Bus:
    """A bus, asked through busctl."""

    def __init__(self, address):
        self.address = address

    def ask(self, *words):
        told = subprocess.run(["busctl", f"--address={self.address}", "--json=short", "--timeout=10", *words],
                              capture_output=True, text=True)
        if told.returncode:
            raise RuntimeError(f"{' '.join(words)}: {told.stderr.strip()}")
        return json.loads(told.stdout)["data"] if told.stdout.strip() else None

    def call(self, *words):
        return self.ask("call", *words)

    def property(self, *words):
        return self.ask("get-property", *words)


def tree(bus, name, path, depth=0):
    """All that is at and below a place, in order: role, name, its place on the bus."""
    try:
        role = bus.call(name, path, ACCESSIBLE, "GetRole")[0]
        words = bus.property(name, path, ACCESSIBLE, "Name")
        children = bus.call(name, path, ACCESSIBLE, "GetChildren")[0]
    except RuntimeError:
        # Gone since it was named.
        return
    yield depth, role, words, (name, path)
    for child in children:
        yield from tree(bus, *child, depth + 1)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("program", help="the built program")
    words.add_argument("--display", default=":76", help="number for the screen")
    wanted = words.parse_args()
    launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
    for program in ("Xvfb", "dbus-daemon", "busctl"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing")
    if not launcher:
        sys.exit("at-spi-bus-launcher is missing: install the package at-spi2-core")
    started = []
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DISPLAY=wanted.display, LC_ALL="C", XDG_RUNTIME_DIR=folder)
        for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            environment[name] = os.path.join(folder, name)
        environment.pop("WAYLAND_DISPLAY", None)
        try:
            run = lambda *what, **how: started.append(
                subprocess.Popen(what, env=environment, start_new_session=True, **how)) or started[-1]
            run("Xvfb", wanted.display, "-screen", "0", "1280x720x24", "-nolisten", "tcp",
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            daemon = run("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE, text=True)
            environment["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().strip()
            run(launcher, "--launch-immediately")
            time.sleep(2)
            session = Bus(environment["DBUS_SESSION_BUS_ADDRESS"])
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                session.ask("set-property", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status", name, "b", "true")
            bus = Bus(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")[0])
            run(wanted.program, "--size", "1280x720")
            ends = read(bus, started[-1])
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()
    sys.exit(ends)


def read(bus, program):
    """Walks over the window's tree once it is there, and presses a button."""
    until, nodes = time.time() + 240, []
    while time.time() < until and len(nodes) < 60:
        if program.poll() is not None:
            sys.exit("the window has gone")
        time.sleep(1)
        nodes = list(tree(bus, "org.a11y.atspi.Registry", ROOT))
    for depth, role, words, _ in nodes:
        print("  " * depth + USED.get(role, str(role)), repr(words), flush=True)
    used = [(USED[role], words) for _, role, words, _ in nodes if role in USED]
    nameless = [role for role, words in used if not words]
    print(f"{len(nodes)} nodes, {len(used)} of them used by a person, {len(nameless)} of these without a name: {nameless}")
    if len(used) < 30 or nameless:
        return 1
    help_at = next(at for _, _, words, at in nodes if words == "Help")
    bus.call(*help_at, "org.a11y.atspi.Action", "DoAction", "i", "0")
    for _ in range(20):
        time.sleep(1)
        if any("turn the head" in words for _, _, words, _ in tree(bus, "org.a11y.atspi.Registry", ROOT)):
            print("“Help” was pressed, and its words are read")
            return 0
    print("“Help” was pressed and nothing came of it")
    return 1


if __name__ == "__main__":
    main()
