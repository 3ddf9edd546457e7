// Errors as pages get them: what cannot be done, why, and what helps.

import { say } from "./words.js";
import { FAULTS } from "pointille-fault-words";

/** Why a plan or a scan is wrong in the program's words of a language; null where it has none but the engine's own, which are English. */
function inWords({ fault, line, column, key }, lang) {
  const words = FAULTS[lang];
  if (!fault || !words) return null;
  const [name, given] = fault;
  const told = (text, figures) => text.replace(/\{ \$(\w+) \}/g, (_, one) => {
    const figure = figures[one] ?? "";
    // Single precision has some seven digits.
    return typeof figure === "number" ? Number(figure.toPrecision(7)).toLocaleString(lang) : figure;
  });
  const at = line ? told(words["at-line"], { line, column }) : words["in-plan"];
  return told(words[name], { ...given, place: key ? `${at}: \`${key}\`` : at });
}

/** An error with what cannot be done, why, and the cure; `kind` says whose it is. */
export class PointilleError extends Error {
  constructor(told, lang) {
    const kind = told.kind ?? "load";
    const what = say(lang, `what-${kind}`);
    const ours = inWords(told, lang);
    const why = ours ?? told.why;
    super(`${what}: ${why}`);
    this.name = "PointilleError";
    Object.assign(this, { kind, what, why, cure: say(lang, `cure-${kind}`), whyLang: ours ? lang : "en" });
    for (const key of ["line", "column", "key"]) if (told[key] !== undefined) this[key] = told[key];
  }
}

/** What was thrown, as the engine tells it: kind and why. */
export function toldOf(thrown, kind = "load") {
  if (typeof thrown === "string") {
    try {
      const told = JSON.parse(thrown);
      if (told && told.why) return told;
    } catch {
      return { kind, why: thrown };
    }
  }
  if (thrown && thrown.kind && thrown.why) return { ...thrown };
  return { kind, why: String(thrown?.message ?? thrown) };
}
