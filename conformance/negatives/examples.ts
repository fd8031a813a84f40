import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { typeName } from "./schema.ts";

/** A valid value of every type that clients send, each with all that can be in it. */
export type Examples = ReadonlyMap<string, Record<string, unknown>>;

const FOLDERS: Readonly<Record<string, string>> = { gateway: "", concordance: "concordance/" };

/** The types that clients send. */
export function sentTypes({ messages, methods, operations }: ProtocolModel): string[] {
  const bodies = operations.flatMap(({ body }) => (body?.$ref === undefined ? [] : [typeName(body.$ref)]));
  return [...new Set([...messages.map(({ model }) => model), ...methods.map(({ params }) => params), ...bodies])];
}

/** Reads the examples of the spec. @throws Error when one is missing */
export async function readExamples(protocol: ProtocolModel): Promise<Examples> {
  const read = async (type: string): Promise<[string, Record<string, unknown>]> => {
    const path = new URL(`../../spec/examples/${FOLDERS[protocol.name] ?? ""}${type}/valid-full.json`, import.meta.url);
    return [type, JSON.parse(await readFile(fileURLToPath(path), "utf8")) as Record<string, unknown>];
  };
  return new Map(await Promise.all(sentTypes(protocol).map(read)));
}
