import { createHash } from "node:crypto";
import type { Change } from "./change.ts";
import type { MachineMeta } from "./machine-meta.ts";

const GATHERED_LENGTH = 65_536;

/** SHA-256, in hexadecimal, of a line for the numbers and one for each record, each of them JSON. */
export function digestOf(records: Iterable<Change>, { revision, clock, compactedTo }: MachineMeta): string {
  const hash = createHash("sha256");
  let lines = line([revision, clock, compactedTo]);
  for (const { op, namespace, key, value, version, revision, position, updatedBy, updatedAt, expiresAt } of records) {
    lines += line([op, namespace, key, value, version, revision, position, updatedBy, updatedAt, expiresAt]);
    if (lines.length < GATHERED_LENGTH) continue;
    hash.update(lines);
    lines = "";
  }
  return hash.update(lines).digest("hex");
}

function line(fields: readonly (string | number | null)[]): string {
  return `${JSON.stringify(fields)}\n`;
}
