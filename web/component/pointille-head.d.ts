/** A head with scalp micropigmentation, live in a page. Importing the module defines `<pointille-head>`. */

/** A value and the range in which it probably lies. */
export interface Range { low: number; likely: number; high: number }

/** Whose mistake an error is. */
export type ErrorKind = "plan" | "scan" | "attribute" | "device" | "load" | "picture" | "unsupported";

/** An error: what cannot be done, why, and what helps. */
export class PointilleError extends Error {
  readonly kind: ErrorKind;
  readonly what: string;
  readonly why: string;
  readonly cure: string;
  /** Line and column in the plan's text, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** Language in which `why` is told: where the words of the page's language are missing, English. */
  readonly whyLang: "en" | "es" | "pt-BR";
  /** Dotted key of the plan's value. */
  readonly key?: string;
}

/** The camera: degrees and mm. Azimuth 0 is the face, 90 the subject's left. */
export interface Camera {
  azimuth: number;
  elevation: number;
  distance: number;
  target: [number, number, number];
}

export interface Laid { digest: string; ms: number }

export interface Scan { name: string; report: string; doubts: string[] }

export interface Visit { day: number; dots: number; hours: Range; cost: Range | null }

export interface Mark {
  day: number;
  kind: "session" | "touch-up" | "lightening";
  number: number;
  share: number;
  early: number | null;
  late: number | null;
}

/** Figures of the plan on its head. Lengths in mm, areas in cm², days after the end of the first session. */
export interface Facts {
  digest: string;
  name: string;
  scan: Scan | null;
  dots: number;
  area_cm2: number;
  density_per_cm2: number;
  dilution: [number, number];
  zones: { zone: string; dots: number[]; area_cm2: number; density_per_cm2: number }[];
  visits: Visit[];
  touch_ups: Visit[];
  hours: Range;
  cost: Range | null;
  currency: string;
  healed_day: number;
  height_mm: number;
  recess_mm: [number, number];
  healed_delta_e: number;
  healed_contrast: number;
  later_contrast: [number, number];
  advice: { kind: string; path: string; found: number; usual: number; message: string }[];
  touch_up_due: { earliest: number | null; likely: number | null; latest: number | null };
  /** Pigment along the time line, at 241 equal steps of it: for the slow, this, and the fast fader; 1 is the whole plan, settled. */
  course: { days: number[]; slow: number[]; likely: number[]; fast: number[]; peak: number };
  marks: Mark[];
  last_day: number;
  stops: number[];
}

export interface Choices {
  skins: { value: string; scale: "fitzpatrick" | "monk"; step: number; swatch: string }[];
  hairs: { value: string; swatch: string }[];
  shades: { value: string; luminance: number }[];
  inks: { value: string }[];
  hairlines: ({ value: string } & Record<string, number>)[];
  losses: { value: string }[];
  views: { value: string; azimuth: number; elevation: number }[];
  lights: { value: string }[];
  places: { value: string }[];
  backgrounds: { value: string }[];
}

export interface PictureWish {
  /** Pixels; without them the element's own. */
  width?: number;
  height?: number;
  before?: boolean;
  /** Samples a pixel, 1–4096; 24 without. */
  samples?: number;
  /** Another time than the one shown. */
  at?: string;
  /** Words burnt in: true for what it shows and that it is a simulation, or lines of your own. */
  label?: boolean | string | string[];
}

/** A value that a plan's key can have; null takes the key out. */
export type PlanValue = string | number | boolean | null | undefined | PlanValue[] | { [key: string]: PlanValue };

export interface PointilleEvents {
  "pointille-ready": CustomEvent<{ ms: { wasm: number; head: number; first: number } }>;
  "pointille-picture": CustomEvent<{ ms: number; samples: number; sharp: boolean; width: number; height: number }>;
  "pointille-view": CustomEvent<Camera>;
  "pointille-day": CustomEvent<{ day: number }>;
  "pointille-side": CustomEvent<{ before: boolean; compare: number | null }>;
  "pointille-plan": CustomEvent<{ digest: string; text: string; ms: number }>;
  "pointille-scan": CustomEvent<Scan>;
  "pointille-error": CustomEvent<PointilleError>;
  "pointille-lost": CustomEvent<{ recovered: boolean }>;
  "pointille-unsupported": CustomEvent<{ what: string; why: string; cure: string }>;
}

export class PointilleHead extends HTMLElement {
  plan: string | null;
  head: string | null;
  view: string | null;
  at: string | null;
  light: string | null;
  background: string | null;
  bare: boolean;
  compare: number | null;
  still: boolean;
  day: number;
  get camera(): Camera | null;
  set camera(placed: Partial<Camera>);
  readonly ready: Promise<void>;
  readonly state: "opening" | "ready" | "unsupported" | "failed";
  readonly planText: string;
  readonly busy: boolean;
  setPlan(toml: string): Promise<Laid>;
  edit(key: string, value: PlanValue): Promise<Laid>;
  edit(values: Record<string, PlanValue>): Promise<Laid>;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  openScan(name: string, bytes: ArrayBuffer | Blob): Promise<Scan & { ms: number }>;
  closeScan(): Promise<void>;
  facts(): Promise<Facts>;
  picture(wish?: PictureWish): Promise<Blob>;
  turn(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number, x?: number, y?: number): void;
  focus_on(place: string, distance?: number): Promise<void>;
  plans(): Promise<{ name: string; title: string; text: string }[]>;
  choices(): Promise<Choices>;
  schema(): Promise<object>;
  faults(toml: string): Promise<{ kind: "plan"; why: string; line?: number; column?: number; key?: string }[]>;
  loseDevice(): Promise<void>;
  memory(): Promise<number>;
  addEventListener<K extends keyof PointilleEvents>(
    name: K,
    listener: (this: PointilleHead, event: PointilleEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Defines the element under another name. */
export function define(tag: string): void;

declare global {
  interface HTMLElementTagNameMap { "pointille-head": PointilleHead }
}
