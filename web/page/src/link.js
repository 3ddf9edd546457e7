// Links that carry a plan: everything stands behind the #, which browsers send to nobody.

// Longest plan that a link may unfold to, bytes.
const MOST = 1 << 20;

async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST) { await reader.cancel(); throw new RangeError("too long"); }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export async function pack(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function unpack(code) {
  const bytes = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(await through(bytes, new DecompressionStream("deflate-raw")));
}

// The fragment for a plan and how it is looked at; what is null is left out.
export async function write({ plan, ...rest }) {
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) if (value != null) said.set(key, value);
  said.set("plan", await pack(plan));
  return `#${said}`;
}

// What a fragment says. `broken` is true where it names a plan that cannot be unfolded.
export async function read(fragment) {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const out = { view: said.get("view"), at: said.get("at"), light: said.get("light"), lang: said.get("lang"), plan: null, broken: said.has("broken") };
  if (said.has("plan")) {
    try { out.plan = await unpack(said.get("plan")); } catch { out.broken = true; }
  }
  return out;
}
