// Names that plans, views and lights use, each with the key of its word. assets/words has the words.

export const PLANS = {
  "full-head": ["web-plan-full-head", "web-plan-full-head-about"],
  "mature-hairline": ["web-plan-mature-hairline", "web-plan-mature-hairline-about"],
  "crown": ["web-plan-crown", "web-plan-crown-about"],
  "diffuse": ["web-plan-diffuse", "web-plan-diffuse-about"],
  "womens-parting": ["web-plan-womens-parting", "web-plan-womens-parting-about"],
  "strip-scar": ["web-plan-strip-scar", "web-plan-strip-scar-about"],
  "fue-scars": ["web-plan-fue-scars", "web-plan-fue-scars-about"],
  "soft-square": ["web-plan-soft-square", "web-plan-soft-square-about"],
  "dark-skin": ["web-plan-dark-skin", "web-plan-dark-skin-about"],
  "whole-scalp": ["web-plan-whole-scalp", "web-plan-whole-scalp-about"],
};

// The side from which each plan shows its work.
export const PLAN_VIEWS = {
  "crown": "crown", "diffuse": "top", "womens-parting": "30,40", "strip-scar": "back", "fue-scars": "155,8", "mature-hairline": "20,12",
};

export const HAIRLINES = {
  "soft-square": "line-soft-square",
  "juvenile": "line-youthful",
  "mature": "line-mature",
  "mature-high": "line-mature-high",
  "receded": "line-receded",
  "rounded": "line-rounded",
  "straight": "line-straight",
  "widows-peak": "line-widows-peak",
  "soft": "line-soft",
  "notched": "line-notched",
  "feminine": "line-womans",
};

export const SHADES = { "soft": "dots-soft", "natural": "dots-natural", "strong": "dots-strong", "match": "dots-own" };

export const HAIRS = {
  "black": "tint-black", "dark-brown": "tint-dark-brown", "brown": "tint-brown", "blond": "tint-blond", "red": "tint-red", "grey": "tint-grey", "white": "tint-white",
};

export const FADERS = { "slow": "fade-slow", "typical": "fade-typical", "fast": "fade-fast" };

export const LIGHTS = {
  "clinic": "light-clinic", "daylight": "light-daylight", "sun": "light-sun", "window": "light-window", "ring": "light-ring", "studio": "light-studio", "evening": "light-evening",
};

export const VIEWS = {
  "front": "look-front", "three-quarter-left": "look-three-quarter-left", "left": "look-left", "back": "look-back", "right": "look-right", "three-quarter-right": "look-three-quarter-right", "top": "look-top", "crown": "look-crown",
};

export const ADVICE = {
  "hairline-low": "web-advice-hairline-low",
  "hairline-closed": "web-advice-hairline-closed",
  "hairline-drawn": "web-advice-hairline-drawn",
  "hairline-hard": "web-advice-hairline-hard",
  "density": "web-advice-density",
  "tone": "web-advice-tone",
  "dot-size": "web-advice-dot-size",
  "depth": "web-advice-depth",
  "shade": "web-advice-shade",
  "visits": "web-advice-visits",
  "hair-length": "web-advice-hair-length",
  "scar": "web-advice-scar",
};

const LOSSES = { "none": "skin-loss-none", "diffuse": "skin-loss-diffuse", "total": "skin-loss-total", "norwood-3-vertex": "loss-vertex" };
const ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII"];

// A stage of hair loss in words. Norwood's and Ludwig's scales are called so everywhere.
export function loss(say, value) {
  if (LOSSES[value]) return say(LOSSES[value]);
  const [, scale, step, form] = /^(\w)\w*-(\d)(\w?)$/.exec(value) ?? [];
  return scale ? `${scale === "n" ? "Norwood" : "Ludwig"} ${ROMAN[step]}${form}` : value;
}
