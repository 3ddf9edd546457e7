// What the page looks like on screens of many sizes, in three languages, by keyboard alone, and where there is no WebGPU.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { house, kind, ready } from "./house.mjs";

const SIZES = [[390, 844], [844, 390], [1280, 720], [3840, 2160]];
const LANGUAGES = ["en", "es", "pt-BR"];
const TABS = ["plans", "skin", "line", "view", "figures"];

let all, page;
before(async () => { all = await house(); page = await all.open(); await ready(page); });
after(() => all?.close());

const speak = (tag) => page.$eval("#language", (list, value) => { list.value = value; list.dispatchEvent(new Event("change")); }, tag);

// Words that are cut, hang over the edge, or lie on each other.
const faults = () => page.evaluate(() => {
  const found = [];
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide on ${wide}`);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".unseen, .skip");
  for (const element of document.querySelectorAll("button, label, h1, h2, p, td, th, li, select, .tag, b, span")) {
    if (!seen(element) || !element.textContent.trim()) continue;
    const box = element.getBoundingClientRect();
    const words = element.textContent.trim().slice(0, 40);
    if (box.left < -0.5 || box.right > wide + 0.5) found.push(`“${words}” hangs over the edge: ${box.left} to ${box.right}`);
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") found.push(`“${words}” is cut: ${element.scrollWidth} in ${element.clientWidth}`);
    if (element.scrollHeight > element.clientHeight + 2 && getComputedStyle(element).overflow !== "visible") found.push(`“${words}” is cut below: ${element.scrollHeight} in ${element.clientHeight}`);
  }
  const tags = [...document.querySelectorAll("#stage .tag, #stage button, #stage > p")].filter((element) => seen(element) && element.textContent.trim());
  tags.forEach((one, i) => tags.slice(i + 1).forEach((other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) found.push(`“${one.textContent}” and “${other.textContent}” lie on each other`);
  }));
  return found;
});

for (const [width, height] of SIZES) {
  test(`no word is cut at ${width} × ${height}, in any language, on any tab`, async () => {
    await page.setViewport({ width, height });
    await page.$eval("#see-divided", (button) => button.click());
    for (const tag of LANGUAGES) {
      await speak(tag);
      for (const tab of TABS) {
        await page.$eval(`#tab-${tab}`, (button) => button.click());
        assert.deepEqual(await faults(), [], `${tag}, ${tab}`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
    }
    await speak("en");
    await page.$eval("#see-after", (button) => button.click());
  });
}

test("fingers find their targets", async () => {
  await page.setViewport({ width: 390, height: 844 });
  for (const tab of TABS) {
    await page.$eval(`#tab-${tab}`, (button) => button.click());
    const small = await page.evaluate(() => [...document.querySelectorAll("button, select, input[type=range]")]
      .filter((element) => element.checkVisibility() && !element.closest(".unseen"))
      .map((element) => [element.id || element.textContent, element.getBoundingClientRect()])
      .filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([name, box]) => `${name}: ${box.width} × ${box.height}`));
    assert.deepEqual(small, [], tab);
  }
});

test("the keyboard reaches everything", async () => {
  await page.setViewport({ width: 1280, height: 720 });
  for (const tab of TABS) {
    await page.$eval(`#tab-${tab}`, (button) => button.click());
    const wanted = await page.evaluate(() => {
      let number = 0;
      for (const element of document.querySelectorAll("button, select, input, a, pointille-head, [tabindex]")) {
        delete element.dataset.reach;
        const resting = element.getAttribute("role") === "tab" && element.getAttribute("aria-selected") === "false";
        if (!element.disabled && element.checkVisibility() && !resting && !element.matches(".unseen")) element.dataset.reach = String((number += 1));
      }
      document.activeElement.blur();
      return number;
    });
    const reached = new Set();
    for (let i = 0; i < wanted + 8 && reached.size < wanted; i += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.dataset?.reach);
      if (at) reached.add(at);
    }
    const left = await page.evaluate((found) => [...document.querySelectorAll("[data-reach]")].filter((element) => !found.includes(element.dataset.reach)).map((element) => element.id || element.textContent), [...reached]);
    assert.deepEqual(left, [], tab);
  }
  // In the row of tabs arrows go on; the head takes its own keys.
  await page.focus("#tab-plans");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-skin");
  await page.focus("#head");
  const was = await page.evaluate(() => document.getElementById("head").camera.azimuth);
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((azimuth) => Math.abs(document.getElementById("head").camera.azimuth - azimuth) > 2, {}, was);
});

test("everything that can be used has a name for those who listen", async () => {
  const nameless = await page.evaluate(() => [...document.querySelectorAll("button, select, input, [role=slider]")].filter((element) => {
    const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent;
    return !label?.trim();
  }).map((element) => element.outerHTML.slice(0, 90)));
  assert.deepEqual(nameless, []);
  assert.equal(await page.$eval("#status", (element) => element.getAttribute("role")), "status");
});

test("screenshots, for those who look", { skip: !process.env.SHOTS }, async () => {
  mkdirSync(process.env.SHOTS, { recursive: true });
  for (const [width, height] of SIZES) {
    await page.setViewport({ width, height });
    await page.evaluate(() => new Promise((done) => {
      const head = document.getElementById("head");
      const heard = ({ detail }) => { if (detail.sharp) { head.removeEventListener("pointille-picture", heard); done(); } };
      head.addEventListener("pointille-picture", heard);
      setTimeout(done, 60_000);
    }));
    for (const tab of TABS) {
      await page.$eval(`#tab-${tab}`, (button) => button.click());
      await page.screenshot({ path: join(process.env.SHOTS, `${kind}-${width}x${height}-${tab}.png`) });
    }
  }
});

test("where there is no WebGPU, pictures drawn beforehand turn and say why", async () => {
  const bare = await house({ webgpu: false });
  try {
    const other = await bare.open("/", { width: 390, height: 844 });
    await other.waitForFunction(() => document.body.dataset.state === "unsupported");
    assert.match(await other.$eval("#no-gpu", (element) => element.textContent), /WebGPU.*Chrome.*Safari.*Firefox/s);
    const source = () => other.$eval("#drawn-after", (picture) => picture.getAttribute("src"));
    const loaded = () => other.waitForFunction(() => { const picture = document.getElementById("drawn-after"); return picture.complete && picture.naturalWidth > 0; });
    const seen = new Set();
    for (let angle = 0; angle < 12; angle += 1) {
      await other.$eval("#turn", (slider, value) => { slider.value = value; slider.dispatchEvent(new Event("input")); }, angle);
      await loaded();
      seen.add(await source());
    }
    assert.equal(seen.size, 12);
    await other.$eval("#see-before", (button) => button.click());
    await loaded();
    assert.match(await source(), /before/);
    assert.match(await other.$eval("#simulation", (element) => element.textContent), /simulation/);
    assert.equal(await other.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true);
    if (process.env.SHOTS) await other.screenshot({ path: join(process.env.SHOTS, `${kind}-no-webgpu.png`) });
  } finally { await bare.close(); }
});
