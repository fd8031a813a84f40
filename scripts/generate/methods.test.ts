import type { MethodModel, OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { METHODS, methodNamed } from "../../generated/concordance/methods.ts";
import { frameWatchProgress } from "../../generated/concordance/notifications.ts";
import { emitMethodHandlers, emitMethods } from "../../spec/protocol/src/emit/methods.ts";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { emitConcordance } from "./concordance.ts";
import { emitRoutes } from "./emit/routes.ts";

const ring: MethodModel = {
  name: "bell/ring-twice",
  params: "RingParams",
  result: "Rung",
  doc: "Rings.",
  chapter: "Bells",
  access: "write",
  repeatable: "blind",
  errors: [],
};

/** A protocol with one method. */
function protocolOf(method: Partial<MethodModel>, params: string[] = []): ProtocolModel {
  return {
    ...CONCORDANCE,
    methods: [{ ...ring, ...method }],
    $defs: {
      RingParams: { type: "object", properties: Object.fromEntries(params.map((name) => [name, { type: "boolean", default: true }])) },
      Rung: { type: "object", properties: {} },
    },
  };
}

test("a method is a function of the group that its name begins with", () => {
  const handlers = emitMethodHandlers(protocolOf({}));
  expect(handlers).toContain("export type BellRingTwiceReceived = RingParams;");
  expect(handlers).toContain("  /** Rings. */\n  readonly ringTwice: (params: BellRingTwiceReceived, call: Call) => Promise<Rung>;");
  expect(handlers).toContain("  readonly bell: BellMethods<Call>;");
  expect(emitMethods(protocolOf({}))).toContain("methods.bell.ringTwice(params as handler.BellRingTwiceReceived, call)");
});

test("what takes `forward` may be for another node, and its handler finds the default there", () => {
  expect(emitMethods(protocolOf({}, ["forward"]))).toContain("forwardable: true");
  expect(emitMethods(CONCORDANCE)).toContain("forwardable: false");
  expect(emitMethodHandlers(protocolOf({}, ["forward"]))).toContain('WithDefaults<RingParams, "forward">');
});

test("where no method takes it, nothing is said of forwarding", () => {
  expect(emitMethods(protocolOf({}))).not.toContain("forward");
  expect(emitMethods(GATEWAY)).not.toContain("forward");
});

test("where callers have roles, nothing is said of keys", () => {
  expect(emitMethods(GATEWAY)).not.toContain("key must allow");
  expect(emitMethods(CONCORDANCE)).toContain("What the caller's key must allow.");
});

test("a method is found by its name, and nothing else is found", () => {
  expect(methodNamed("kv/set")).toBe(METHODS["kv/set"]);
  for (const name of ["", "kv", "kv/", "KV/SET", "constructor", "__proto__", "toString", "hasOwnProperty"])
    expect(methodNamed(name)).toBeUndefined();
});

test("a handler gets what was checked, and its result is written", async () => {
  const params = { namespace: "tenant:acme" };
  const row = METHODS["watch/unsubscribe"];
  expect(row.validate(params)).toBe(true);
  const methods = { watch: { unsubscribe: async (given: object, call: string) => ({ unsubscribed: given === params && call === "me" }) } };
  const result = await row.handle(methods as never, params, "me" as never);
  expect(row.serialize(result as never)).toBe('{"unsubscribed":true}');
});

test("a notification is a frame of its own", () => {
  expect(JSON.parse(frameWatchProgress({ namespace: "n", revision: 7 }))).toEqual({
    jsonrpc: "2.0",
    method: "watch/progress",
    params: { namespace: "n", revision: 7 },
  });
});

test("an endpoint whose access contradicts its authentication is an error of the spec", () => {
  const [operation] = CONCORDANCE.operations as [OperationModel];
  const routes = (changes: Partial<OperationModel>) => () => emitRoutes({ ...CONCORDANCE, operations: [{ ...operation, ...changes }] });
  expect(routes({ access: null })).toThrow("Kv.list needs an @access that agrees with its authentication.");
  expect(routes({ access: "none" })).toThrow("Kv.list");
  expect(routes({ access: "read", authenticated: false })).toThrow("Kv.list");
  expect(routes({ access: "read" })).not.toThrow();
});

test("where callers have roles, the table of routes names the permission and no access", () => {
  expect(emitRoutes(GATEWAY)).toContain("readonly permission: Permission | null;");
  expect(emitRoutes(GATEWAY)).not.toContain("access");
  expect(emitRoutes(CONCORDANCE)).not.toContain("permission");
});

test("without the store's protocol there is nothing to write", () => {
  expect(() => emitConcordance({ protocols: [GATEWAY] })).toThrow('no protocol "concordance"');
});
