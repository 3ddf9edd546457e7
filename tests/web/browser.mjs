// Real browsers without a display: Firefox on Mesa's lavapipe, Chromium on its SwiftShader.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const PLACES = {
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/snap/bin/firefox"],
  chromium: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
};
// Software drivers are refused by default; these ask for them. Chromium draws nothing with fewer than all four.
const PREFERENCES = { "dom.webgpu.enabled": true, "gfx.webgpu.ignore-blocklist": true };
const FLAGS = ["--enable-unsafe-webgpu", "--enable-features=Vulkan", "--use-vulkan=swiftshader", "--use-angle=swiftshader", "--no-sandbox"];

export const find = (kind) => (process.env[`${kind.toUpperCase()}_PATH`] ? [process.env[`${kind.toUpperCase()}_PATH`]] : PLACES[kind]).find(existsSync);

// A browser that saves downloads to a folder. `webgpu` false leaves it as it comes, which on a machine without a GPU is without WebGPU.
export async function launch(kind, { downloads, webgpu = true } = {}) {
  const executablePath = find(kind);
  if (!executablePath) throw new Error(`${kind} is not installed`);
  const common = { executablePath, headless: true, defaultViewport: null, protocolTimeout: 300_000, timeout: 120_000 };
  if (kind === "firefox") {
    const saving = downloads ? { "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false, "browser.helperApps.neverAsk.saveToDisk": "image/png,application/toml" } : {};
    return puppeteer.launch({ ...common, browser: "firefox", extraPrefsFirefox: { ...(webgpu ? PREFERENCES : { "dom.webgpu.enabled": false }), ...saving, "intl.accept_languages": "en-US" } });
  }
  const browser = await puppeteer.launch({ ...common, browser: "chrome", args: webgpu ? [...FLAGS, "--lang=en-US"] : ["--no-sandbox", "--lang=en-US"] });
  if (downloads) {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  }
  return browser;
}

// Memory of a browser with all its processes, MiB: what is their own, and their share of what is shared.
export function memory(browser) {
  const children = new Map();
  for (const line of execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n")) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const all = [browser.process().pid];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  let kib = 0;
  for (const pid of all) {
    try { kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]); } catch { /* It has ended. */ }
  }
  return kib / 1024;
}

// Files that a folder comes to hold once `act` is through, when no part of them is still being written.
export async function saved(folder, act) {
  const before = new Set(readdirSync(folder));
  await act();
  for (;;) {
    const fresh = readdirSync(folder).filter((name) => !before.has(name));
    if (fresh.length && !fresh.some((name) => /\.(part|crdownload)$/.test(name))) return fresh;
    await new Promise((done) => setTimeout(done, 100));
  }
}
