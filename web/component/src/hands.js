// Hands on the head: one finger or the left button turns, two fingers pan and pinch, the right button pans, the wheel zooms, keys do all of it.

/** Factor of the distance for one pixel of a wheel. */
const WHEEL = 0.0015;
/** Pixels of a line and of a page, for wheels that count in them. */
const UNITS = [1, 18, 400];

/** Listens to hands on an element, and calls `to.turn`, `to.pan`, `to.zoom` and `to.key`. */
export function hands(element, to) {
  const down = new Map();
  const place = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const still = () => element.hasAttribute("still");
  const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

  element.addEventListener("pointerdown", (event) => {
    if (still() || event.target !== element) return;
    try {
      element.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that has gone already.
    }
    down.set(event.pointerId, { ...place(event), pans: event.button > 0 || event.shiftKey });
    if (event.button === 1) event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => {
    const from = down.get(event.pointerId);
    if (!from) return;
    const at = place(event);
    const [dx, dy] = [at.x - from.x, at.y - from.y];
    if (down.size === 1) {
      if (from.pans) to.pan(dx, dy);
      else to.turn(dx, dy);
    } else if (down.size === 2) {
      const other = [...down].find(([id]) => id !== event.pointerId)[1];
      const [before, now] = [middle(from, other), middle(at, other)];
      to.pan(now.x - before.x, now.y - before.y);
      const apart = (a) => Math.max(8, Math.hypot(a.x - other.x, a.y - other.y));
      to.zoom(apart(from) / apart(at), now.x, now.y);
    }
    Object.assign(from, at);
  });
  const up = (event) => down.delete(event.pointerId);
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) element.addEventListener(name, up);
  element.addEventListener("contextmenu", (event) => {
    if (!still()) event.preventDefault();
  });
  element.addEventListener(
    "wheel",
    (event) => {
      if (still()) return;
      event.preventDefault();
      const { x, y } = place(event);
      // A trackpad's pinch comes as a wheel with Ctrl, in small steps.
      const pixels = event.deltaY * UNITS[event.deltaMode] * (event.ctrlKey ? 6 : 1);
      to.zoom(Math.exp(Math.max(-400, Math.min(400, pixels)) * WHEEL), x, y);
    },
    { passive: false },
  );
  element.addEventListener("keydown", (event) => {
    if (still() || event.target !== element || event.ctrlKey || event.altKey || event.metaKey) return;
    if (to.key(event.key, event.shiftKey)) event.preventDefault();
  });
}
