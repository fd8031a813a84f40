import { expect, test } from "vitest";
import { chat, documentOf, protocolOf } from "./compile.ts";

const OPERATIONS = `
  using TypeSpec.Http;
  @permissions enum Right { read: "room:read" }
  model Line { text: string }
  @error model Fault { @header contentType: "application/problem+json"; @body body: { code: string } }

  @route("/rooms/{sessionId}")
  interface Rooms {
    /** Reads lines. */
    @get @route("/lines") @permission(Right.read) @sessionScoped
    list(@path sessionId: string, @query @minValue(1) limit?: safeint = 50, @header("Last-Event-ID") lastEventId?: safeint): {
      @header etag: string;
      @body body: Line[];
    } | { @header contentType: "text/event-stream"; @body body: bytes } | Fault;

    /** Says a line. */
    @post @route("/lines") @permission(Right.read) @sessionScoped
    say(@path sessionId: string, @body body: Line): { @statusCode _: 202; @body body: Line } | Fault;
  }

  @route("/health") @useAuth(NoAuth) op health(): { @body body: "ok" };
`;

const service = await protocolOf(chat(OPERATIONS));

test("an operation is its method, path, permission and session", () => {
  expect(
    service.operations.map(({ resource, name, method, path, permission, sessionParameter }) => [
      resource,
      name,
      method,
      path,
      permission,
      sessionParameter,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ["Rooms", "list", "GET", "/rooms/{sessionId}/lines", "room:read", "sessionId"],
      ["Rooms", "say", "POST", "/rooms/{sessionId}/lines", "room:read", "sessionId"],
      ["", "health", "GET", "/health", null, null],
    ]),
  );
});

test("parameters stand with their place, their name on the wire and their schema", () => {
  expect(service.operations.find(({ name }) => name === "list")?.parameters).toEqual([
    { name: "sessionId", wireName: "sessionId", in: "path", required: true, schema: { type: "string" }, doc: "" },
    { name: "limit", wireName: "limit", in: "query", required: false, schema: { type: "integer", minimum: 1, default: 50 }, doc: "" },
    { name: "lastEventId", wireName: "last-event-id", in: "header", required: false, schema: { type: "integer" }, doc: "" },
  ]);
});

test("a response is its status, headers and media types; bytes that stream have no schema", () => {
  const list = service.operations.find(({ name }) => name === "list");
  expect(list?.responses).toEqual([
    {
      status: 200,
      doc: "The request has succeeded.",
      headers: ["etag"],
      content: { "application/json": { type: "array", items: { $ref: "#/$defs/Line" } }, "text/event-stream": null },
    },
  ]);
  expect(list?.error).toEqual({ type: "object", properties: { code: { type: "string" } }, required: ["code"] });
});

test("a body is a schema, and none where there is none", () => {
  expect(service.operations.find(({ name }) => name === "say")?.body).toEqual({ $ref: "#/$defs/Line" });
  expect(service.operations.find(({ name }) => name === "list")?.body).toBeNull();
});

test("an operation without authentication is the exception", () => {
  expect(service.operations.map(({ name, authenticated }) => [name, authenticated])).toEqual(
    expect.arrayContaining([
      ["list", true],
      ["health", false],
    ]),
  );
});

test("protocols of one program stand by name, each with its own messages and definitions", async () => {
  const spec = (title: string) => `
    @protocol(#{ name: "${title.toLowerCase()}", version: 1, supportedVersions: #[1], subprotocolPrefix: "${title}." })
    namespace ${title} { @event model Rang { type: "rang"; by: ${title === "Tower" ? "string" : "safeint"} } }
  `;
  const { protocols } = await documentOf(`import "@diminuendo/typespec-protocol"; using Protocol; ${spec("Tower")} ${spec("Church")}`);
  expect(protocols.map(({ name, events }) => [name, events.map(({ type }) => type)])).toEqual([
    ["church", ["rang"]],
    ["tower", ["rang"]],
  ]);
  expect(protocols.map(({ $defs }) => $defs["Rang"]?.properties?.["by"])).toEqual([{ type: "integer" }, { type: "string" }]);
});

test("a program without a protocol is an empty document", async () => {
  expect(await documentOf('import "@diminuendo/typespec-protocol"; model Bell {}')).toEqual({ protocols: [] });
});

test("messages and events of nested namespaces belong to the protocol", async () => {
  const { events } = await protocolOf(chat('namespace Deep { namespace Deeper { @event model Rang { type: "rang" } } }'));
  expect(events.map(({ type }) => type)).toEqual(["rang"]);
});

test("what stands outside the protocol's namespace is not part of it", async () => {
  const { events, published } = await protocolOf(
    `${chat("")} namespace Other { @event model Rang { type: "rang" } @published model Bell {} }`,
  );
  expect(events).toEqual([]);
  expect(published).toEqual([]);
});

test("a template is no message; what is made of it is", async () => {
  const spec = '@event model Of<T extends string> { type: T } @event model Rang { ...Of<"rang"> }';
  expect((await protocolOf(chat(spec))).events.map(({ model }) => model)).toEqual(["Rang"]);
});

test("what is left out has its default", async () => {
  const { closeCodes, limits, roles, errorCodes } = await protocolOf(
    chat(
      "@closeCodes enum Bye { GONE: 4000 } @limits enum Bound { bells: 3 } @roles enum Rank { guest } @errorCodes enum Fault { @httpStatus(400) BAD }",
    ),
  );
  expect(closeCodes).toEqual([{ name: "GONE", doc: "", code: 4000, reconnect: "never" }]);
  expect(limits).toEqual([{ name: "bells", doc: "", value: 3, unit: "count" }]);
  expect(roles).toEqual([{ name: "guest", doc: "", permissions: [] }]);
  expect(errorCodes).toEqual([{ name: "BAD", doc: "", status: 400, rpcCode: null, retryable: false, outcomeUnknown: false }]);
});

const FAULTS =
  "@errorCodes enum Fault { @httpStatus(400) @rpcCode(-1) BAD, @httpStatus(404) @rpcCode(-2) GONE, @httpStatus(500) @rpcCode(-3) BROKEN }";
const RING = '@rpcMethod("ring") @returns(Rung) @access(Access.none) @repeatable(Repeat.read)';

test("what a method ends with are its own errors and those of the whole protocol, in the order of the table", async () => {
  const { methods, operations } = await protocolOf(
    chat(`
      using TypeSpec.Http;
      ${FAULTS}
      @@raises(Chat, Fault.BROKEN);
      model Rung {}
      ${RING} @raises(Fault.GONE) model Ring {}
      @error model Failure { @body body: { code: Fault } }
      @route("/ring") @raises(Fault.BAD) @access(Access.read) op ring(): void | Failure;
      @route("/health") op health(): void;
    `),
  );
  expect(methods.map(({ errors }) => errors)).toEqual([["GONE", "BROKEN"]]);
  expect(operations.map(({ name, access, errors }) => [name, access, errors])).toEqual([
    ["ring", "read", ["BAD", "BROKEN"]],
    ["health", null, []],
  ]);
});

test("methods stand in the order of the source, and take the names of their values", async () => {
  const { methods, notifications } = await protocolOf(
    chat(`
      model Rung {}
      @rpcMethod("z") @returns(Rung) @access(Access.write) @repeatable(Repeat.cas) model Last { @pattern("^a$", "must be a") a: string }
      ${RING} model First { next?: Last }
      @rpcNotification("rang") model Rang {}
    `),
  );
  expect(methods.map(({ name, params, access, repeatable }) => [name, params, access, repeatable])).toEqual([
    ["z", "Last", "write", "cas"],
    ["ring", "First", "none", "read"],
  ]);
  expect(notifications.map(({ name }) => name)).toEqual(["rang"]);
});

test("an access table has a row for each member, by its value, with what it needs in the order of the source", async () => {
  const { accessTables } = await protocolOf(
    chat(`
      @permissions enum Right { hear: "bell:hear", ring: "bell:ring" }
      /** Bells that hang elsewhere. */
      @accessTable enum Bell { /** The high one. */ @needs(Right.hear, Right.ring) high: "bells/high", @needs low, }
      enum Other { @needs(Right.ring) none }
    `),
  );
  expect(accessTables).toEqual([
    {
      name: "Bell",
      doc: "Bells that hang elsewhere.",
      rows: [
        { name: "bells/high", doc: "The high one.", permissions: ["bell:hear", "bell:ring"] },
        { name: "low", doc: "", permissions: [] },
      ],
    },
  ]);
});

test("a decorator may stand apart from what it decorates", async () => {
  const { stateMachines } = await protocolOf(chat("@states enum Door { open, shut } @@moves(Door.open, Door.shut); @@live(Door.open);"));
  expect(stateMachines[0]?.states).toEqual([
    { name: "open", doc: "", live: true, moves: ["shut"] },
    { name: "shut", doc: "", live: false, moves: [] },
  ]);
});

test("the same program is the same document, byte for byte", async () => {
  const [first, second] = await Promise.all([documentOf(chat(OPERATIONS)), documentOf(chat(OPERATIONS))]);
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
});

/** Decorators on what they do not fit: the compiler itself says so. */
const MISPLACED: [string, string][] = [
  ["@message", "@message enum Bell { high }"],
  ["@protocol", '@protocol(#{ name: "x", version: 1, supportedVersions: #[1], subprotocolPrefix: "x" }) model Bell {}'],
  ["@durable", "@durable scalar Bell"],
  ["@reply", '@reply("done") model Bell {}'],
  ["@permission", '@permission("room:read") model Bell {}'],
  ["@httpStatus", "enum Fault { @httpStatus(4.5) BAD }"],
  ["@grants", 'enum Rank { @grants("all") host }'],
  ["@maxJsonBytes", "@maxJsonBytes(10) model Bell {}"],
  ["@everyDurable", "@everyDurable model Bell {}"],
  ["@rpcMethod", '@rpcMethod("ring") enum Bell { high }'],
  ["@returns", "@returns(string) model Bell {}"],
  ["@rpcNotification", '@rpcNotification("rang") op ring(): void;'],
  ["@repeatable", '@repeatable("always") model Bell {}'],
  ["@access", '@access("read") model Bell {}'],
  ["@rpcCode", "enum Fault { @rpcCode(1.5) BAD }"],
  ["@raises", "@raises(404) model Bell {}"],
  ["@jsonText", "@jsonText model Bell {}"],
  ["@maxBytes", "@maxBytes(-1.5) scalar Bell extends string;"],
  ["@notTogether", "@notTogether(1, 2) model Bell {}"],
  ["@sockets", "@sockets model Bell {}"],
  ["@accessTable", "@accessTable model Bell {}"],
  ["@needs", 'enum Bells { @needs("ring") high }'],
];

test.each(MISPLACED)("%s is refused where it means nothing", async (_, code) => {
  await expect(documentOf(chat(code))).rejects.toThrow();
});
