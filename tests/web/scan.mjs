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

const padded = (bytes, by) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, by)]);

/** A GLB of an OBJ's triangles, with a picture over them from the front: its left edge at the subject's right. */
export function glbOf(obj, picture, mimeType) {
  const rows = (kind) => obj.split("\n").filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(2).split(" ").map(Number));
  const [at, faces] = [rows("v"), rows("f")];
  // glTF is in metres.
  const positions = Float32Array.from(at.flat(), (mm) => mm / 1000);
  const places = Float32Array.from(at.flatMap(([x, y]) => [0.5 + x / 400, 0.5 - y / 600]));
  const indices = Uint32Array.from(faces.flat(), (corner) => corner - 1);
  const parts = [positions, places, indices].map(({ buffer }) => Buffer.from(buffer)).concat(picture);
  let end = 0;
  const bufferViews = parts.map((part) => {
    const view = { buffer: 0, byteOffset: end, byteLength: part.length };
    end += Math.ceil(part.length / 4) * 4;
    return view;
  });
  const ends = (pick) => [0, 1, 2].map((axis) => at.reduce((most, place) => pick(most, place[axis] / 1000), pick === Math.max ? -9 : 9));
  const json = {
    asset: { version: "2.0" }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
    textures: [{ source: 0 }], images: [{ bufferView: 3, mimeType }], buffers: [{ byteLength: end }], bufferViews,
    accessors: [
      { bufferView: 0, componentType: 5126, count: at.length, type: "VEC3", min: ends(Math.min), max: ends(Math.max) },
      { bufferView: 1, componentType: 5126, count: at.length, type: "VEC2" },
      { bufferView: 2, componentType: 5125, count: indices.length, type: "SCALAR" },
    ],
  };
  const chunks = [padded(Buffer.from(JSON.stringify(json)), 0x20), Buffer.concat(parts.map((part) => padded(part, 0)))];
  const words = (...numbers) => Buffer.from(Uint32Array.from(numbers).buffer);
  const [text, binary] = chunks;
  return Buffer.concat([words(0x46546c67, 2, 28 + text.length + binary.length), words(text.length, 0x4e4f534a), text, words(binary.length, 0x004e4942), binary]);
}
