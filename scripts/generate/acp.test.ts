import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { AGENT_METHODS, CLIENT_METHODS } from "../../generated/acp/methods.ts";
import * as validators from "../../generated/acp/validators.js";
import { ACP_METHOD_NEEDS } from "../../generated/gateway/access-tables.ts";
import type { Validator } from "../../generated/runtime/validation.ts";
import { emitAcp } from "./acp.ts";

/* The generated validators of the Agent Client Protocol, against those that its own library reads messages with. */

interface Definition {
  required?: string[];
  properties?: Record<string, Record<string, unknown>>;
}

const SCHEMA_URL = import.meta.resolve("@agentclientprotocol/sdk/schema/v1/schema.json");
const { $defs } = JSON.parse(readFileSync(fileURLToPath(SCHEMA_URL), "utf8")) as { $defs: Record<string, Definition> };
// The package exports them to nobody.
const library = (await import(new URL("../../dist/v1/schema/zod.gen.js", SCHEMA_URL).href)) as Record<
  string,
  { safeParse(value: unknown): { success: boolean } }
>;

const OURS = validators as unknown as Record<string, Validator>;
const accepts = (type: string, value: unknown) => OURS[type]?.(structuredClone(value)) ?? false;
const theyAccept = (type: string, value: unknown) => library[`z${type}`]?.safeParse(structuredClone(value)).success ?? false;

const sessionId = "3f2b8c1e-6d4a-4f0b-9a57-2c1d7e8f9a10";
const _meta = { "example.org/trace": "0af7651916cd43dd" };
const ANNOTATIONS = { audience: ["user"], priority: 0.5, lastModified: "2026-03-12T09:13:35Z" };
const PROMPT = [
  { type: "text", text: "Look at this", annotations: ANNOTATIONS, _meta },
  { type: "image", data: "aGk=", mimeType: "image/png", uri: null },
  { type: "audio", data: "aGk=", mimeType: "audio/wav" },
  { type: "resource_link", uri: "file:///home/maria/a.ts", name: "a.ts", mimeType: "text/plain", size: 42, title: "A", description: "b" },
  { type: "resource", resource: { uri: "file:///home/maria/b.ts", text: "let b", mimeType: "text/plain" } },
  { type: "resource", resource: { uri: "file:///home/maria/c.bin", blob: "aGk=" } },
];
const MCP_SERVERS = [
  { name: "files", command: "/usr/bin/files", args: ["-v"], env: [{ name: "HOME", value: "/", _meta }] },
  { type: "http", name: "web", url: "https://mcp.example", headers: [{ name: "x", value: "y" }] },
  { type: "sse", name: "old", url: "https://old.example", headers: [] },
];
const OPENING = { cwd: "/home/maria/login", mcpServers: MCP_SERVERS, additionalDirectories: ["/home/maria/lib"], _meta };

/** Messages with as many of their fields as they can have, by type. */
const SAMPLES: Record<string, object[]> = {
  InitializeRequest: [
    {
      protocolVersion: 1,
      clientCapabilities: {
        fs: { readTextFile: true, writeTextFile: true },
        terminal: true,
        elicitation: { form: {}, url: {} },
        session: { configOptions: { boolean: {} } },
        auth: { terminal: true },
      },
      clientInfo: { name: "editor", title: "Editor", version: "1.0" },
      _meta,
    },
    { protocolVersion: 1 },
  ],
  AuthenticateRequest: [{ methodId: "token", _meta: { token: "t" } }],
  LogoutRequest: [{}, { _meta }],
  NewSessionRequest: [OPENING, { cwd: "/", mcpServers: [] }],
  LoadSessionRequest: [{ sessionId, ...OPENING }],
  ListSessionsRequest: [{}, { cwd: "/home/maria", cursor: "c", _meta }],
  DeleteSessionRequest: [{ sessionId, _meta }],
  ResumeSessionRequest: [
    { sessionId, ...OPENING },
    { sessionId, cwd: "/" },
  ],
  CloseSessionRequest: [{ sessionId, _meta }],
  SetSessionModeRequest: [{ sessionId, modeId: "ask", _meta }],
  SetSessionConfigOptionRequest: [
    { sessionId, configId: "model", value: "large", _meta },
    { sessionId, configId: "fast", type: "boolean", value: true },
  ],
  PromptRequest: [
    { sessionId, prompt: PROMPT, _meta },
    { sessionId, prompt: [] },
  ],
  CancelNotification: [{ sessionId, _meta }],
  WriteTextFileResponse: [{}, { _meta }],
  ReadTextFileResponse: [{ content: "text", _meta }],
  RequestPermissionResponse: [{ outcome: { outcome: "selected", optionId: "yes", _meta } }, { outcome: { outcome: "cancelled" }, _meta }],
  CreateTerminalResponse: [{ terminalId: "t1", _meta }],
  TerminalOutputResponse: [
    { output: "text", truncated: false, exitStatus: { exitCode: 0, signal: null, _meta }, _meta },
    { output: "", truncated: true },
  ],
  ReleaseTerminalResponse: [{ _meta }],
  WaitForTerminalExitResponse: [{ exitCode: 1, signal: "SIGTERM", _meta }, {}],
  KillTerminalResponse: [{ _meta }],
  CreateElicitationResponse: [
    { action: "accept", content: { name: "maria", count: 3, sure: true, tags: ["a"] }, _meta },
    { action: "decline" },
    { action: "cancel" },
    { action: "example.org/later" },
  ],
};
const TYPES = Object.keys(OURS);

test("there is a sample of every type that is checked, and each of them is one", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(TYPES.toSorted());
  for (const [type, samples] of Object.entries(SAMPLES)) {
    for (const sample of samples) expect([type, accepts(type, sample), theyAccept(type, sample)]).toEqual([type, true, true]);
  }
});

test("both judges miss what is required", () => {
  for (const [type, [sample = {}]] of Object.entries(SAMPLES)) {
    for (const field of $defs[type]?.required ?? []) {
      const value = { ...sample, [field]: undefined };
      expect([type, field, accepts(type, value), theyAccept(type, value)]).toEqual([type, field, false, false]);
    }
  }
});

/** Where something stands within a value, and the value itself. */
type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

/** A value with something else in one place; `undefined` takes away what is there. */
function changed(value: unknown, path: Path, other: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return other;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[name] = changed(copy[name], rest, other);
  if (copy[name] === undefined) delete copy[name];
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

/** What goes wrong in practice: another type, null, nothing, a neighbouring kind, a number out of bounds. */
const others = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    "",
    "text",
    "image",
    "http",
    "sse",
    "selected",
    "accept",
    "boolean",
    0,
    -1,
    1.5,
    65535,
    65536,
    2 ** 32,
    1e300,
  ),
  fc.constantFrom(true, {}, [], [null], { type: "text" }, { _meta: 1 }, [{}], ["a", 1]),
  fc.jsonValue({ maxDepth: 2 }),
);

const mutated = (type: string) =>
  fc.tuple(fc.constantFrom(...(SAMPLES[type] ?? [])), fc.nat(), others, fc.boolean()).map(([sample, nth, other, add]) => {
    const paths = pathsIn(sample);
    const path = paths[nth % paths.length] ?? [];
    return changed(sample, add ? [...path.slice(0, -1), "unheardOf"] : path, other);
  });

test.each(TYPES)("a %s is judged as the protocol's own library judges it, whatever is wrong with it", (type) => {
  fc.assert(
    fc.property(mutated(type), (value) => {
      expect([JSON.stringify(value), accepts(type, value)]).toEqual([JSON.stringify(value), theyAccept(type, value)]);
    }),
    { numRuns: 2000 },
  );
});

test.each(TYPES)("a %s with anything in every single place is judged alike", (type) => {
  for (const sample of SAMPLES[type] ?? []) {
    for (const path of pathsIn(sample)) {
      for (const other of [undefined, null, "", "a", 0, -1, 1.5, 2 ** 33, true, {}, [], [1], { a: 1 }]) {
        const value = changed(sample, path, other);
        expect([path, other, accepts(type, value)]).toEqual([path, other, theyAccept(type, value)]);
      }
    }
  }
});

test.each(TYPES)("no JSON makes the check of a %s throw", (type) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof accepts(type, value)).toBe("boolean");
    }),
  );
});

/** The fields whose mistakes the protocol passes over, by the types that are checked. */
const LENIENT = TYPES.flatMap((type) =>
  Object.entries($defs[type]?.properties ?? {})
    .filter(([, property]) => property["x-deserialize-default-on-error"] === true)
    .map(([field]) => [type, field] as const),
);

test("a field whose mistakes are passed over may hold anything, and what was wrong with it stays to be seen", () => {
  expect(LENIENT).toContainEqual(["InitializeRequest", "clientInfo"]);
  expect(LENIENT).toContainEqual(["TerminalOutputResponse", "exitStatus"]);
  for (const [type, field] of LENIENT) {
    const [sample] = SAMPLES[type] ?? [];
    for (const wrong of [null, 7, "text", [], { name: 1 }]) {
      const value = { ...sample, [field]: wrong };
      expect([type, field, OURS[type]?.(value)]).toEqual([type, field, true]);
      expect((value as Record<string, unknown>)[field]).toEqual(wrong);
    }
  }
});

test("null stands for nothing where the protocol says so, and only there", () => {
  expect(accepts("NewSessionRequest", { cwd: "/", mcpServers: null })).toBe(true);
  expect(accepts("NewSessionRequest", { cwd: "/", mcpServers: [], additionalDirectories: null })).toBe(true);
  expect(accepts("NewSessionRequest", { cwd: null, mcpServers: [] })).toBe(false);
  expect(accepts("PromptRequest", { sessionId, prompt: null })).toBe(false);
});

test("a refusal says which field is wrong", () => {
  expect(OURS["PromptRequest"]?.({ sessionId: 7, prompt: [] })).toBe(false);
  expect(OURS["PromptRequest"]?.errors).toMatchObject([{ instancePath: "/sessionId" }]);
});

test("the gateway answers every method that the protocol has for agents, and each is checked", () => {
  expect(Object.keys(AGENT_METHODS).sort()).toEqual(Object.keys(ACP_METHOD_NEEDS).sort());
  const checked: Validator[] = [...Object.values(AGENT_METHODS), ...Object.values(CLIENT_METHODS)];
  expect(new Set(checked).size).toBe(TYPES.length);
});

test("the methods that a client may be asked for are those of the protocol", () => {
  expect(Object.keys(CLIENT_METHODS).sort()).toEqual([
    "elicitation/create",
    "fs/read_text_file",
    "fs/write_text_file",
    "session/request_permission",
    "terminal/create",
    "terminal/kill",
    "terminal/output",
    "terminal/release",
    "terminal/wait_for_exit",
  ]);
});

test("what is generated loads nothing but its own", async () => {
  const files = await emitAcp();
  expect([...files.keys()]).toEqual(["validators.js", "validators.d.ts", "methods.ts"].map((name) => `generated/acp/${name}`));
  expect(files.get("generated/acp/validators.js")).not.toMatch(/require\(|^import /m);
});
