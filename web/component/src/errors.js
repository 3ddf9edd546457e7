// Errors as pages get them: what cannot be done, why, and what helps.

import { say } from "./words.js";

/** An error with what cannot be done, why, and the cure; `kind` says whose it is. */
export class PointilleError extends Error {
  constructor(told, lang) {
    const kind = told.kind ?? "load";
    const what = say(lang, `what-${kind}`);
    super(`${what}: ${told.why}`);
    this.name = "PointilleError";
    Object.assign(this, { kind, what, why: told.why, cure: say(lang, `cure-${kind}`) });
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
