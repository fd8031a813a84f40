import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { $decorators } from "../src/decorators.ts";
import { $lib } from "../src/lib.ts";
import { OPTIONS_SCHEMA, OUTPUTS } from "../src/options.ts";
import { diagnosed, protocolOf } from "./compile.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const example = /```typespec\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
const chat = await protocolOf(example);

/** The first cells of the table below a heading. */
function rows(heading: string): string[] {
  const section = readme.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? "");
}

test("the readme explains every decorator, once", () => {
  const explained = rows("Decorators").map((row) => row.replace(/^@(\w+).*/, "$1"));
  expect(explained.sort()).toEqual(Object.keys($decorators.Protocol).sort());
});

test("the readme explains every diagnostic, once", () => {
  expect(rows("Diagnostics").sort()).toEqual(Object.keys($lib.diagnostics).sort());
});

test("the readme explains every option and every output, once", () => {
  expect(rows("Options").sort()).toEqual(Object.keys(OPTIONS_SCHEMA.properties ?? {}).sort());
  const outputs = readme.split("## Installation")[0] ?? "";
  expect([...outputs.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1])).toEqual([...OUTPUTS]);
});

test("the readme's example is right", async () => {
  expect(await diagnosed(example)).toEqual([]);
});

test("the readme's example uses every decorator", () => {
  const unused = Object.keys($decorators.Protocol).filter((name) => !new RegExp(`@${name}\\b`).test(example));
  expect(unused).toEqual([]);
});

test("a protocol is what @protocol says, with the namespace's documentation", () => {
  expect(chat).toMatchObject({
    name: "chat",
    version: 2,
    supportedVersions: [1, 2],
    subprotocolPrefix: "chat.v",
    doc: "People who talk in rooms.",
  });
});

test("messages stand in the order of the source, with reply, permission, topics and session", () => {
  const common = { permissionWhen: null, sessionProperty: null, beforeAuthentication: false, announces: [] };
  expect(chat.messages).toEqual([
    {
      ...common,
      type: "enter",
      model: "Enter",
      doc: "Says who the guest is.",
      chapter: "Door",
      service: "door",
      reply: "admitted",
      permission: null,
      beforeAuthentication: true,
    },
    {
      ...common,
      type: "say",
      model: "Say",
      doc: "Says something in a room.",
      chapter: "Rooms",
      service: "rooms",
      reply: "accepted",
      announces: [{ event: "said", topic: "session" }],
      permission: "room:say",
      sessionProperty: "sessionId",
    },
    {
      ...common,
      type: "set_room",
      model: "SetRoom",
      doc: "Opens a room, or closes it.",
      chapter: "Rooms",
      service: "rooms",
      reply: "accepted",
      announces: [
        { event: "room_moved", topic: "session" },
        { event: "room_listed", topic: "tenant" },
      ],
      permission: null,
      permissionWhen: { property: "action", byValue: { open: "room:say", close: "room:manage" } },
      sessionProperty: "room",
    },
  ]);
});

test("events stand in the order of the source, though messages refer to them before, with chapter and durability", () => {
  const event = (type: string, model: string, chapter: string, doc: string, durable: boolean) => ({ type, model, doc, chapter, durable });
  expect(chat.events).toEqual([
    event("admitted", "Admitted", "Door", "The guest is in.", false),
    event("accepted", "Accepted", "Rooms", "It was understood.", false),
    event("room_listed", "RoomListed", "Rooms", "A room is there, or is gone.", false),
    event("said", "Said", "Rooms", "Somebody said something.", true),
    event("room_moved", "RoomMoved", "Rooms", "The room was opened or closed.", true),
  ]);
});

test("the tables hold what the enums say", () => {
  expect(chat.permissions).toEqual([
    { name: "read", doc: "Read what is said in a room.", value: "room:read" },
    { name: "say", doc: "Say something in a room.", value: "room:say" },
    { name: "manage", doc: "Open and close rooms.", value: "room:manage" },
  ]);
  expect(chat.roles).toEqual([
    { name: "host", doc: "", permissions: ["room:read", "room:say", "room:manage"] },
    { name: "guest", doc: "", permissions: ["room:read", "room:say"] },
  ]);
  expect(chat.errorCodes).toEqual([
    { name: "ROOM_NOT_FOUND", doc: "No such room.", status: 404, rpcCode: -32004, retryable: false, outcomeUnknown: false },
    { name: "TOO_LOUD", doc: "Too much is said at once.", status: 429, rpcCode: -32029, retryable: true, outcomeUnknown: false },
    {
      name: "DOORMAN_SILENT",
      doc: "The doorman does not answer. Whether the guest is out is not known.",
      status: 503,
      rpcCode: -32008,
      retryable: false,
      outcomeUnknown: true,
    },
  ]);
  expect(chat.closeCodes).toEqual([
    { name: "UPDATE", doc: "The service is being updated.", code: 1012, reconnect: "later" },
    { name: "SHOWN_OUT", doc: "The guest was shown out.", code: 4403, reconnect: "never" },
  ]);
  expect(chat.limits).toEqual([{ name: "lineLength", doc: "Longest thing that can be said.", value: 500, unit: "code points" }]);
});

test("methods and notifications stand with all that their callers must know", () => {
  expect(chat.sockets).toEqual([
    { name: "guests", doc: "One message a frame, for guests.", path: "/guests" },
    { name: "staff", doc: "JSON-RPC 2.0 for those who work there.", path: "/staff" },
  ]);
  expect(chat.methods).toEqual([
    {
      name: "door/show-out",
      params: "ShowOut",
      result: "ShownOut",
      doc: "Shows a guest out.",
      chapter: "Door",
      access: "write",
      repeatable: "blind",
      errors: ["ROOM_NOT_FOUND", "DOORMAN_SILENT"],
    },
  ]);
  expect(chat.notifications).toEqual([{ name: "door/rang", params: "Rang", doc: "Somebody is at the door.", chapter: "Door" }]);
  expect(chat.$defs["ShowOut"]?.not).toEqual({ required: ["until", "minutes"] });
  expect(chat.$defs["ShownOut"]?.properties?.["belongings"]?.["x-json-text"]).toBe(true);
  expect(chat.$defs["RoomName"]?.["x-max-bytes"]).toBe(80);
});

test("an access table is what the readme shows of it", () => {
  const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "null") as unknown;
  expect(chat.accessTables).toEqual([shown]);
});

test("a state machine is its states with their moves", () => {
  expect(chat.stateMachines).toEqual([
    {
      name: "RoomState",
      doc: "Whether people can talk.",
      states: [
        { name: "closed", doc: "Nobody is in.", live: false, moves: ["open"] },
        { name: "open", doc: "People are in.", live: true, moves: ["closed"] },
      ],
    },
  ]);
});

test("a message's schema has its fields, limits and defaults", () => {
  expect(chat.$defs["Say"]).toEqual({
    description: "Says something in a room.",
    type: "object",
    properties: {
      type: { type: "string", const: "say" },
      sessionId: { $ref: "#/$defs/RoomName" },
      line: { type: "string", minLength: 1, maxLength: 500 },
      mood: { type: "string", enum: ["plain", "shouted", "whispered"], default: "plain" },
    },
    required: ["type", "sessionId", "line"],
  });
  expect(chat.$defs["SetRoom"]?.properties?.["decoration"]).toEqual({
    type: "object",
    additionalProperties: true,
    "x-max-json-bytes": 1024,
  });
});

test("what is published stands in the document though no message refers to it", () => {
  expect(chat.published).toEqual(["RoomsFile"]);
  expect(chat.$defs["RoomsFile"]).toEqual({
    description: "A file with rooms that are there from the start.",
    type: "object",
    additionalProperties: { type: "array", items: { $ref: "#/$defs/LogEntry" } },
  });
  expect(chat.$defs["LogEntry"]?.anyOf).toEqual([{ $ref: "#/$defs/Said" }, { $ref: "#/$defs/RoomMoved" }]);
});

test("requirements are rules with an id, how much they bind, and their place", () => {
  const rule = { profile: "house-v1", group: "HouseRules", source: expect.stringMatching(/^main\.tsp:\d+$/) };
  expect(chat.requirements).toEqual([
    { ...rule, id: "DOOR-1", level: "MUST", sentence: "A guest MUST be admitted before anything else is said to them." },
    { ...rule, id: "DOOR-2", level: "SHOULD", sentence: "A guest who is shown out SHOULD be told why." },
  ]);
});

test("a protocol without HTTP has no operations", () => {
  expect(chat.operations).toEqual([]);
});
