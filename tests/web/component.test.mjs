// <pointille-head> by itself, on its story page and in one file: what it draws and when, what it refuses, and what it survives.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { dist, house } from "./house.mjs";

let all, page;
before(async () => {
  all = await house();
  page = await all.open("/story.html", { width: 900, height: 900 });
  await listen(page);
});
after(() => all?.close());

/** Puts helpers into a page: `head`, the numbers of events, and waits for the next one. */
async function listen(at) {
  await at.evaluate(async () => {
    window.head = document.querySelector("pointille-head");
    window.counted = {};
    for (const name of ["picture", "lost", "error"]) head.addEventListener(`pointille-${name}`, () => (counted[name] = (counted[name] ?? 0) + 1));
    window.next = (name, is = () => true) =>
      new Promise((done) => {
        const heard = ({ detail }) => {
          if (!is(detail)) return;
          head.removeEventListener(`pointille-${name}`, heard);
          done(detail);
        };
        head.addEventListener(`pointille-${name}`, heard);
      });
    window.pause = (ms) => new Promise((done) => setTimeout(done, ms));
    window.told = (promise) => promise.then(() => null, ({ kind, what, why, cure, line, key }) => ({ kind, what, why, cure, line, key }));
    await head.ready;
  });
}

test("a picture is refined to 24 samples, and then nothing is drawn", async () => {
  const drawn = await page.evaluate(async () => {
    head.turn(30, 0);
    await next("picture", (picture) => picture.sharp);
    // Both sides may still be finished for whoever compares; neither is shown.
    await pause(1000);
    const before = counted.picture;
    await pause(3000);
    return counted.picture - before;
  });
  assert.equal(drawn, 0);
});

test("off screen nothing is drawn; back on it, what was missed is", async () => {
  const missed = await page.evaluate(async () => {
    document.body.style.minHeight = "6000px";
    window.scrollTo(0, 5000);
    await pause(600);
    const before = counted.picture;
    head.turn(40, 0);
    await pause(1500);
    const missed = counted.picture - before;
    const back = next("picture");
    window.scrollTo(0, 0);
    await back;
    return missed;
  });
  assert.equal(missed, 0);
});

test("a plan that is wrong is told with its place, and the picture's plan stays", async () => {
  const [wrong, edit, unknown, same] = await page.evaluate(async () => {
    const before = head.planText;
    return [
      await told(head.setPlan("[client]\nage_yeas = 4\n")),
      await told(head.edit("client.age_years", 4)),
      await (async () => {
        const heard = next("error");
        head.setAttribute("light", "moon");
        const { kind, why } = await heard;
        return { kind, why };
      })(),
      head.planText === before,
    ];
  });
  assert.deepEqual([wrong.kind, wrong.line, wrong.key], ["plan", 2, "client.age_yeas"]);
  assert.match(wrong.why, /did you mean/);
  assert.ok(wrong.what && wrong.cure);
  assert.deepEqual([edit.kind, edit.key], ["plan", "client.age_years"]);
  assert.equal(unknown.kind, "attribute");
  assert.match(unknown.why, /clinic/);
  assert.ok(same);
});

test("edits keep comments, and are taken back and done again", async () => {
  const [comments, texts, steps] = await page.evaluate(async () => {
    await head.setPlan((await head.plans())[0].text);
    const before = head.planText;
    await Promise.all([head.edit("client.age_years", 51), head.edit("client.skin", "monk-6")]);
    const after = head.planText;
    const steps = [await head.undo()];
    const undone = head.planText;
    steps.push(await head.redo());
    const count = (text) => text.split("#").length;
    return [count(before) - count(after), [before === undone, after === head.planText, after.includes("monk-6")], steps];
  });
  assert.equal(comments, 0);
  assert.deepEqual(texts, [true, true, true]);
  assert.deepEqual(steps, [true, true]);
});

test("a file that is no head is told, and the head stays", async () => {
  const [flat, strange, scan] = await page.evaluate(async () => {
    const bytes = (text) => new TextEncoder().encode(text).buffer;
    return [
      await told(head.openScan("flat.obj", bytes("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"))),
      await told(head.openScan("strange.zip", bytes("PK\x03\x04 and so on"))),
      (await head.facts()).scan,
    ];
  });
  assert.deepEqual([flat.kind, strange.kind, scan], ["scan", "scan", null]);
  assert.match(flat.why, /head/);
});

test("a device that is lost is opened anew, and the picture is drawn again", async () => {
  const [lost, state, sharp] = await page.evaluate(async () => {
    const lost = next("lost");
    await head.loseDevice();
    head.turn(10, 0);
    const { recovered } = await lost;
    const { sharp } = await next("picture", (picture) => picture.sharp);
    return [recovered, head.state, sharp];
  });
  assert.deepEqual([lost, state, sharp], [true, "ready", true]);
});

test("taken out of the page it ends, and put back it opens again", async () => {
  const state = await page.evaluate(async () => {
    const place = head.parentNode;
    head.remove();
    await pause(300);
    place.prepend(head);
    await head.ready;
    return head.state;
  });
  assert.equal(state, "ready");
});

test("one file works without a server", async () => {
  const script = readFileSync(join(dist, "pointille-live.js"), "utf8");
  const live = '<pointille-head style="width: 320px" at="5y"><script type="text/plain">name = "From a file"</script></pointille-head>';
  writeFileSync(join(all.folder, "page.html"), `<!doctype html><html lang="en"><body>${live}<script>${script}</script></body></html>`);
  const alone = await all.browser.newPage();
  await alone.goto(pathToFileURL(join(all.folder, "page.html")).href);
  await listen(alone);
  const [state, text, day] = await alone.evaluate(() => [head.state, head.planText, head.day]);
  assert.deepEqual([state, text, Math.round(day)], ["ready", 'name = "From a file"', 1826]);
  await alone.close();
});

test("no page had a fault", () => assert.deepEqual(all.faults, []));
