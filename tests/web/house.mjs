// What every test file starts from: the built page served, a browser, an open page, and the program to compare with.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const kind = process.env.BROWSER ?? "firefox";
export const dist = process.env.DIST ?? join(root, "web/dist");
export const program = [process.env.POINTILLE, join(root, "target/release/pointille"), join(root, "target/debug/pointille")].find((path) => path && existsSync(path));
export const cases = join(root, "tests/cases");

// A served page in a browser, with a folder for what it saves.
export async function house(options = {}) {
  if (!existsSync(join(dist, "index.html"))) throw new Error(`${dist} holds no page: web/build.sh builds it`);
  const folder = mkdtempSync(join(tmpdir(), "pointille-web-"));
  const server = await serve(dist);
  const browser = await launch(kind, { downloads: folder, ...options });
  const requests = [];
  const faults = [];
  const open = async (path = "/", size = { width: 1280, height: 720 }) => {
    const page = await browser.newPage();
    await page.setViewport(size);
    page.setDefaultTimeout(240_000);
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (fault) => faults.push(fault.message));
    await page.goto(server.origin + path);
    return page;
  };
  const close = async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, server, browser, requests, faults, open, close };
}

// Waits until the head is drawn and its panels are there.
export const ready = (page) => page.waitForFunction(() => document.body.dataset.state === "ready" && document.getElementById("facts").children.length > 0);

// Waits until the picture of now has all its samples, by the element's own event. `act` is what makes it draw.
export async function sharp(page, act = async () => {}) {
  await page.evaluate(() => {
    window.sharpened = new Promise((done) => {
      const head = document.getElementById("head");
      const heard = ({ detail }) => { if (detail.sharp) { head.removeEventListener("pointille-picture", heard); done(); } };
      head.addEventListener("pointille-picture", heard);
    });
  });
  await act();
  await page.evaluate(() => window.sharpened);
}

// The next event of a name that the head gives, after `act`; its detail as JSON.
export async function heard(page, name, act) {
  await page.evaluate((event) => {
    window.heard = new Promise((done) => document.getElementById("head").addEventListener(event, ({ detail }) => done(JSON.parse(JSON.stringify(detail))), { once: true }));
  }, name);
  await act();
  return page.evaluate(() => window.heard);
}

export const camera = (page) => page.evaluate(() => ({ ...document.getElementById("head").camera }));

// Picks a file through the page's own menu.
export async function choose(page, path) {
  const input = await page.$("#file");
  await input.uploadFile(path);
}
