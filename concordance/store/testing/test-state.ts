import { onTestFinished } from "vitest";
import type { SnapshotMeta } from "../../raft/entry.ts";
import type { ChangeLogBounds } from "../change-log.ts";
import type { Command } from "../command.ts";
import type { KvMachine } from "../kv-machine.ts";
import type { LogBase } from "../state/state-contract.ts";
import { openState, type StateFile } from "../state-file.ts";

export const MEMBERSHIP: SnapshotMeta["membership"] = [
  { id: "n1", address: "127.0.0.1:4100", role: "voter" },
  { id: "n2", address: "127.0.0.1:4101", role: "joining" },
];

export const SMALL_BOUNDS: ChangeLogBounds = { changes: 12, valueLength: 400 };

/** A state as a node uses it, which knows where in the log it is. */
export interface TestState {
  readonly file: StateFile;
  machine: KvMachine;
  readonly saved: SnapshotMeta | null;
  /** Where the machine is. */
  index: number;
  readonly failures: Error[];
  apply(...commands: Command[]): void;
  here(): SnapshotMeta;
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

export interface TestStateOptions {
  readonly logBase?: LogBase;
  readonly bounds?: ChangeLogBounds;
}

/** Opens the state of a folder; it is closed at the end of the test, if it was not before. */
export async function openTestState(
  folder: string,
  { logBase = { index: 0, term: 0 }, bounds = SMALL_BOUNDS }: TestStateOptions = {},
): Promise<TestState> {
  const failures: Error[] = [];
  const { state: file, saved, machine } = await openState(folder, { logBase, bounds, onFailure: (error) => failures.push(error) });
  onTestFinished(() => file.close());
  const state: TestState = {
    file,
    machine,
    saved,
    index: saved?.index ?? 0,
    failures,
    apply(...commands) {
      for (const command of commands) file.record(state.machine.apply(command).changes);
      state.index += commands.length;
    },
    here: () => placeAt(state.index),
    checkpoint: () => file.checkpoint(state.here()),
    close: () => file.close(),
  };
  return state;
}

export function placeAt(index: number, term = index === 0 ? 0 : 3): SnapshotMeta {
  return { index, term, membership: MEMBERSHIP };
}
