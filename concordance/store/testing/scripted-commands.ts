import type { SnapshotMeta } from "../../raft/entry.ts";
import { EncodedCommand, type Operation } from "../command.ts";
import { KvMachine } from "../kv-machine.ts";

export const PROCESS_BOUNDS = { changes: 500, valueLength: 1_000_000 };

/** The text of one of a series of commands, which is the same in every process. */
export function commandNumber(index: number, length = 0): string {
  const operations: Operation[] = [];
  const key = `k${(index * 7919) % 300}`;
  operations.push({
    op: "set",
    namespace: `tenant:${index % 3}`,
    key,
    value: JSON.stringify(`${index} ${"x".repeat(length + ((index * 31) % 200))}`),
  });
  if (index % 5 === 0) operations.push({ op: "delete", namespace: "tenant:1", key: `k${index % 300}` });
  if (index % 7 === 0)
    operations.push({ op: "set", namespace: "tenant:2", key: `t${index % 50}`, value: "1", expiresAt: index + (index % 40) });
  return EncodedCommand.of({ at: index, actor: `actor${index % 4}`, operations }).text;
}

export function processPlace(index: number): SnapshotMeta {
  return { index, term: 1 + Math.floor(index / 1000), membership: [{ id: "n1", address: "127.0.0.1:4100", role: "voter" }] };
}

/** What the state must be after so many of them. */
export function digestAfter(count: number): string {
  const machine = new KvMachine({ bounds: PROCESS_BOUNDS });
  for (let index = 1; index <= count; index += 1) machine.apply(new EncodedCommand(commandNumber(index)).decode());
  return machine.digest();
}
