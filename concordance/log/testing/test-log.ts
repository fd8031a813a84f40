import type { Entry } from "../../raft/entry.ts";
import type { Persist } from "../../raft/output.ts";
import { EncodedCommand } from "../../store/command.ts";
import { type LogFile, openLog, type StoredLogState } from "../log-file.ts";

export interface TestLog {
  readonly log: LogFile;
  readonly stored: StoredLogState;
  /** Ids, as they were reported. */
  readonly reports: readonly number[];
  readonly failures: readonly Error[];
  /** Resolves when this write is reported; rejects when the log fails. */
  persisted(id: number): Promise<void>;
}

/** Opens a log, and creates it when the folder is new. */
export async function openTestLog(folder: string): Promise<TestLog> {
  const reports: number[] = [];
  const failures: Error[] = [];
  let waiting: { readonly id: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const { log, stored } = await openLog(folder, {
    onPersisted(id) {
      reports.push(id);
      for (const each of waiting) if (each.id <= id) each.resolve();
      waiting = waiting.filter((each) => each.id > id);
    },
    onFailure(error) {
      failures.push(error);
      for (const each of waiting) each.reject(error);
      waiting = [];
    },
  });
  if (stored.identity === null) await log.create({ cluster: "c1", node: "n1" });
  return {
    log,
    stored,
    reports,
    failures,
    persisted: (id) =>
      new Promise((resolve, reject) => {
        if ((reports.at(-1) ?? 0) >= id) resolve();
        else if (failures[0] !== undefined) reject(failures[0]);
        else waiting.push({ id, resolve, reject });
      }),
  };
}

export function persist(id: number, fields: Partial<Persist>): Persist {
  return { kind: "persist", id, hardState: null, snapshot: null, truncateFrom: null, entries: [], ...fields };
}

/** Commands with consecutive indexes. */
export function commands(firstIndex: number, term: number, texts: readonly string[]): Entry[] {
  return texts.map((text, position) => ({ index: firstIndex + position, term, kind: "command", payload: new EncodedCommand(text) }));
}
