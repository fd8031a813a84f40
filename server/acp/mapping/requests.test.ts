import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PermissionRequested, QuestionRequested } from "../../../generated/gateway/types.ts";
import { elicitation, elicitationAnswer, permissionAnswer, permissionRequest } from "./requests.ts";
import { acpChecker } from "./testing/acp-schema.ts";
import { eventsOf, logOf, SESSION_ID, TURN_ID } from "./testing/logs.ts";

const CWD = "/home/ada/project";
const permissionViolation = acpChecker("RequestPermissionRequest");
const elicitationViolation = acpChecker("CreateElicitationRequest");

const OPTIONS: PermissionRequested["options"] = [
  { optionId: "yes", name: "Yes", kind: "allow_once" },
  { optionId: "no", name: "No", kind: "reject_once" },
];

const permission = (fields = {}) =>
  logOf({ type: "permission_requested", requestId: "p", title: "Run it?", options: OPTIONS, ...fields })[0] as PermissionRequested;
const question = (fields = {}) =>
  logOf({ type: "question_requested", requestId: "q", question: "Which?", ...fields })[0] as QuestionRequested;

/** The form of a question with these fields. */
const form = (properties: object, more = {}) => {
  const asked = elicitation(question({ fields: { type: "object", properties, ...more } }));
  return asked === null ? null : (asked as unknown as { requestedSchema: object }).requestedSchema;
};

describe("permissions", () => {
  test("a permission is asked for the tool call as the updates call it, with what is known of it", () => {
    const known = { toolName: "run", kind: "execute" as const, locations: [{ path: "a.ts", line: 2 }] };
    expect(permissionRequest(permission({ toolCallId: "t" }), known, CWD)).toEqual({
      sessionId: SESSION_ID,
      toolCall: {
        toolCallId: `${TURN_ID}:t`,
        title: "Run it?",
        name: "run",
        kind: "execute",
        locations: [{ path: `${CWD}/a.ts`, line: 2 }],
      },
      options: OPTIONS,
      _meta: { requestId: "p", turnId: TURN_ID },
    });
  });

  test("a permission that no tool call is asked for names the one that stands for it", () => {
    expect(permissionRequest(permission(), undefined, CWD).toolCall).toEqual({ toolCallId: `${TURN_ID}:permission:p`, title: "Run it?" });
  });

  test.each([
    [
      { outcome: "selected", optionId: "yes" },
      { optionId: "yes", dismissed: false },
    ],
    [
      { outcome: "selected", optionId: "no" },
      { optionId: "no", dismissed: false },
    ],
    [{ outcome: "selected", optionId: "other" }, null],
    [{ outcome: "cancelled" }, null],
    [{ outcome: "_shrug", optionId: "yes" }, null],
  ])("the outcome %j comes to %j", (outcome, answer) => {
    expect(permissionAnswer({ outcome } as Parameters<typeof permissionAnswer>[0], permission())).toEqual(answer);
  });

  test("whatever is asked for, the request is valid", () => {
    fc.assert(
      fc.property(eventsOf("PermissionRequested"), (event) => {
        expect(permissionViolation(permissionRequest(event as PermissionRequested, undefined, CWD))).toBeNull();
      }),
    );
  });
});

describe("questions", () => {
  test("the fields of a question are a form", () => {
    const fields = {
      type: "object",
      title: "You",
      properties: { name: { type: "string", title: "Name", default: "Ada", minLength: 1, maxLength: 9 } },
      required: ["name", "nothing"],
    };
    expect(elicitation(question({ fields }))).toEqual({
      mode: "form",
      sessionId: SESSION_ID,
      message: "Which?",
      requestedSchema: { ...fields, required: ["name"] },
      _meta: { requestId: "q", turnId: TURN_ID },
    });
  });

  test.each([
    { type: "string", description: "d", pattern: "^a", format: "email" },
    { type: "string", enum: ["a", "b"] },
    { type: "string", oneOf: [{ const: "a", title: "A", description: "first" }] },
    { type: "integer", minimum: 1, maximum: 3, default: 2 },
    { type: "number", minimum: 0.5, maximum: 1.5 },
    { type: "boolean", default: true },
    { type: "array", items: { type: "string", enum: ["a"] }, minItems: 1, maxItems: 2, default: ["a"] },
    { type: "array", items: { anyOf: [{ const: "a", title: "A" }] } },
  ])("the field %j is asked for as it is", (property) => {
    expect(form({ x: property })).toEqual({ type: "object", properties: { x: property } });
  });

  test.each([
    [{ enum: ["a"] }, { type: "string", enum: ["a"] }],
    [
      { type: "string", oneOf: [{ const: "a" }] },
      { type: "string", oneOf: [{ const: "a", title: "a" }] },
    ],
    [{ type: "string", minLength: -1, maxLength: 2 ** 32, format: "ipv4", default: 3, examples: ["x"] }, { type: "string" }],
    [
      { type: "string", maxLength: 2 ** 32 - 1 },
      { type: "string", maxLength: 2 ** 32 - 1 },
    ],
    [{ type: "integer", minimum: 0.5, default: "1" }, { type: "integer" }],
    [{ type: "boolean", title: 1, default: "true" }, { type: "boolean" }],
    [
      { type: "array", items: { oneOf: [{ const: "a", title: "A" }] }, default: [1] },
      { type: "array", items: { anyOf: [{ const: "a", title: "A" }] } },
    ],
  ])("of the field %j is left what the protocol has: %j", (property, shown) => {
    expect(form({ x: property })).toEqual({ type: "object", properties: { x: shown } });
  });

  test.each([
    {},
    true,
    { type: "object", properties: {} },
    { type: ["string", "null"] },
    { $ref: "#/x" },
    { type: "string", enum: [1] },
    { type: "string", oneOf: [{ minLength: 1 }] },
    { type: "array", items: { type: "string" } },
    { type: "array", items: { type: "integer", enum: [1] } },
    { type: "array" },
    { type: "null" },
  ])("a question with the field %j has no form; others may answer it", (property) => {
    expect(form({ fine: { type: "string" }, x: property })).toBeNull();
  });

  test("a schema that is no object has no form", () => {
    expect(form({ x: { type: "string" } }, { type: "array" })).toBeNull();
  });

  test("a form without fields asks for a yes", () => {
    expect(form({})).toEqual({ type: "object", properties: {} });
  });

  const options = [
    { optionId: "a", name: "A", description: "The first" },
    { optionId: "b", name: "B" },
  ];

  test.each([{}, { fields: { type: "object", properties: { x: { type: "null" } } } }])(
    "a question with options, and with %j, is a form that lists them",
    (fields) => {
      expect(elicitation(question({ options, ...fields }))).toMatchObject({
        requestedSchema: {
          type: "object",
          properties: {
            option: {
              type: "string",
              oneOf: [
                { const: "a", title: "A", description: "The first" },
                { const: "b", title: "B" },
              ],
            },
          },
          required: ["option"],
        },
      });
    },
  );

  test.each([{}, { options: [] }, { fields: {} }, { fields: { type: "object" } }])("a question with %j asks for any text", (fields) => {
    const asked = question(fields);
    expect(elicitation(asked)).toMatchObject({ requestedSchema: { properties: { answer: { type: "string" } }, required: ["answer"] } });
    expect(elicitationAnswer({ action: "accept", content: { answer: "blue" } }, asked)).toEqual({
      answers: { answer: "blue" },
      dismissed: false,
    });
  });

  test("where there are fields the answer is by field", () => {
    const asked = question({ options, fields: { type: "object", properties: { option: { type: "string" } } } });
    expect(elicitationAnswer({ action: "accept", content: { option: "a", n: 1, list: ["x"] } }, asked)).toEqual({
      answers: { option: "a", n: 1, list: ["x"] },
      dismissed: false,
    });
    expect(elicitationAnswer({ action: "accept" }, asked)).toEqual({ answers: {}, dismissed: false });
    expect(elicitationAnswer({ action: "accept", content: null }, asked)).toEqual({ answers: {}, dismissed: false });
  });

  test("where there are options the answer is one of them, or none", () => {
    const asked = question({ options });
    expect(elicitationAnswer({ action: "accept", content: { option: "b" } }, asked)).toEqual({ optionId: "b", dismissed: false });
    expect(elicitationAnswer({ action: "accept", content: { option: "c" } }, asked)).toEqual({ dismissed: true });
    expect(elicitationAnswer({ action: "accept" }, asked)).toEqual({ dismissed: true });
  });

  test.each(["decline", "cancel", "_shrug"])("whoever does %s dismisses the question", (action) => {
    expect(elicitationAnswer({ action, content: { answer: "x" } }, question())).toEqual({ dismissed: true });
  });

  const schema = fc.letrec((tie) => ({
    property: fc.record(
      {
        type: fc.constantFrom("string", "integer", "number", "boolean", "array", "object", "null", 1),
        title: fc.oneof(fc.string(), fc.constant(null), fc.integer()),
        enum: fc.oneof(fc.array(fc.string()), fc.array(fc.integer())),
        oneOf: fc.array(fc.record({ const: fc.oneof(fc.string(), fc.integer()), title: fc.string() }, { requiredKeys: [] })),
        items: tie("property"),
        anyOf: fc.array(fc.record({ const: fc.string(), title: fc.string() })),
        minLength: fc.oneof(fc.double(), fc.integer()),
        maxItems: fc.oneof(fc.double(), fc.nat()),
        minimum: fc.oneof(fc.double(), fc.string(), fc.integer()),
        format: fc.constantFrom("email", "uri", "toString", "__proto__"),
        default: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
    fields: fc.record(
      {
        type: fc.constantFrom("object", "array", 1),
        properties: fc.oneof(fc.dictionary(fc.oneof(fc.string(), fc.constant("__proto__")), tie("property")), fc.jsonValue()),
        required: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
        title: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  })).fields;

  test("whatever a question asks for, its form is valid, or there is none", () => {
    fc.assert(
      fc.property(schema, (fields) => {
        const asked = elicitation(question({ fields: JSON.parse(JSON.stringify(fields)) }));
        if (asked !== null) expect(elicitationViolation(JSON.parse(JSON.stringify(asked)))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
