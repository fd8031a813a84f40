import type { OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { SpecVersion } from "../classify.ts";

/** A version of the spec of a small chat: one of everything that can change. */
export interface Sample extends SpecVersion {
  chat: ProtocolModel;
  endpoint: OperationModel;
}

/** The sample, a new one at each call. */
export function sample(): Sample {
  const endpoint: OperationModel = {
    resource: "Rooms",
    name: "write",
    doc: "",
    method: "POST",
    path: "/rooms/{room}",
    permission: "room:write",
    access: "read",
    sessionParameter: "room",
    authenticated: true,
    parameters: [
      { name: "room", wireName: "room", in: "path", required: true, schema: { $ref: "#/$defs/Name" }, doc: "" },
      { name: "limit", wireName: "limit", in: "query", required: false, schema: { type: "integer", maximum: 9, default: 5 }, doc: "" },
      { name: "key", wireName: "idempotency-key", in: "header", required: true, schema: { type: "string" }, doc: "" },
    ],
    body: { $ref: "#/$defs/Say" },
    responses: [
      { status: 200, doc: "", headers: ["etag"], content: { "application/json": { $ref: "#/$defs/Room" }, "text/plain": null } },
      { status: 404, doc: "", headers: [], content: {} },
    ],
    errors: ["GONE"],
    error: { $ref: "#/$defs/Failure" },
  };
  const chat: ProtocolModel = {
    name: "chat",
    version: 1,
    supportedVersions: [0, 1],
    subprotocolPrefix: "chat.v",
    doc: "",
    messages: [
      {
        type: "say",
        model: "Say",
        doc: "",
        chapter: "",
        service: "",
        reply: "said",
        announces: [{ event: "said", topic: "room" }],
        permission: "room:write",
        permissionWhen: { property: "mood", byValue: { loud: "room:write" } },
        sessionProperty: "room",
        beforeAuthentication: true,
      },
    ],
    events: [
      { type: "said", model: "Said", doc: "", chapter: "", durable: true },
      { type: "typing", model: "Typing", doc: "", chapter: "", durable: false },
      { type: "error", model: "Failure", doc: "", chapter: "", durable: false },
    ],
    methods: [
      { name: "room/get", params: "Ask", result: "Room", doc: "", chapter: "", access: "read", repeatable: "cas", errors: ["GONE"] },
    ],
    notifications: [{ name: "room/update", params: "Room", doc: "", chapter: "" }],
    sockets: [{ name: "ws", path: "/ws", doc: "" }],
    errorCodes: [{ name: "GONE", doc: "", status: 404, rpcCode: -1, retryable: true, outcomeUnknown: false }],
    closeCodes: [{ name: "BYE", doc: "", code: 4000, reconnect: "later" }],
    permissions: [{ name: "write", value: "room:write", doc: "" }],
    roles: [{ name: "member", doc: "", permissions: ["room:write"] }],
    accessTables: [{ name: "Call", doc: "", rows: [{ name: "room/new", doc: "", permissions: ["room:write"] }] }],
    limits: [
      { name: "frameBytes", doc: "", value: 100, unit: "bytes" },
      { name: "heartbeatInterval", doc: "", value: 100, unit: "ms" },
      { name: "openDatabases", doc: "", value: 100, unit: "databases" },
    ],
    stateMachines: [
      {
        name: "Room",
        doc: "",
        states: [
          { name: "open", doc: "", live: true, moves: ["shut"] },
          { name: "shut", doc: "", live: false, moves: [] },
        ],
      },
    ],
    operations: [endpoint],
    requirements: [{ id: "order-1", profile: "chat-v1", group: "Order", level: "MUST", sentence: "One order.", source: "main.tsp:1" }],
    published: ["Settings"],
    $defs: {
      Name: { type: "string", minLength: 1, maxLength: 10, pattern: "^[a-z]+$" },
      Mood: { type: "string", enum: ["calm", "loud"] },
      Code: { type: "string", enum: ["GONE"] },
      Tone: { anyOf: [{ type: "string", const: "soft" }, { type: "string" }] },
      Say: {
        type: "object",
        properties: {
          type: { type: "string", const: "say" },
          room: { $ref: "#/$defs/Name" },
          text: { type: "string", maxLength: 100, "x-max-bytes": 200 },
          mood: { $ref: "#/$defs/Mood", default: "calm" },
          count: { type: "integer", minimum: 1 },
          size: { type: "number" },
          tags: { type: "array", items: { $ref: "#/$defs/Name" }, maxItems: 5 },
          extra: { type: "object", additionalProperties: { type: "string" }, "x-max-json-bytes": 100 },
          target: { anyOf: [{ $ref: "#/$defs/Name" }, { type: "null" }] },
          tone: { $ref: "#/$defs/Tone" },
          until: { type: "integer" },
          for: { type: "integer" },
        },
        required: ["type", "room", "text"],
        not: { required: ["until", "for"] },
      },
      Said: {
        type: "object",
        properties: {
          type: { type: "string", const: "said" },
          text: { type: "string", maxLength: 100 },
          by: { type: "string" },
          mood: { type: "string", enum: ["calm", "loud"], default: "calm" },
          answerTo: { $ref: "#/$defs/Said" },
          holder: { anyOf: [{ $ref: "#/$defs/Name" }, { type: "null" }] },
          last: { anyOf: [{ $ref: "#/$defs/Typing" }, { $ref: "#/$defs/Failure" }] },
          tone: { $ref: "#/$defs/Tone" },
        },
        required: ["type", "text"],
      },
      Typing: { type: "object", properties: { type: { type: "string", const: "typing" } }, required: ["type"] },
      Failure: { type: "object", properties: { code: { $ref: "#/$defs/Code" } }, required: ["code"] },
      Ask: { type: "object", properties: { room: { $ref: "#/$defs/Name" } }, required: ["room"] },
      Room: { type: "object", properties: { name: { $ref: "#/$defs/Name" }, open: { type: "boolean" } }, required: ["name"] },
      Settings: { type: "object", properties: { theme: { type: "string" } }, required: [] },
    },
  };
  const content = { "application/json": {}, "text/plain": {} };
  const openapi = {
    paths: { "/rooms/{room}": { post: { requestBody: { required: true, content }, security: [{ Bearer: [] }] } } },
    components: { securitySchemes: { Bearer: { type: "http", scheme: "Bearer" } } },
  };
  return { document: { protocols: [chat] }, openapi: { chat: openapi }, chat, endpoint };
}
