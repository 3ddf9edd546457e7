// A folder on the loopback address, as any static server would have it; it keeps a list of what it was asked for.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".wasm": "application/wasm", ".toml": "text/plain" };

export async function serve(folder) {
  const asked = [];
  // Plans of a folder by their files' names, as `pointille serve` gives them; none, and the page is not told of any.
  const state = { plans: {} };
  const server = createServer(async (request, response) => {
    asked.push({ method: request.method, url: request.url, length: Number(request.headers["content-length"] ?? 0) });
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/^\/$/, "/index.html");
    const plan = /^\/plans\/(.*)$/.exec(path)?.[1];
    try {
      if (path === "/plans.json" && Object.keys(state.plans).length) {
        const list = Object.keys(state.plans).map((file) => ({ name: file, title: file.replace(/\.toml$/, ""), file }));
        return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(list));
      }
      if (state.plans[plan]) return response.writeHead(200, { "content-type": "text/plain" }).end(state.plans[plan]);
      let bytes = await readFile(join(folder, path));
      if (path === "/index.html" && Object.keys(state.plans).length) bytes = String(bytes).replace("<html", '<html data-plans="plans.json"');
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": /\.(wasm|jpg)$/.test(path) ? "max-age=600" : "no-store" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, asked, state, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}
