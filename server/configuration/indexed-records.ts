import type { Entry } from "@diminuendo/concordance";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { TenantConfiguration } from "./tenant-configuration.ts";

/** Where records of one kind are: each is an entry of a namespace of its own, and one of an index names it. */
export interface RecordPlaces {
  /** The namespace whose keys are the ids of the records. */
  readonly index: string;
  readonly namespaceOf: (id: string) => string;
  /** What the entry is called in the record's namespace. */
  readonly key: string;
}

/** Records that are read at once: together they must fit into one answer of the store. */
const READ_TOGETHER = 64;
/** What stands in the index beside the id. */
const LISTED = true;

/** Reads a record; null when there is none. @throws GatewayError CONFIG_UNAVAILABLE */
export async function readRecord(tenant: TenantConfiguration, places: RecordPlaces, id: string): Promise<Entry | null> {
  const [entry = null] = await tenant.readNow([{ namespace: places.namespaceOf(id), key: places.key }]);
  return entry;
}

/** Reads a page of records by their ids. @throws GatewayError CONFIG_UNAVAILABLE, INVALID_MESSAGE for a cursor that is none */
export async function listRecords(
  tenant: TenantConfiguration,
  { index, namespaceOf, key }: RecordPlaces,
  limit: number,
  cursor: string | undefined,
): Promise<{ records: Entry[]; nextCursor: string | null }> {
  const { items, nextCursor } = await tenant.list(index, { limit, cursor });
  const addresses = items.map(({ key: id }) => ({ namespace: namespaceOf(id), key }));
  const records: Entry[] = [];
  for (let from = 0; from < addresses.length; from += READ_TOGETHER) {
    const some = await tenant.readNow(addresses.slice(from, from + READ_TOGETHER));
    // One that was removed since the index was read is left out.
    records.push(...some.filter((entry) => entry !== null));
  }
  return { records, nextCursor };
}

/**
 * Writes a record.
 *
 * @param cas the version that it must have; 0: there must be none; undefined: whatever there is
 * @returns its version
 * @throws GatewayError VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE
 */
export async function writeRecord(
  tenant: TenantConfiguration,
  { index, namespaceOf, key }: RecordPlaces,
  id: string,
  value: unknown,
  cas: number | undefined,
  actor: string,
): Promise<number> {
  const record = { op: "set", namespace: namespaceOf(id), key, value } as const;
  const steps = [cas === undefined ? record : { ...record, cas }, { op: "set", namespace: index, key: id, value: LISTED } as const];
  const { results } = await tenant.batch(steps, actor);
  return results[0]?.version ?? 0;
}

/**
 * Removes a record, and everything that was kept beside it. The record goes last, together with its name in the index, so that
 * one that is written meanwhile is either removed as a whole or stays as a whole.
 *
 * @param cas the version that it must have; undefined: whatever it has
 * @throws GatewayError VERSION_CONFLICT, CONFIG_UNAVAILABLE
 */
export async function removeRecord(
  tenant: TenantConfiguration,
  { index, namespaceOf, key }: RecordPlaces,
  id: string,
  cas: number | undefined,
  actor: string,
): Promise<void> {
  const namespace = namespaceOf(id);
  const check = cas === undefined ? {} : { guard: { op: "check", namespace, key, cas } as const };
  await tenant.clear(namespace, actor, { except: key, ...check });
  const record = { op: "delete", namespace, key } as const;
  await tenant.batch([cas === undefined ? record : { ...record, cas }, { op: "delete", namespace: index, key: id }], actor);
  try {
    // What was written beside it until then. A record that has come back meanwhile keeps its own.
    await tenant.clear(namespace, actor, { except: key, guard: { op: "check", namespace: index, key: id, cas: 0 } });
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== "VERSION_CONFLICT") throw error;
  }
}
