import type { ConcordanceClient, Entry } from "@diminuendo/concordance";

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

/** Reads all entries of a namespace, no older than this call. Rejects as the store's client does. */
export async function readNamespace(client: ConcordanceClient, namespace: string): Promise<Contents> {
  const entries: Entry[] = [];
  let revision: number | undefined;
  let cursor: string | undefined;
  do {
    const page = await client.list(namespace, { consistency: "linearizable", ...(cursor === undefined ? {} : { cursor }) });
    revision ??= page.revision;
    for (const entry of page.items) entries.push(entry);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { revision, entries };
}

/** The store's revision, no older than this call. Rejects as the store's client does. */
export async function readRevision(client: ConcordanceClient, namespace: string): Promise<number> {
  const { revision } = await client.mget([{ namespace, key: "-" }], { consistency: "linearizable" });
  return revision;
}
