// The page as a picture, for the README: node tests/web/picture.mjs FILE.jpg [WIDTHxHEIGHT]
import { writeFileSync } from "node:fs";
import { house, ready, sharp } from "./house.mjs";

const [file, size = "1280x720"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const all = await house();
try {
  const page = await all.open("/", { width, height });
  await ready(page);
  await sharp(page, () => page.$eval("#see-divided", (button) => button.click()));
  writeFileSync(file, await page.screenshot({ type: "jpeg", quality: 82 }));
} finally {
  await all.close();
}
