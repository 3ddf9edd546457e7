// Gives a module's imports short names, in the module and in its glue: `node short-imports.mjs GLUE.js MODULE.wasm`. wasm-bindgen's names carry
// a digest each, which no compression makes smaller. Called by ../build.sh.

import { readFileSync, writeFileSync } from "node:fs";

const IMPORTS = 2;
const [gluePath, modulePath] = process.argv.slice(2);
const wasm = readFileSync(modulePath);
let glue = readFileSync(gluePath, "utf8");
let at = 8;

/** The number at the place in the module (LEB128). */
function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function text() {
  const length = number();
  return wasm.toString("utf8", at, (at += length));
}

function leb(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

const written = (name) => Buffer.concat([leb(Buffer.byteLength(name)), Buffer.from(name)]);
const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Changes the one place in the glue that a pattern finds. */
function changed(pattern, to) {
  if (glue.match(new RegExp(pattern, "gm"))?.length !== 1) throw new Error(`${pattern} is not found once in ${gluePath}`);
  glue = glue.replace(new RegExp(pattern, "m"), to);
}

/** The section of imports, with short names. */
function shortened(end) {
  const parts = [];
  const count = number();
  let module = null;
  for (let i = 0; i < count; i += 1) {
    const [from, name] = [text(), text()];
    module ??= from;
    // Tables, memories and imports of other modules would need more than a name.
    if (from !== module || wasm[at] !== 0) throw new Error(`${from}: ${name} is an import of another kind`);
    const kind = wasm.subarray(at++, (number(), at));
    const short = i.toString(36);
    changed(`^( +)${escaped(name)}:`, `$1"${short}":`);
    parts.push(written("."), written(short), kind);
  }
  if (at !== end) throw new Error("the imports do not end where their section does");
  changed(`"${escaped(module)}": `, '".": ');
  return Buffer.concat([leb(count), ...parts]);
}

const sections = [wasm.subarray(0, at)];
while (at < wasm.length) {
  const begins = at;
  const section = wasm[at++];
  const length = number();
  const end = at + length;
  if (section === IMPORTS) {
    const body = shortened(end);
    sections.push(Buffer.concat([Buffer.from([IMPORTS]), leb(body.length), body]));
  } else {
    sections.push(wasm.subarray(begins, end));
  }
  at = end;
}
writeFileSync(modulePath, Buffer.concat(sections));
writeFileSync(gluePath, glue);
