// What the page costs in a browser, as JSON: BROWSER=firefox node tests/web/measure.mjs [WIDTHxHEIGHT]. Times are of this machine and its load alone.
import { memory } from "./browser.mjs";
import { house, kind, ready } from "./house.mjs";

const [width, height] = (process.argv[2] ?? "1280x720").split("x").map(Number);
const SECONDS = 8;
const all = await house();
try {
  const page = await all.open("/", { width, height });
  await ready(page);
  const controls = await page.evaluate(() => performance.now());
  const wait = () => page.evaluate(() => new Promise((done) => {
    const head = document.getElementById("head");
    const heard = ({ detail }) => { if (detail.sharp) { head.removeEventListener("pointille-picture", heard); done(performance.now()); } };
    head.addEventListener("pointille-picture", heard);
  }));
  const sharp = await wait();
  const first = await page.evaluate(() => performance.getEntriesByName("first picture")[0]?.startTime);
  // A hand that turns the head to and fro, as often as a screen asks.
  const motion = await page.evaluate(async (seconds) => {
    const head = document.getElementById("head");
    const taken = [];
    const heard = ({ detail }) => taken.push([performance.now(), detail.width, detail.height]);
    head.addEventListener("pointille-picture", heard);
    const end = performance.now() + 1000 * seconds;
    while (performance.now() < end) {
      head.turn(Math.sin(performance.now() / 400) * 6, 0);
      await new Promise(requestAnimationFrame);
    }
    head.removeEventListener("pointille-picture", heard);
    const gaps = taken.slice(1).map(([at], i) => at - taken[i][0]).sort((a, b) => a - b);
    return { pictures_a_second: (taken.length / seconds).toFixed(1), median_ms: Math.round(gaps[gaps.length >> 1]), worst_ms: Math.round(gaps.at(-1)), last_size: taken.at(-1)?.slice(1) };
  }, SECONDS);
  const engine = await page.evaluate(async () => (await document.getElementById("head").memory?.()) ?? null);
  const ms = (value) => (value === undefined ? null : Math.round(value));
  console.log(JSON.stringify({ browser: kind, version: await all.browser.version(), size: [width, height], first_picture_ms: ms(first), controls_ms: ms(controls), sharp_ms: ms(sharp), motion, engine_mib: engine && Math.round(engine / 2 ** 20), browser_mib: Math.round(memory(all.browser)) }));
} finally {
  await all.close();
}
