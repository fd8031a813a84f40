import type { ConcordanceClient, Entry, EntryPage } from "@diminuendo/concordance";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** The entries of a namespace. */
export interface Contents {
  /**
   * What they are up to date with. Entries of higher revisions may be among them: large namespaces are read in pages, each of
   * its own moment.
   */
  readonly revision: number;
  /** By their keys. */
  readonly entries: readonly Entry[];
}

/**
 * Reads a namespace page by page, each no older than when it is asked for: no more than one page is in memory. Rejects as the
 * store's client does.
 */
export async function* readPages(client: ConcordanceClient, namespace: string): AsyncGenerator<EntryPage, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await client.list(namespace, { consistency: "linearizable", ...(cursor === undefined ? {} : { cursor }) });
    yield page;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/**
 * Reads all entries of a namespace, no older than this call. Rejects as the store's client does.
 *
 * @param maxBytes of all keys and values together, as JSON; no more than one page beyond it is read
 * @throws GatewayError MESSAGE_TOO_LARGE beyond `maxBytes`
 */
export async function readNamespace(
  client: ConcordanceClient,
  namespace: string,
  maxBytes: number = Number.POSITIVE_INFINITY,
): Promise<Contents> {
  const entries: Entry[] = [];
  let revision: number | undefined;
  let bytes = 0;
  for await (const page of readPages(client, namespace)) {
    revision ??= page.revision;
    for (const entry of page.items) {
      if (maxBytes !== Number.POSITIVE_INFINITY) bytes += bytesOf(entry);
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      entries.push(entry);
    }
  }
  return { revision: revision ?? 0, entries };
}

/** The store's revision, no older than this call. Rejects as the store's client does. */
export async function readRevision(client: ConcordanceClient, namespace: string): Promise<number> {
  const { revision } = await client.mget([{ namespace, key: "-" }], { consistency: "linearizable" });
  return revision;
}

function bytesOf({ key, value }: Entry): number {
  return Buffer.byteLength(JSON.stringify(key)) + Buffer.byteLength(JSON.stringify(value));
}

function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError("MESSAGE_TOO_LARGE", `The entries are more than ${maxBytes} bytes: read them by config/list.`);
}
