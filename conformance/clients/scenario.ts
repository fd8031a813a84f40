import { readdirSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import type { Json } from "./protocol.ts";

/** One thing that happens or must hold; known by its first key. */
export type Step =
  | DoStep
  | { readonly result: string; readonly is?: unknown }
  | { readonly fails: string; readonly with: unknown }
  | { readonly pending: string }
  | { readonly heard: string; readonly items: readonly unknown[] }
  | { readonly state: string; readonly with?: unknown }
  | { readonly accept: AcceptRules }
  | { readonly refuse: number }
  | { readonly greet: Json }
  | { readonly expect: unknown; readonly as?: string; readonly after?: string; readonly atLeastMs?: number }
  | { readonly expectAll: readonly { readonly is: unknown; readonly as: string }[] }
  | { readonly reply: string; readonly with: Json }
  | { readonly snapshot: string; readonly with?: Json }
  | { readonly send: readonly unknown[] }
  | { readonly text: string }
  | { readonly binary: string }
  | { readonly drop: true }
  | { readonly close: number }
  | { readonly closed: true }
  | { readonly quiet: number };

/** A command with its parameters, which are what the command wants. */
export interface DoStep {
  readonly do: string;
  readonly as?: string;
}

/** When and how a connection must come. */
export interface AcceptRules {
  readonly atLeastMs?: number;
  readonly atMostMs?: number;
  readonly subprotocol?: unknown;
  readonly authorization?: unknown;
}

export interface Scenario {
  /** Of its file. */
  readonly name: string;
  /** What must hold. */
  readonly title: string;
  /** Of the client. */
  readonly options: Json;
  readonly steps: readonly Step[];
}

const FOLDER = new URL("./scenarios/", import.meta.url);

/** The scenarios whose name matches one of the patterns, all of them when there is none. */
export function readScenarios(patterns: readonly string[]): Scenario[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .filter((name) => patterns.length === 0 || patterns.some((pattern) => matchesGlob(name, pattern)))
    .sort()
    .map((name) => {
      const { title, options = {}, steps } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as Scenario;
      return { name, title, options, steps };
    });
}
