import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { SpecVersion } from "./classify.ts";
import type { OpenApi } from "./openapi.ts";

const DOCUMENT = "generated/protocol.json";
const openApiOf = (protocol: string) => `generated/openapi/${protocol}.json`;
const run = promisify(execFile);

/** What stops a comparison, in words for whoever asked for it. */
export class CannotCompare extends Error {}

/** Runs git, or undefined if it says no. */
export async function git(root: string, ...args: string[]): Promise<string | undefined> {
  try {
    return (await run("git", args, { cwd: root, maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === "number") return undefined;
    throw new CannotCompare(`git cannot be run: ${(error as Error).message.split("\n")[0]}`);
  }
}

/** The commit that a reference names. */
export async function commitOf(root: string, ref: string): Promise<string> {
  const found = await git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  if (found === undefined) throw new CannotCompare(`"${ref}" names no commit here. Is it spelled right, and was it fetched?`);
  return found.trim();
}

/** What the spec said at a commit. */
export function committedSpec(root: string, commit: string, ref: string): Promise<SpecVersion> {
  return readSpec(ref, (path) => git(root, "show", `${commit}:${path}`));
}

/** What the spec says in the working tree. */
export function workingSpec(root: string): Promise<SpecVersion> {
  return readSpec("the working tree", async (path) => {
    try {
      return await readFile(join(root, path), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw new CannotCompare(`${path} of the working tree cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  });
}

async function readSpec(where: string, read: (path: string) => Promise<string | undefined>): Promise<SpecVersion> {
  const json = async (path: string): Promise<unknown> => {
    const text = await read(path);
    if (text === undefined) throw new CannotCompare(`There is no ${path} in ${where}.`);
    try {
      return JSON.parse(text);
    } catch {
      throw new CannotCompare(`${path} of ${where} is not JSON.`);
    }
  };
  const { protocols } = ((await json(DOCUMENT)) ?? {}) as Partial<ProtocolDocument>;
  if (!Array.isArray(protocols)) throw new CannotCompare(`${DOCUMENT} of ${where} is no document of protocols.`);
  const document = { protocols: protocols.map(completed) };
  const openapi: Record<string, OpenApi> = {};
  for (const { name, operations } of document.protocols) {
    if (operations.length > 0) openapi[name] = (await json(openApiOf(name))) as OpenApi;
  }
  return { document, openapi };
}

/** The model of a protocol, with nothing where an older generator did not write a part yet. */
function completed(model: Partial<ProtocolModel> & Pick<ProtocolModel, "name" | "version">): ProtocolModel {
  const { methods = [], operations = [] } = model;
  return {
    supportedVersions: [model.version],
    subprotocolPrefix: "",
    doc: "",
    messages: [],
    events: [],
    notifications: [],
    sockets: [],
    errorCodes: [],
    closeCodes: [],
    permissions: [],
    roles: [],
    accessTables: [],
    limits: [],
    stateMachines: [],
    requirements: [],
    published: [],
    $defs: {},
    ...model,
    methods: methods.map((method) => ({ ...method, errors: method.errors ?? [] })),
    operations: operations.map((operation) => ({ ...operation, errors: operation.errors ?? [], access: operation.access ?? null })),
  };
}
