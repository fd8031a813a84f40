import type { Entry, Membership } from "../raft/entry.ts";
import { EncodedCommand } from "../store/command.ts";
import { KIND, type Page, type Runs } from "./contract.ts";

/** Entries as they cross to the thread. */
export function runsOf(entries: readonly Entry[]): Runs {
  const runs: Runs = [];
  let payloads: (string | null)[] = [];
  let termOfRun = -1;
  let kindOfRun: Entry["kind"] | null = null;
  for (const entry of entries) {
    if (entry.term !== termOfRun || entry.kind !== kindOfRun) {
      payloads = [];
      runs.push(entry.term, KIND[entry.kind], payloads);
      termOfRun = entry.term;
      kindOfRun = entry.kind;
    }
    payloads.push(textOf(entry));
  }
  return runs;
}

/** Appends the entries of a page. */
export function appendPage({ firstIndex, runs }: Page, entries: Entry[]): void {
  let index = firstIndex;
  for (let at = 0; at < runs.length; at += 3) {
    const term = runs[at] as number;
    const kind = runs[at + 1] as number;
    for (const payload of runs[at + 2] as (string | null)[]) {
      entries.push(entryOf(index, term, kind, payload));
      index += 1;
    }
  }
}

function textOf(entry: Entry): string | null {
  switch (entry.kind) {
    case "noop":
      return null;
    case "command":
      return (entry.payload as EncodedCommand).text;
    case "membership":
      return JSON.stringify(entry.payload);
  }
}

function entryOf(index: number, term: number, kind: number, payload: string | null): Entry {
  if (kind === KIND.command) return { index, term, kind: "command", payload: new EncodedCommand(payload ?? "") };
  if (kind === KIND.membership) return { index, term, kind: "membership", payload: JSON.parse(payload ?? "[]") as Membership };
  return { index, term, kind: "noop", payload: null };
}
