import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { EmitterOptions, Output } from "../src/options.ts";
import { OUTPUTS } from "../src/options.ts";
import { OUTPUT_DIAGNOSTICS } from "../src/output-diagnostics.ts";
import { chat, complaints, diagnosed, outputsOf } from "./compile.ts";

const SOCKET = '@sockets enum Door { front: "/chat" }';
const TWO_SOCKETS = '@sockets enum Door { front: "/chat", back: "/staff" }';
const EVENT = '@event model Done { type: "done" }';
const MESSAGE = `${EVENT} @message @handledBy("desk") @reply(Done) model Ring { type: "ring" }`;
const METHOD = '@rpcMethod("bell/ring") @returns(Rung) @access(Access.none) @repeatable(Repeat.read) model RingBell {} model Rung {}';

/** Options under which a spec is wrong, and what makes it right. */
interface Case {
  code: keyof typeof OUTPUT_DIAGNOSTICS;
  what: string;
  wrong: [spec: string, options: EmitterOptions];
  right: [spec: string, options: EmitterOptions];
  says: string;
}

const CASES: Case[] = [
  {
    code: "no-socket",
    what: "messages that are spoken nowhere",
    wrong: [MESSAGE, { outputs: ["asyncapi"] }],
    right: [MESSAGE + SOCKET, { outputs: ["asyncapi"] }],
    says: 'Protocol "chat" does not say where it is spoken. Declare one socket in an enum with @sockets, or name one of several in the option "message-socket".',
  },
  {
    code: "no-socket",
    what: "methods that may be spoken at two places",
    wrong: [METHOD + TWO_SOCKETS, { outputs: ["openrpc"], "message-socket": "front" }],
    right: [METHOD + TWO_SOCKETS, { outputs: ["openrpc"], "method-socket": "back" }],
    says: 'Protocol "chat" does not say where it is spoken. Declare one socket in an enum with @sockets, or name one of several in the option "method-socket".',
  },
  {
    code: "unknown-socket",
    what: "a socket that is not there, though there is only one",
    wrong: [MESSAGE + SOCKET, { outputs: ["asyncapi"], "message-socket": "/chat" }],
    right: [MESSAGE + SOCKET, { outputs: ["asyncapi"], "message-socket": "front" }],
    says: 'Protocol "chat" has no socket "/chat", which the option "message-socket" names.',
  },
  {
    code: "unknown-event",
    what: "an error event by the name of its model",
    wrong: [MESSAGE + SOCKET, { outputs: ["asyncapi"], "error-event": "Done" }],
    right: [MESSAGE + SOCKET, { outputs: ["asyncapi"], "error-event": "done" }],
    says: 'Protocol "chat" has no event "Done", which the option "error-event" names.',
  },
  {
    code: "unknown-type",
    what: "data of errors that nothing refers to",
    wrong: [`${METHOD}${SOCKET} model Fault {}`, { outputs: ["openrpc"], "error-data": ["Fault"] }],
    right: [`${METHOD}${SOCKET} @published model Fault {}`, { outputs: ["openrpc"], "error-data": ["Fault"] }],
    says: 'Protocol "chat" has no type "Fault", which the option "error-data" names. Make it @published.',
  },
  {
    code: "handler-clash",
    what: "two methods that one function would handle",
    wrong: [
      `${METHOD} ${METHOD.replace("bell/ring", "bell.ring")
        .replace("RingBell", "Toll")
        .replace(/model Rung.*/, "")}`,
      { outputs: ["typescript"] },
    ],
    right: [
      `${METHOD} ${METHOD.replace("bell/ring", "bell.toll")
        .replace("RingBell", "Toll")
        .replace(/model Rung.*/, "")}`,
      { outputs: ["typescript"] },
    ],
    says: '"bell.ring" and "bell/ring" would both be handled by bell.ring. Rename one of them.',
  },
  {
    code: "handler-clash",
    what: "two messages that one function would handle",
    wrong: [
      `${MESSAGE} @message @handledBy("desk") @reply(Done) model A { type: "ring_it" } @message @handledBy("desk") @reply(Done) model B { type: "ring-it" }`,
      { outputs: ["typescript"] },
    ],
    right: [
      `${MESSAGE} @message @handledBy("desk") @reply(Done) model A { type: "ring_it" } @message @handledBy("yard") @reply(Done) model B { type: "ring-it" }`,
      { outputs: ["typescript"] },
    ],
    says: '"ring-it" and "ring_it" would both be handled by desk.ringIt. Rename one of them.',
  },
  {
    code: "no-identifier",
    what: "a type whose name has a space",
    wrong: ["@published model `Big Bell` {}", { outputs: ["typescript"] }],
    right: ["@published model BigBell {}", { outputs: ["typescript"] }],
    says: '"Big Bell" cannot be the name of a type in TypeScript.',
  },
  {
    code: "no-identifier",
    what: "a type that hides one of the language",
    wrong: ["@published model Promise {}", { outputs: ["typescript"] }],
    right: ["@published model Promised {}", { outputs: ["typescript"] }],
    says: '"Promise" cannot be the name of a type in TypeScript.',
  },
];

test("every diagnostic about what is asked for is triggered here", () => {
  expect([...new Set(CASES.map(({ code }) => code))].sort()).toEqual(Object.keys(OUTPUT_DIAGNOSTICS).sort());
});

test.each(CASES)("$code: $what", async ({ code, wrong: [wrong, under], right: [right, options], says }) => {
  expect(await diagnosed(chat(wrong), under)).toEqual([code]);
  expect(await complaints(chat(wrong), under)).toEqual([says]);
  expect(await diagnosed(chat(right), options)).toEqual([]);
});

test.each(CASES)("what is not asked for is not held to anything ($what)", async ({ wrong: [wrong, under] }) => {
  expect(await diagnosed(chat(wrong), { ...under, outputs: ["protocol", "json-schema"] })).toEqual([]);
});

test("an option that there is not, or a value that it does not take, is an error", async () => {
  await expect(diagnosed(chat(""), { outputs: ["html"] } as unknown as EmitterOptions)).rejects.toThrow(/invalid-schema/);
  await expect(diagnosed(chat(""), { output: ["protocol"] } as unknown as EmitterOptions)).rejects.toThrow(/invalid-schema/);
});

const PATHS: [Output, string[]][] = [
  ["protocol", ["protocol.json"]],
  ["json-schema", ["json-schema/chat.json"]],
  ["asyncapi", ["asyncapi/chat.json"]],
  ["openrpc", ["openrpc/chat.json"]],
];

test.each(PATHS)("asked for %s, nothing else is written", async (output, paths) => {
  expect(Object.keys(await outputsOf(chat(MESSAGE + METHOD + SOCKET), { outputs: [output] }))).toEqual(paths);
});

test("asked for nothing, the protocol alone is written; asked for everything, all of it is", async () => {
  expect(Object.keys(await outputsOf(chat(MESSAGE), {}))).toEqual(["protocol.json"]);
  const all = Object.keys(await outputsOf(chat(MESSAGE + METHOD + SOCKET), { outputs: [...OUTPUTS] }));
  expect(all).toEqual(expect.arrayContaining(PATHS.flatMap(([, paths]) => paths)));
});

/** The TypeScript of a protocol, by file name. */
async function typescriptOf(spec: string, options: EmitterOptions = {}): Promise<Record<string, string>> {
  const outputs = await outputsOf(chat(spec), { ...options, outputs: ["typescript"] });
  return Object.fromEntries(Object.entries(outputs).map(([path, code]) => [path.replace("typescript/", ""), code]));
}

test("there are no files that a protocol has no use for", async () => {
  const of = async (spec: string) =>
    Object.keys(await typescriptOf(spec))
      .filter((name) => name.startsWith("chat/"))
      .sort();
  expect(await of("")).toEqual(["chat/types.ts", "chat/versions.ts"]);
  expect(await of(EVENT)).toEqual(["chat/events.ts", "chat/serializers.ts", "chat/types.ts", "chat/versions.ts"]);
  const ofMethods = await of(METHOD);
  expect(ofMethods).toContain("chat/method-handlers.ts");
  expect(ofMethods.filter((name) => /\/(messages|handlers|events|validators)\./.test(name))).toEqual([]);
});

test("modules import each other by the extension that is asked for", async () => {
  const imports = (files: Record<string, string>) =>
    Object.values(files).flatMap((code) => [...code.matchAll(/from "\.[^"]*\.(\w+)"/g)].map((match) => match[1]));
  const js = await typescriptOf(MESSAGE + METHOD, { "import-extension": ".js" });
  expect(new Set(imports(js))).toEqual(new Set(["js"]));
  expect(imports(js)).toHaveLength(imports(await typescriptOf(MESSAGE + METHOD)).length);
});

test("codes, permissions, roles and states have a type though no message names them", async () => {
  const files = await typescriptOf(`
    @errorCodes enum Fault { @httpStatus(404) NO_BELL }
    @permissions enum Right { ring: "bell:ring" }
    @roles enum Rank { @grants(Right.ring) \`head ringer\` }
    @states enum Bell { @moves(Bell.loud) still, @live @moves(Bell.still) loud }
    ${MESSAGE}
  `);
  expect(files["chat/error-codes.ts"]).toContain('export type ErrorCode = "NO_BELL";');
  expect(files["chat/permissions.ts"]).toContain('export type Permission = "bell:ring";');
  expect(files["chat/permissions.ts"]).toContain('"head ringer": [');
  expect(files["chat/state-machines.ts"]).toContain("BELL_MOVES: Readonly<Record<Bell, readonly Bell[]>>");
  expect(files["chat/messages.ts"]).toContain("readonly permission: Permission | null;");
});

test("where the spec has a type of just these words, that is the one", async () => {
  const files = await typescriptOf(`
    @permissions enum Right { ring: "bell:ring" }
    @roles enum Rank { @grants(Right.ring) ringer }
    @event model Granted { type: "granted"; rights: Right[] }
  `);
  expect(files["chat/permissions.ts"]).toContain('import type { Right } from "./types.ts";');
  expect(files["chat/permissions.ts"]).toContain("readonly Right[]");
  expect(files["chat/permissions.ts"]).toContain('export type Role = "ringer";');
});

test("a protocol without permissions has none that a message could need", async () => {
  expect((await typescriptOf(MESSAGE))["chat/messages.ts"]).toContain("export type Permission = never;");
});

test("what a client wrote is never written as it is: a format is no promise", async () => {
  const files = await typescriptOf(
    '@event model Rang { type: "rang"; at: utcDateTime; @format("uuid") bell: string; how: "on\\"ce" | "twice" }',
  );
  expect(files["chat/serializers.ts"]).toContain("JSON.stringify(value.at)");
  expect(files["chat/serializers.ts"]).toContain("JSON.stringify(value.bell)");
  expect(files["chat/serializers.ts"]).toContain("JSON.stringify(value.how)");
});

test("a reply that is held as JSON text is handed over as text", async () => {
  const files = await typescriptOf(
    '@event model Rang { type: "rang"; @jsonText note: unknown } @message @handledBy("desk") @reply(Rang) model Ring { type: "ring" }',
  );
  expect(files["chat/handlers.ts"]).toContain("Promise<ReplyBody<StoredRang>>");
  expect(files["chat/handlers.ts"]).toContain('} from "./stored-types.ts";');
  expect(files["chat/serializers.ts"]).toContain('(value.note ?? "null")');
});

test("the JSON Schema of a protocol is one of draft 2020-12, and judges by its definitions", async () => {
  const outputs = await outputsOf(chat("@published model Bell { note: Note; peal?: Note[] } @maxLength(2) scalar Note extends string;"), {
    outputs: ["json-schema"],
  });
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(JSON.parse(outputs["json-schema/chat.json"] ?? ""), "chat");
  const judge = ajv.compile({ $ref: "chat#/$defs/Bell" });
  expect([judge({ note: "g" }), judge({ note: "g", peal: ["c", "e"] }), judge({ note: "gis" }), judge({})]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("documents say what @service, @server and @useAuth say; schemes that no upgrade carries are left out", async () => {
  const program = `
    import "@typespec/http";
    import "@diminuendo/typespec-protocol";
    using Protocol; using TypeSpec.Http;
    @service(#{ title: "Bells" }) @server("https://bells.example", "The tower")
    @useAuth(BearerAuth | ApiKeyAuth<ApiKeyLocation.header, "X-Key"> | OpenIdConnectAuth<"https://id.example">)
    @protocol(#{ name: "bells", version: 3, supportedVersions: #[2, 3], subprotocolPrefix: "bells.v" })
    namespace Bells;
    ${SOCKET} ${MESSAGE}
  `;
  const { info, servers, components } = JSON.parse((await outputsOf(program, { outputs: ["asyncapi"] }))["asyncapi/bells.json"] ?? "");
  expect(info).toMatchObject({ title: "Bells", version: "3" });
  expect(servers).toEqual({ server: { host: "bells.example", protocol: "wss", description: "The tower" } });
  expect(components.securitySchemes).toEqual({
    BearerAuth: { type: "http", scheme: "bearer" },
    ApiKeyAuth: { type: "httpApiKey", in: "header", name: "X-Key" },
  });
});
