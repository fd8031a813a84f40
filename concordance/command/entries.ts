import { buffer } from "node:stream/consumers";
import type { Consistency, Entry, SetOptions } from "@diminuendo/concordance";
import type { Run } from "./command.ts";
import { type CommandLine, UsageError } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";
import { withClient } from "./with-client.ts";

export const get: Run = (line, terminal) =>
  withClient(line, async (client) => {
    const [namespace, key] = [line.argument(0), line.argument(1)];
    const entry = await client.get(namespace, key, { consistency: consistencyOf(line) });
    if (entry === null) return missing(namespace, key, terminal);
    await terminal.print(line.has("--json") ? JSON.stringify(entry) : shown(entry.value, line.has("--text")));
    return EXIT.DONE;
  });

export const set: Run = async (line, terminal) => {
  const [namespace, key] = [line.argument(0), line.argument(1)];
  const value = await readValue(line);
  const options: SetOptions = { cas: line.number("--cas"), ttlMs: line.number("--ttl-ms"), actor: line.text("--actor") };
  return withClient(line, async (client) => {
    const entry = await client.set(namespace, key, value, options);
    await terminal.print(line.has("--json") ? JSON.stringify(entry) : done(namespace, key, entry));
    return EXIT.DONE;
  });
};

export const remove: Run = (line, terminal) =>
  withClient(line, async (client) => {
    const [namespace, key] = [line.argument(0), line.argument(1)];
    const result = await client.delete(namespace, key, { cas: line.number("--cas"), actor: line.text("--actor") });
    if (line.has("--json")) await terminal.print(JSON.stringify(result));
    else if (result.deleted) await terminal.print(done(namespace, key, result));
    if (result.deleted) return EXIT.DONE;
    return missing(namespace, key, terminal);
  });

export const list: Run = (line, terminal) =>
  withClient(line, async (client) => {
    const options = { prefix: line.text("--prefix"), consistency: consistencyOf(line) };
    for await (const entry of client.entries(line.argument(0), options)) {
      await terminal.print(line.has("--json") ? JSON.stringify(entry) : `${entry.key}\t${JSON.stringify(entry.value)}`);
    }
    return EXIT.DONE;
  });

function consistencyOf(line: CommandLine): Consistency {
  return line.has("--local") ? "local" : "linearizable";
}

function missing(namespace: string, key: string, terminal: Terminal): number {
  terminal.tell(`There is no entry ${key} in ${namespace}.`);
  return EXIT.OTHERWISE;
}

function done(namespace: string, key: string, { version, revision }: Pick<Entry, "version" | "revision">): string {
  return `${namespace} ${key}: version ${version}, revision ${revision}`;
}

/** @param asText a text without the quotes that it has in JSON */
function shown(value: unknown, asText: boolean): string {
  return asText && typeof value === "string" ? value : JSON.stringify(value);
}

/** @throws UsageError when it is no JSON */
async function readValue(line: CommandLine): Promise<unknown> {
  const given = line.argument(2);
  const text = given === "-" ? (await buffer(process.stdin)).toString("utf8") : given;
  if (line.has("--text")) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`The value is no JSON. A text stands in quotes, '"like this"'; or give --text.`);
  }
}
