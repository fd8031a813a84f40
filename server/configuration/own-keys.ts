import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { absent } from "../workspace/workspace-path.ts";

/** The keys of a Concordance of the gateway's own. */
export interface OwnKeys {
  readonly apiKey: string;
  readonly agentKey: string;
  readonly peerKey: string;
}

const KEY_BYTES = 24;

/**
 * The keys that a file holds. Without one they are made up, and kept in a file that only its owner may read.
 *
 * @throws Error when the file cannot be read or written, or holds something else
 */
export async function ownKeys(path: string): Promise<OwnKeys> {
  const text = await readFile(path, "utf8").catch(absent);
  if (text !== null) return parsed(text);
  const keys = { apiKey: key(), agentKey: key(), peerKey: key() };
  await mkdir(dirname(path), { recursive: true });
  // A gateway that is killed meanwhile leaves no half of a file.
  await writeFile(`${path}.new`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return keys;
}

function key(): string {
  return randomBytes(KEY_BYTES).toString("base64url");
}

function parsed(text: string): OwnKeys {
  const { apiKey, agentKey, peerKey } = read(text);
  if (isKey(apiKey) && isKey(agentKey) && isKey(peerKey)) return { apiKey, agentKey, peerKey };
  throw broken();
}

function read(text: string): Partial<Record<keyof OwnKeys, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<Record<keyof OwnKeys, unknown>>;
  } catch {
    throw broken();
  }
}

function isKey(value: unknown): value is string {
  return typeof value === "string" && /^\S+$/.test(value);
}

function broken(): Error {
  return new Error("The file with the keys of the gateway's own Concordance is damaged. Remove it: new ones are made.");
}
