// Small things about elements that every part of the page uses.
import { say } from "./words.js";

export const $ = (id) => document.getElementById(id);

// A button of a group: pressed or not, with words that follow the language.
export function button(key, onclick, { value, image, about, swatch, ink, text } = {}) {
  const made = document.createElement("button");
  made.type = "button";
  made.setAttribute("aria-pressed", "false");
  if (value !== undefined) made.dataset.value = value;
  if (image) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.loading = "lazy";
    picture.decoding = "async";
    [picture.width, picture.height] = image.size;
    picture.src = image.src;
    made.append(picture);
  }
  if (image) {
    const name = document.createElement(about ? "b" : "span");
    name.dataset.t = key;
    made.append(name);
    if (about) {
      const more = document.createElement("span");
      more.className = "faint";
      more.dataset.t = about;
      made.append(more);
    }
  } else if (text !== undefined) {
    made.textContent = text;
  } else if (key) {
    made.dataset.t = key;
  }
  if (swatch) {
    made.style.setProperty("--swatch", swatch);
    made.style.setProperty("--swatch-ink", ink);
  }
  made.onclick = onclick;
  return made;
}

// Presses the button of a group that has this value, and lets the others go.
export function press(group, value) {
  for (const one of group.querySelectorAll("button[aria-pressed]")) one.setAttribute("aria-pressed", String(one.dataset.value === value));
}

let telling = 0;
// A line over the picture, read out by screen readers; it goes by itself after a while unless it is to stay.
export function tell(words, stays = false) {
  clearTimeout(telling);
  $("status").textContent = words;
  if (words && !stays) telling = setTimeout(() => { $("status").textContent = ""; }, 5000);
}

// A fault, told in a box: what, why, and what to do. `ours` is a message of the page; otherwise it is the engine's, whose why is English.
export function refuse(fault) {
  tell("");
  const ours = fault?.ours;
  const foreign = !ours && document.documentElement.lang !== (fault?.whyLang ?? "en");
  const why = ours ?? fault?.why ?? String(fault?.message ?? fault);
  $("message-what").textContent = fault?.what ?? say("web-failed");
  $("message-why").textContent = foreign ? `${say("web-told-in-english")} ${why}` : why;
  $("message-cure").textContent = fault?.cure ?? "";
  if (!$("message").open) $("message").showModal();
}

// Relative light of a colour such as "#c9a68b", 0 to 1.
export function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export const inkOn = (colour) => (luminance(colour) > 0.18 ? "#000" : "#fff");

// A colour with a share of its light.
export function dimmed(colour, share) {
  const parts = [1, 3, 5].map((at) => Math.round(255 * ((parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2 * share) ** (1 / 2.2)));
  return `#${parts.map((part) => Math.min(255, part).toString(16).padStart(2, "0")).join("")}`;
}
