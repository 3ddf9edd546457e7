#!/usr/bin/env python3
"""A whole consultation in the window, by real input events, on a screen that nobody looks at; a picture of each step to be looked at.

    cargo build && tests/window/consultation.py target/debug/pointille pictures --size 1280x720
    tests/window/consultation.py target/release/pointille pictures --size 3840x2160 --scan head.obj

Needs Xvfb, xdotool and ImageMagick's `import`. It opens a plan (and a scan, where one is given), picks a stage of hair loss, brings a
photograph (a picture that the program itself draws of the same head, with another hairline), clicks places on both, traces the line,
paints, plans touch-ups, scrubs to five years, compares plan A with plan B, shows the client's face, saves, edits on, is killed,
goes on with what was kept, and saves a picture. Controls are pressed by the names that a screen reader hears. It ends with 1 where
a step did not do what it was for.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from latency import Hand, Window

# Places over a face, half heights of a front view from its middle: eyes, nose, chin, temples, forehead.
PLACES = [(-0.17, 0.02), (0.17, 0.02), (0.0, -0.2), (-0.3, 0.22), (0.3, 0.24), (0.05, 0.42)]


class Consultation:
    def __init__(self, wanted, folder):
        self.wanted, self.folder = wanted, folder
        self.width, self.height = map(int, wanted.size.split("x"))
        self.number, self.faults = 0, []
        self.hand, self.window = Hand(wanted.display), None

    def start(self, *arguments):
        self.window = Window(self.wanted.program, self.wanted.display, self.folder,
                             ["--size", self.wanted.size, "--trace-controls", *arguments])
        self.expect("a picture is shown", lambda f: f["picture"] != "none", 180)
        self.hand.focus()

    def frame(self):
        self.window.look()
        return self.window.frames[-1]

    def expect(self, what, shows, seconds=60):
        """Waits for a frame that shows something; the last one counts, too."""
        frame = self.window.wait(max(len(self.window.frames) - 1, 0), shows, seconds)
        if not frame:
            self.faults.append(what)
            print("FAULT:", what, flush=True)
        return frame

    def settled(self):
        """Waits until plans lie on the head and no control moves any more."""
        self.expect("the plan lies on the head", lambda f: f["laid"] >= f["edit"])
        count = -1
        while count != len(self.window.frames):
            count = len(self.window.frames)
            time.sleep(0.6)
            self.window.look()
            if self.window.frames[-1]["samples"] > 0:
                break

    def picture(self, name, sharp=True):
        if sharp:
            self.window.sharp(240)
        time.sleep(0.3)
        self.number += 1
        path = os.path.join(self.wanted.pictures, f"{self.number:02}-{name}.png")
        subprocess.run(["import", "-display", self.wanted.display, "-window", "root", path], check=True)
        print(path, flush=True)

    def key(self, *names):
        subprocess.run(["xdotool", "key", *names], check=True, env=dict(os.environ, DISPLAY=self.wanted.display))
        time.sleep(0.4)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "8", text], check=True,
                       env=dict(os.environ, DISPLAY=self.wanted.display))
        time.sleep(0.4)

    def press(self, x, y):
        self.hand.move(x, y)
        time.sleep(0.15)
        self.hand.button(True)
        time.sleep(0.08)
        self.hand.button(False)
        # Two presses are no double click.
        time.sleep(0.5)

    def click(self, name, seconds=20):
        """Presses the control of a name, once it is there."""
        frame = self.expect(f"there is “{name}”", lambda f: name in f["controls"], seconds)
        if not frame:
            return False
        time.sleep(0.3)
        x, y = self.frame()["controls"][name]
        if not 0 <= y < self.height:
            self.scroll_to(name)
            x, y = self.frame()["controls"][name]
        self.press(x, y)
        return True

    def scroll_to(self, name):
        """Turns the wheel over the panel until a control is in sight."""
        self.hand.move(0.08 * self.width, 0.5 * self.height)
        for _ in range(60):
            y = self.frame()["controls"].get(name, (0, 0))[1]
            if 0.2 * self.height < y < 0.75 * self.height:
                break
            wheel = "5" if y > 0.5 * self.height else "4"
            subprocess.run(["xdotool", "click", wheel], env=dict(os.environ, DISPLAY=self.wanted.display))
            time.sleep(0.25)
        time.sleep(0.5)

    def drag(self, path):
        self.hand.move(*path[0])
        time.sleep(0.2)
        self.hand.button(True)
        time.sleep(0.1)
        for x, y in path:
            self.hand.move(x, y)
            time.sleep(0.04)
        self.hand.button(False)
        time.sleep(0.3)

    def open(self, path, key="ctrl+o"):
        """Gives a path by hand: no dialog of the system's stands on this screen."""
        self.key(key)
        if self.expect("a path is asked for", lambda f: "path of the file" in f["controls"]):
            self.type(path)
            self.key("Return")

    def at(self, part, u, v):
        """Place on the screen of a place of the head's or the photograph's part of the window, half heights from its middle."""
        places = self.frame()["places"]
        (x0, y0), (x1, y1) = places[f"{part} left"], places[f"{part} right"]
        half = 0.5 * (y1 - y0)
        if part == "photo":
            half = 0.5 * min(y1 - y0, (x1 - x0) / 0.75)
        return 0.5 * (x0 + x1) + u * half, 0.5 * (y0 + y1) - v * half

    def run(self):
        program, folder = self.wanted.program, self.folder
        plan, photograph = os.path.join(folder, "client.toml"), os.path.join(folder, "face.png")
        with open(plan, "w", encoding="utf-8") as file:
            file.write("# as talked over\nname = \"Consultation\"\n")
        head = ["--head", self.wanted.scan] if self.wanted.scan else []
        subprocess.run([program, "render", "full-head", *head, "--view", "front", "--at", "before",
                        "--size", "600x800", "--quality", "draft", "-o", photograph], check=True)
        self.start()
        self.picture("start")
        if self.wanted.scan:
            self.open(self.wanted.scan)
            self.expect("what was found about the scan is told", lambda f: "OK" in f["controls"], 120)
            self.picture("scan", sharp=False)
            self.key("Return")
        self.open(plan)
        self.expect("the plan is open", lambda f: f["saved"])
        self.click("hair loss")
        self.click("Norwood IV")
        self.settled()
        self.expect("a stage is picked", lambda f: not f["saved"])
        self.picture("stage")
        self.trace(photograph)
        self.paint_and_plan()
        self.compare()
        self.keep_and_recover(plan)
        self.hand_over()
        self.window.close()

    def trace(self, photograph):
        self.key("1")
        time.sleep(1.5)
        self.open(photograph)
        self.expect("the photograph is there", lambda f: "photo left" in f["places"], 30)
        time.sleep(2)
        self.picture("photograph", sharp=False)
        for u, v in PLACES:
            self.press(*self.at("head", u, v))
            self.press(*self.at("photo", u, v))
        self.picture("places")
        self.click("Trace the line")
        before = self.frame()["plan"]
        line = [self.at("photo", 0.25 * (i / 20 - 1), 0.47 - 0.35 * (0.25 * (i / 20 - 1)) ** 2) for i in range(41)]
        self.drag(line)
        self.expect("the traced line is the plan's", lambda f: f["plan"] not in (None, before))
        self.settled()
        self.picture("traced")
        self.click("over")
        time.sleep(2)
        self.picture("photograph-over")
        self.click("divided")
        time.sleep(2)
        self.picture("photograph-divided")
        self.click("Put it away")

    def paint_and_plan(self):
        self.key("1")
        time.sleep(2)
        before = self.frame()["plan"]
        self.key("b")
        x, y = self.at("head", 0.0, 0.55)
        self.drag([(x + 3 * i, y) for i in range(20)])
        self.expect("a stroke is painted", lambda f: f["plan"] != before)
        self.picture("painted")
        self.key("Escape")
        self.click("touch up as it fades")
        self.settled()
        self.click("5 y")
        self.expect("five years on", lambda f: abs(f["days"] - 1826.25) < 1)
        self.picture("five-years")

    def compare(self):
        self.click("Keep as A")
        self.click("strong")
        self.settled()
        self.key("d")
        self.expect("both are compared", lambda f: f["compare"].startswith("Divided"))
        self.picture("a-and-b")
        self.key("F11")
        time.sleep(2)
        self.hand.move(0.5 * self.width, 0.5 * self.height)
        time.sleep(1)
        self.picture("client-compares", sharp=False)
        self.hand.move(0.51 * self.width, 0.5 * self.height)
        self.click("Healed")
        self.key("d")
        time.sleep(5)
        self.picture("client")
        self.key("Escape")
        time.sleep(1)

    def keep_and_recover(self, plan):
        self.key("ctrl+s")
        self.expect("the plan is saved", lambda f: f["saved"])
        with open(plan, encoding="utf-8") as file:
            text = file.read()
        if "# as talked over" not in text or "points" not in text:
            self.faults.append("the saved plan keeps its comment and the line")
        self.click("soft")
        self.settled()
        time.sleep(4)
        kept = self.frame()["plan"]
        self.window.process.kill()
        self.window.process.wait()
        with open(plan, encoding="utf-8") as file:
            if file.read() != text:
                self.faults.append("the plan's own file is a hand's alone")
        self.start()
        if self.wanted.scan:
            # The plan's scan comes by itself, and what was found about it is read first.
            self.expect("the plan's scan is there", lambda f: "OK" in f["controls"], 120)
            self.key("Return")
        self.expect("unsaved work is offered", lambda f: "Go on with it" in f["controls"])
        self.picture("offered", sharp=False)
        self.key("Return")
        self.expect("what was kept is back", lambda f: f["plan"] == kept)
        self.settled()
        self.picture("recovered")

    def hand_over(self):
        path = os.path.join(self.folder, "for-the-client.png")
        self.open(path, "F12")
        until = time.time() + 600
        while not os.path.exists(path) and time.time() < until:
            time.sleep(1)
        time.sleep(1)
        if os.path.exists(path):
            shutil.copy(path, os.path.join(self.wanted.pictures, "for-the-client.png"))
        else:
            self.faults.append("the picture is handed over")
        self.picture("handed-over")


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("program", help="the built program")
    words.add_argument("pictures", help="folder for a picture of each step")
    words.add_argument("--size", default="1280x720", help="width and height of the screen, which the window fills")
    words.add_argument("--scan", help="a scan of a head; without one the built-in head serves")
    words.add_argument("--display", default=":78", help="number for the screen")
    wanted = words.parse_args()
    for program in ("Xvfb", "xdotool", "import"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing")
    os.makedirs(wanted.pictures, exist_ok=True)
    wanted.program = os.path.abspath(wanted.program)
    wanted.scan = wanted.scan and os.path.abspath(wanted.scan)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    screen = subprocess.Popen(["Xvfb", wanted.display, "-screen", "0", f"{wanted.size}x24", "-nolisten", "tcp"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    faults = ["the consultation was not held to its end"]
    with tempfile.TemporaryDirectory() as folder:
        try:
            time.sleep(1)
            consultation = Consultation(wanted, folder)
            consultation.run()
            faults = consultation.faults
        finally:
            if "consultation" in locals() and consultation.window:
                consultation.window.process.kill()
            screen.terminate()
    print(json.dumps({"faults": faults}))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
