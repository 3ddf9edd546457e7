// A folder on the loopback address, as any static server would have it; it keeps a list of what it was asked for.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".wasm": "application/wasm", ".toml": "text/plain" };

export async function serve(folder) {
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push({ method: request.method, url: request.url, length: Number(request.headers["content-length"] ?? 0) });
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/^\/$/, "/index.html");
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=600" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, asked, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}
