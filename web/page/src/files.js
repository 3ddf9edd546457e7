// Files that are opened, dropped and saved, and the link. Nothing of it is sent anywhere.
import { $, refuse, tell } from "./dom.js";
import { write } from "./link.js";
import { noCard } from "./panels.js";
import { language, say } from "./words.js";

const SCANS = ["obj", "glb", "ply", "stl"];
// Largest file that a tab bears, MB.
const MOST_MB = 300;

let head = null;

const ours = (key, figures) => refuse({ kind: "file", ours: say(key, figures) });

// Opens one file, by its ending a plan or a scan.
export async function open(file) {
  const { name } = file;
  const ending = name.split(".").pop().toLowerCase();
  if (ending !== "toml" && !SCANS.includes(ending)) return ours("web-which-file", { name });
  if (file.size > MOST_MB * 1e6) return ours("web-file-large", { name, most: String(MOST_MB) });
  tell(say("web-opening", { name }), true);
  try {
    if (ending === "toml") {
      await head.setPlan(await file.text());
      noCard();
    } else {
      await head.openScan(name, await file.arrayBuffer());
      $("built-in").hidden = false;
    }
    tell(say("web-opened", { name }));
  } catch (fault) { refuse(fault); }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(say("web-saved", { name }));
}

// A file's name tells the plan's digest and nothing of the client.
const stem = async () => `pointille-${String((await head.facts()).digest).slice(0, 8)}`;

async function savePicture() {
  tell(say("web-drawing-picture"), true);
  save(await head.picture({ label: true }), `${await stem()}.png`);
}

async function copyLink() {
  const { azimuth, elevation, distance } = head.camera;
  const view = `${azimuth.toFixed(1)},${elevation.toFixed(1)},${distance.toFixed(0)}`;
  history.replaceState(null, "", await write({ view, at: String(Math.round(head.day * 10) / 10), light: head.getAttribute("light"), lang: language(), plan: head.planText }));
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say("web-link-copied"));
  } catch { tell(say("web-link-shown")); }
}

function drops() {
  let depth = 0;
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = (by) => { depth = Math.max(0, depth + by); $("drop").hidden = depth === 0; };
  addEventListener("dragenter", (event) => { if (carries(event)) { event.preventDefault(); over(1); } });
  addEventListener("dragleave", (event) => { if (carries(event)) over(-1); });
  addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(-depth);
    const { files } = event.dataTransfer;
    if (files.length === 1) open(files[0]); else ours("web-which-one");
  });
}

export function start(element) {
  head = element;
  const item = (id, act) => { $(id).onclick = () => { $("menu").hidePopover(); Promise.resolve(act()).catch(refuse); }; };
  item("open", () => $("file").click());
  item("built-in", async () => { await head.closeScan(); $("built-in").hidden = true; });
  item("save-plan", async () => save(new Blob([head.planText], { type: "application/toml" }), `${await stem()}.toml`));
  item("save-picture", savePicture);
  item("copy-link", copyLink);
  $("file").onchange = () => { const [file] = $("file").files; $("file").value = ""; if (file) open(file); };
  drops();
}
