import { setTimeout as delay } from "node:timers/promises";
import type { Change, ChangePage, ErrorBody } from "../../../generated/concordance/types.ts";
import { rest } from "../../testing/rest.ts";
import { ROOT } from "../load/plan.ts";
import { compareStreams } from "./compare-streams.ts";

const PAGE = 1_000;
const PAUSE_MS = 500;

/**
 * All changes below the run's namespace, from the first one. They are read page by page while the run goes on, as a node
 * keeps only the last 100,000.
 */
export class ChangeLog {
  readonly changes: Change[] = [];
  #revision = 0;

  /** Reads on now and then, until told to stop. @param choose whom to read from, each time */
  async follow(choose: () => string, stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      await this.readFrom(choose()).catch(() => undefined);
      await delay(PAUSE_MS, undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  /** Reads all that a node has. @throws Error when it does not answer, or keeps too little */
  async readFrom(address: string): Promise<void> {
    for (;;) {
      const page = await pageOf(address, this.#revision);
      if ("compactedTo" in page) throw new Error(`The changes after ${this.#revision} are gone: compacted to ${page.compactedTo}.`);
      this.changes.push(...page.changes);
      this.#revision = page.revision;
      if (page.changes.length === 0) return;
    }
  }

  /** Whether what a node still keeps is the same as what was read. @returns null, or what differs */
  async compareWith(address: string): Promise<string | null> {
    const kept: Change[] = [];
    const first = await pageOf(address, 0);
    let since = "compactedTo" in first ? first.compactedTo : 0;
    const known = this.changes.filter(({ revision }) => revision > since);
    for (;;) {
      const page = await pageOf(address, since);
      if ("compactedTo" in page) throw new Error("It was compacted while nothing was written.");
      kept.push(...page.changes);
      since = page.revision;
      if (page.changes.length === 0) return compareStreams(known, kept);
    }
  }
}

async function pageOf(address: string, since: number): Promise<ChangePage | { readonly compactedTo: number }> {
  const { status, body } = await rest(address, "GET", `/api/v1/changes?namespace=${ROOT}&since=${since}&limit=${PAGE}`);
  if (status === 200) return body as ChangePage;
  const { error } = body as ErrorBody;
  if (error.code === "COMPACTED") return { compactedTo: error.compactedTo ?? 0 };
  throw new Error(`${address} answers ${error.code}.`);
}
