import { readFileSync } from "node:fs";
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

const DOCUMENT = JSON.parse(TEXT) as {
  operations: Record<string, { channel: { $ref: string }; reply?: { messages: { $ref: string }[] } }>;
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
};

/** All that the official parser says of a document: errors, warnings, and hints. */
async function said(text: string): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(text);
  return diagnostics.map(({ code, message, path }) => `${code} at ${path.join("/")}: ${message}`);
}

test("the official parser has nothing to say of the document", async () => {
  expect(await said(TEXT)).toEqual([]);
});

test.each<[string, (document: typeof DOCUMENT) => unknown]>([
  [
    "an operation whose message no channel carries",
    (document) => Object.assign(document.operations["receivePing"] ?? {}, { messages: [{ $ref: "#/components/messages/Ping" }] }),
  ],
  [
    "an operation on no channel",
    (document) => Object.assign(document.operations["receivePing"] ?? {}, { channel: { $ref: "#/channels/nowhere" } }),
  ],
  [
    "a message whose payload is nowhere",
    (document) => Object.assign(document.components.messages["Ping"] ?? {}, { payload: { $ref: "#/components/schemas/Nothing" } }),
  ],
  ["a schema that is none", (document) => Object.assign(document.components.schemas, { Ping: { type: "bell" } })],
])("the parser is not blind: %s", async (_, spoil) => {
  const spoilt = structuredClone(DOCUMENT);
  spoil(spoilt);
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
