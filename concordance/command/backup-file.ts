import { openWhole } from "../store/state/state-reader.ts";

/** What is in a backup. */
export interface BackupFacts {
  readonly revision: number;
  /** Entries, tombstones and changes that are kept. */
  readonly records: number;
}

/** Reads a backup from its first record to its last. @throws Error that says exactly what is wrong with it */
export function verifyBackup(file: string): BackupFacts {
  const { reader, close } = openWhole(file);
  try {
    let records = 0;
    for (const _record of reader.changes()) records += 1;
    return { revision: reader.head.machine.revision, records };
  } finally {
    close();
  }
}
