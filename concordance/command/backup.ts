import { createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ConcordanceError, ConnectionError, type ErrorData } from "@diminuendo/concordance";
import { verifyBackup } from "./backup-file.ts";
import type { Run } from "./command.ts";
import type { CommandLine } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";
import { withClient } from "./with-client.ts";

/** What a node that refuses a backup says. */
interface RefusalBody {
  readonly error: ErrorData & { readonly message: string };
}

export const backup: Run = async (line, terminal) => {
  const file = line.argument(0);
  if (existsSync(file)) throw new Error(`${file} is there already. Remove it, or choose another name.`);
  // What has the name is whole.
  const part = `${file}.part`;
  try {
    await download(await nodesOf(line), line.apiKey, part);
    const { revision, records } = verifyBackup(part);
    await rename(part, file);
    await terminal.print(`${file}: revision ${revision}, ${records} records, verified`);
    return EXIT.DONE;
  } finally {
    await rm(part, { force: true });
  }
};

/** Where to ask for it: the leader first, as it misses nothing. */
async function nodesOf(line: CommandLine): Promise<readonly string[]> {
  const { leader, members } = await withClient(line, (client) => client.status());
  const leading = members.filter(({ nodeId }) => nodeId === leader).map(({ address }) => address);
  return [...leading, ...line.addresses.map((address) => address.replace(/^http:\/\//, "").replace(/\/$/, ""))];
}

/** Writes the state of the first node that can be reached. @throws ConnectionError; ConcordanceError; Error of the file */
async function download(addresses: readonly string[], apiKey: string, file: string): Promise<void> {
  for (const address of addresses) {
    const response = await fetch(`http://${address}/api/v1/snapshot`, { headers: { authorization: `Bearer ${apiKey}` } }).catch(() => null);
    if (response === null) continue;
    if (!response.ok || response.body === null) throw await refusalOf(response);
    await pipeline(response.body, createWriteStream(file, { flush: true }));
    return;
  }
  throw new ConnectionError(`No node could be reached for a backup: ${addresses.join(", ")}.`);
}

async function refusalOf(response: Response): Promise<Error> {
  const body = (await response.json().catch(() => null)) as RefusalBody | null;
  if (body === null) return new Error(`The node answered with status ${response.status}.`);
  const { code, message, ...data } = body.error;
  return new ConcordanceError(code, message, data);
}
