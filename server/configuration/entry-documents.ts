import { createHash } from "node:crypto";
import type { Entry, EntryAddress, Operation } from "@diminuendo/concordance";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { LIMITS as GATEWAY_LIMITS } from "../../generated/gateway/limits.ts";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import type { TenantConfiguration } from "./tenant-configuration.ts";

/** All entries of a namespace, as one object. */
export interface EntryDocument {
  readonly values: Record<string, unknown>;
  /** Made of all keys and versions. */
  readonly etag: string;
}

const { pattern, minLength, maxBytes } = SCALARS.ConfigKey;
const KEY = new RegExp(pattern);
/** Below a document's namespace, where nobody lists it: an entry that every change of the document as a whole writes. */
const GUARD = { below: "document", key: "changed" } as const;

/** Reads a namespace. @throws GatewayError CONFIG_UNAVAILABLE; MESSAGE_TOO_LARGE beyond `listBytes` */
export async function readDocument(tenant: TenantConfiguration, namespace: string): Promise<EntryDocument> {
  return documentOf((await tenant.contents(namespace, GATEWAY_LIMITS.listBytes)).entries);
}

/**
 * What a change of a namespace comes to. Null deletes.
 *
 * @param patch the new values, by their keys
 * @param at where they stand in the request, as a JSON Pointer
 * @param most how many keys there may be
 * @throws GatewayError INVALID_MESSAGE
 */
export function patchOperations(
  namespace: string,
  patch: Readonly<Record<string, unknown>>,
  at: string,
  most: number,
): Exclude<Operation, { op: "check" }>[] {
  const entries = Object.entries(patch);
  if (entries.length > most) throw invalid(at, `must have at most ${most} keys`);
  return entries.map(([key, value]) => {
    if (key.length < minLength || Buffer.byteLength(key) > maxBytes || !KEY.test(key)) {
      throw invalid(
        `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        `must have a key of 1 to ${maxBytes} bytes without control characters`,
      );
    }
    return value === null ? { op: "delete", namespace, key } : { op: "set", namespace, key, value };
  });
}

/**
 * Changes a namespace, all or nothing.
 *
 * @param isExpected whether it may be changed as it is now; without it, it may be changed as it ever is. What was looked at is
 *   checked again as the change is made: that no other change of the whole came in between, every entry that is written, and of
 *   the others as many as fit into one batch of the store. Of changes by `config/*` a new entry that is not written here goes
 *   unnoticed.
 * @throws GatewayError VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE
 */
export async function patchDocument(
  tenant: TenantConfiguration,
  namespace: string,
  operations: readonly Exclude<Operation, { op: "check" }>[],
  actor: string,
  isExpected?: (current: EntryDocument) => void,
): Promise<EntryDocument> {
  const guard = { namespace: `${namespace}/${GUARD.below}`, key: GUARD.key };
  const steps = isExpected === undefined ? operations : await conditional(tenant, namespace, operations, guard, isExpected);
  if (operations.length > 0) await tenant.batch(withGuard(steps, guard), actor).catch(changedSince);
  return readDocument(tenant, namespace);
}

async function conditional(
  tenant: TenantConfiguration,
  namespace: string,
  operations: readonly Exclude<Operation, { op: "check" }>[],
  guard: EntryAddress,
  isExpected: (current: EntryDocument) => void,
): Promise<readonly Operation[]> {
  // The guard is read first: what is changed after that is either seen in what is read next, or found out by it.
  const [changed] = await tenant.readNow([guard]);
  const { entries } = await tenant.contents(namespace, GATEWAY_LIMITS.listBytes);
  isExpected(documentOf(entries));
  const versions = new Map(entries.map(({ key, version }) => [key, version]));
  const writes = operations.map((operation) => ({ ...operation, cas: versions.get(operation.key) ?? 0 }));
  for (const { key } of operations) versions.delete(key);
  const unchanged = { op: "set" as const, ...guard, value: null, cas: changed?.version ?? 0 };
  const checks = [...versions].map(([key, cas]) => ({ op: "check" as const, namespace, key, cas }));
  return [unchanged, ...checks.slice(0, LIMITS.batchOperations - writes.length - 1), ...writes];
}

/** The operations, and one that tells of them to whoever changes the document as a whole. */
function withGuard(operations: readonly Operation[], guard: EntryAddress): readonly Operation[] {
  const isThere = operations.some(({ namespace, key }) => namespace === guard.namespace && key === guard.key);
  return isThere ? operations : [...operations, { op: "set", ...guard, value: null }];
}

function documentOf(entries: readonly Entry[]): EntryDocument {
  const digest = createHash("sha256").update(JSON.stringify(entries.map(({ key, version }) => [key, version])));
  // Not by assignment: a key may be called `__proto__`.
  return { values: Object.fromEntries(entries.map(({ key, value }) => [key, value])), etag: `"${digest.digest("base64url")}"` };
}

/** Which of the entries it was is nobody's concern who changes all of them as one. */
function changedSince(error: unknown): never {
  if (error instanceof GatewayError && error.code === "VERSION_CONFLICT") {
    throw new GatewayError("VERSION_CONFLICT", "An entry has changed since. Read all of them again.");
  }
  throw error;
}
