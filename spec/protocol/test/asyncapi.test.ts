import { expect, test } from "vitest";
import { asyncApi } from "../src/emit/asyncapi.ts";
import { asyncApiSchema } from "../src/emit/asyncapi-schema.ts";
import type { SocketModel } from "../src/model.ts";
import { chat, protocolOf } from "./compile.ts";

const SPEC = `
  @errorCodes enum Fault {
    /** No such bell. Look | listen. */
    @httpStatus(404) NO_BELL,
  }
  @closeCodes enum Farewell {
    /** Closing time. */
    @reconnect(Reconnect.later) CLOSED: 4000,
  }
  @permissions enum Right { ring: "bell:ring", melt: "bell:melt" }
  @sockets enum Socket {
    /** For ringers. */
    tower: "/tower",
  }
  /** Says who. Then more. */
  @message @chapter("Door") @handledBy("door") @reply(Done) @beforeAuthentication
  model Enter { type: "enter"; ref?: string }
  /** Rings a bell. */
  @message @chapter("Bells") @handledBy("bells") @reply(Done) @permission(Right.ring) @announces(Rang, Topic.tenant)
  model Ring { type: "bell.ring"; ref?: string; bell: Bell = "g" }
  @message @handledBy("bells") @reply(Done) @permissionWhen("how", "slow", Right.ring) @permissionWhen("how", "fast", Right.melt)
  model Melt { type: "melt"; how: "slow" | "fast" }
  /** It is done. */
  @event @chapter("Bells") model Done { type: "done"; ref?: string }
  /** A bell rang. */
  @event @chapter("Bells") model Rang { type: "rang"; bell: Bell }
  /** It went wrong. */
  @event model Failed { type: "failed"; code: Fault }
  /** A bell, by its note. */
  @maxLength(2) scalar Bell extends string;
`;
const protocol = await protocolOf(chat(SPEC));
const [socket] = protocol.sockets as [SocketModel];
const head = {
  info: { title: "Bells", version: "9.9.9", license: { name: "MIT", identifier: "MIT" } },
  servers: [{ url: "https://bells.example:8443/high/", description: "The tower" }, { url: "http://127.0.0.1:80" }],
};

interface Operation {
  action: string;
  messages: { $ref: string }[];
  reply: { messages: { $ref: string }[] };
  security?: { $ref: string }[];
  [extension: `x-${string}`]: unknown;
}

interface Document {
  info: object;
  servers: object;
  channels: Record<string, { address: string; description: string; messages: object }>;
  operations: Record<string, Operation>;
  components: {
    messages: Record<string, { description: string; examples?: object[] }>;
    schemas: Record<string, object>;
    securitySchemes?: object;
  };
}

const write = (options: Partial<Parameters<typeof asyncApi>[1]> = {}) => asyncApi(protocol, { socket, head, ...options }) as Document;
const full = write({
  errorEvent: "failed",
  correlation: "ref",
  securitySchemes: { Key: { type: "http", scheme: "Bearer" } },
  examples: new Map<string, unknown>([["Ring", { type: "bell.ring", bell: "c" }]]),
});

test("the version is the protocol's own, and the license has no field that AsyncAPI does not know", () => {
  expect(full.info).toEqual({
    title: "Bells",
    version: "1",
    description: "",
    license: { name: "MIT" },
    tags: [{ name: "Door" }, { name: "Bells" }],
  });
});

test("a server is a host that speaks WebSocket, encrypted where its HTTP is", () => {
  expect(full.servers).toEqual({
    server: { host: "bells.example:8443", protocol: "wss", pathname: "/high", description: "The tower" },
    server2: { host: "127.0.0.1", protocol: "ws" },
  });
});

test("the channel is where the socket is, carries everything, and says how it is closed", () => {
  expect(Object.keys(full.channels)).toEqual(["tower"]);
  expect(full.channels["tower"]?.address).toBe("/tower");
  expect(full.channels["tower"]?.description).toMatch(/^For ringers\.\n\n[\s\S]*\| 4000 \| `CLOSED` \| Closing time\. \| later \|$/);
  expect(Object.keys(full.channels["tower"]?.messages ?? {})).toEqual(["Enter", "Ring", "Melt", "Done", "Rang", "Failed"]);
});

test("the server receives every message and sends every event", () => {
  expect(Object.entries(full.operations).map(([name, { action }]) => `${name}: ${action}`)).toEqual([
    "receiveEnter: receive",
    "receiveBellRing: receive",
    "receiveMelt: receive",
    "sendDone: send",
    "sendRang: send",
    "sendFailed: send",
  ]);
});

test("a message is answered by its reply or by the error, and by the reply alone where there is no error event", () => {
  const reference = (model: string) => ({ $ref: `#/channels/tower/messages/${model}` });
  expect(full.operations["receiveBellRing"]?.messages).toEqual([reference("Ring")]);
  expect(full.operations["receiveBellRing"]?.reply.messages).toEqual([reference("Done"), reference("Failed")]);
  expect(write().operations["receiveBellRing"]?.reply.messages).toEqual([reference("Done")]);
});

test("what may come before authentication asks for none, all else does", () => {
  expect(full.operations["receiveEnter"]).not.toHaveProperty("security");
  expect(full.operations["receiveMelt"]?.security).toEqual([{ $ref: "#/components/securitySchemes/Key" }]);
  expect(full.components.securitySchemes).toEqual({ Key: { type: "http", scheme: "bearer" } });
  expect(JSON.stringify(write())).not.toContain("ecurity");
});

test("what a caller needs, what is announced, and what an event answers stand in extensions", () => {
  expect(full.operations["receiveEnter"]).not.toHaveProperty("x-permission");
  expect(full.operations["receiveBellRing"]).toMatchObject({
    "x-permission": "bell:ring",
    "x-announces": [{ event: "rang", topic: "tenant" }],
  });
  expect(full.operations["receiveMelt"]?.["x-permission-when"]).toEqual({
    property: "how",
    byValue: { slow: "bell:ring", fast: "bell:melt" },
  });
  expect(full.operations["sendDone"]?.["x-answers"]).toEqual(["enter", "bell.ring", "melt"]);
  expect(full.operations["sendRang"]).not.toHaveProperty("x-answers");
});

test("only what has the property is correlated by it, and only what has an example shows one", () => {
  const correlated = Object.entries(full.components.messages).filter(([, message]) => "correlationId" in message);
  expect(correlated.map(([name]) => name)).toEqual(["Enter", "Ring", "Done"]);
  expect(full.components.messages["Ring"]?.examples).toEqual([{ name: "bellRing", payload: { type: "bell.ring", bell: "c" } }]);
  expect(full.components.messages["Done"]).not.toHaveProperty("examples");
});

test("the error event explains every code, in one row each whatever its text", () => {
  expect(full.components.messages["Failed"]?.description).toContain("\n| `NO_BELL` | No such bell. Look \\| listen. | no |");
  expect(write().components.messages["Failed"]?.description).toBe("It went wrong.");
});

test("schemas are those that are spoken, and nothing stands beside a reference", () => {
  expect(Object.keys(full.components.schemas)).toEqual(["Bell", "Done", "Enter", "Failed", "Fault", "Melt", "Rang", "Ring"]);
  expect(full.components.schemas["Ring"]).toMatchObject({
    properties: { bell: { allOf: [{ $ref: "#/components/schemas/Bell" }], default: "g" } },
  });
  expect(JSON.stringify(full)).not.toMatch(/"\$ref":"[^"]*","|\$defs/);
});

test("a reference is wrapped wherever it stands, and one that stands alone is not", () => {
  const reference = { $ref: "#/$defs/Bell" };
  const told = { ...reference, description: "Told." };
  const wrapped = { allOf: [{ $ref: "#/components/schemas/Bell" }], description: "Told." };
  expect(asyncApiSchema({ items: told, anyOf: [told, reference], additionalProperties: told })).toEqual({
    items: wrapped,
    anyOf: [wrapped, { $ref: "#/components/schemas/Bell" }],
    additionalProperties: wrapped,
  });
});
