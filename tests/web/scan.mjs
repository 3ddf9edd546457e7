// A scan for the tests, made here: the program's own head (`pointille head`) as a coarse OBJ of some ten thousand triangles.
import { execFileSync } from "node:child_process";

// Edge of the cells whose vertices become one, mm.
const CELL = 5;

export function coarseHead(program) {
  const fine = execFileSync(program, ["head", "-o", "-", "--quiet"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const cells = new Map();
  const cellOf = [null];
  const faces = [];
  for (const line of fine.split("\n")) {
    const [kind, ...rest] = line.split(/\s+/);
    if (kind === "v") {
      const at = rest.map(Number);
      const key = at.map((x) => Math.floor(x / CELL)).join();
      if (!cells.has(key)) cells.set(key, { number: cells.size + 1, sum: [0, 0, 0], count: 0 });
      const cell = cells.get(key);
      at.forEach((x, axis) => { cell.sum[axis] += x; });
      cell.count += 1;
      cellOf.push(cell.number);
    } else if (kind === "f") faces.push(rest.map((corner) => cellOf[parseInt(corner, 10)]));
  }
  const lines = [...cells.values()].map(({ sum, count }) => `v ${sum.map((x) => (x / count).toFixed(3)).join(" ")}`);
  const seen = new Set();
  for (const three of faces) {
    const key = [...three].sort((a, b) => a - b).join();
    if (new Set(three).size < 3 || seen.has(key)) continue;
    seen.add(key);
    lines.push(`f ${three.join(" ")}`);
  }
  return `${lines.join("\n")}\n`;
}
