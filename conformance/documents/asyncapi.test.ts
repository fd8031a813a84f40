import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Parser } from "@asyncapi/parser";
import { Ajv } from "ajv";
import { expect, test, vi } from "vitest";

// The parser takes seconds for a document of this size.
vi.setConfig({ testTimeout: 120_000 });

const TEXT = readFileSync(new URL("../../generated/asyncapi/gateway-ws.json", import.meta.url), "utf8");

interface Message {
  payload: { $ref: string };
  examples: { payload: object }[];
}

interface Document {
  operations: Record<string, { channel: { $ref: string }; reply?: { messages: { $ref: string }[] } }>;
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
}

const DOCUMENT = JSON.parse(TEXT) as Document;

/** All that the official parser says of a document: errors, warnings, and hints. */
async function said(text: string): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(text);
  return diagnostics.map(({ code, message, path }) => `${code} at ${path.join("/")}: ${message}`);
}

test("the official parser has nothing to say of the document", async () => {
  expect(await said(TEXT)).toEqual([]);
});

/** The document that the TypeSpec library writes for a small spec of somebody else's. */
async function sampleText(): Promise<string> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "asyncapi-"));
  const command = [
    join(root, "node_modules/@typespec/compiler/cmd/tsp.js"),
    "compile",
    join(root, "spec/protocol/test/sample-chat"),
    "--option",
    `@diminuendo/typespec-protocol.emitter-output-dir=${folder}`,
  ];
  try {
    await promisify(execFile)(process.execPath, command, { cwd: root });
    return readFileSync(join(folder, "asyncapi/parlour.json"), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SAMPLE = await sampleText();

test("it has nothing to say of what the TypeSpec library writes for somebody else's spec", async () => {
  expect(await said(SAMPLE)).toEqual([]);
});

test.each<[string, (document: Document) => unknown]>([
  [
    "an operation whose message no channel carries",
    ({ operations }) => Object.assign(operations["sendSaid"] ?? {}, { messages: [{ $ref: "#/components/messages/Said" }] }),
  ],
  [
    "an operation on no channel",
    ({ operations }) => Object.assign(operations["sendSaid"] ?? {}, { channel: { $ref: "#/channels/nowhere" } }),
  ],
  [
    "a message whose payload is nowhere",
    ({ components }) => Object.assign(components.messages["Said"] ?? {}, { payload: { $ref: "#/components/schemas/Nothing" } }),
  ],
  ["a schema that is none", ({ components }) => Object.assign(components.schemas, { Said: { type: "bell" } })],
])("the parser is not blind: %s", async (_, spoil) => {
  const spoilt = JSON.parse(SAMPLE) as Document;
  spoil(spoilt);
  expect(JSON.stringify(spoilt)).not.toBe(JSON.stringify(JSON.parse(SAMPLE)));
  expect(await said(JSON.stringify(spoilt))).not.toEqual([]);
});

test("every example of a message is one, by the document's own schema", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "asyncapi", components: DOCUMENT.components });
  const messages = Object.entries(DOCUMENT.components.messages);
  expect(messages.length).toBeGreaterThan(60);
  for (const [name, { payload, examples }] of messages) {
    const judge = ajv.compile({ $ref: `asyncapi${payload.$ref}` });
    expect(examples.length).toBeGreaterThan(0);
    for (const { payload: example } of examples) {
      expect([name, judge(example), judge.errors ?? []]).toEqual([name, true, []]);
      expect([name, judge({ ...example, type: "bell" })]).toEqual([name, false]);
    }
  }
});

test("every message has an answer of its own and the error", () => {
  const received = Object.entries(DOCUMENT.operations).filter(([name]) => name.startsWith("receive"));
  expect(received.length).toBeGreaterThan(20);
  for (const [name, { reply }] of received) {
    expect([name, reply?.messages]).toEqual([name, [expect.anything(), { $ref: "#/channels/ws/messages/Error" }]]);
  }
});
