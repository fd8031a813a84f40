import { expect, test } from "vitest";
import { explain } from "../generated/runtime/validation.ts";
import { SPECS, type Spec } from "./test/specs.ts";

/* What whoever called wrongly is told: where, and what the rule is, in words. */

const [GATEWAY, CONCORDANCE] = SPECS as [Spec, Spec];
const ADDRESS = { namespace: "tenant:acme", key: "plan" };
const SET = { ...ADDRESS, value: 1 };
const APPEND = CONCORDANCE.exampleObject("PeerMessage", "valid-minimal");
const PLAIN = "and have no control character and no half of a surrogate pair";

const REFUSALS: [what: string, type: string, value: unknown, path: string, message: string][] = [
  ["a missing field", "KvSetParams", ADDRESS, "/value", "is required"],
  ["a key that is two dots", "KvGetParams", { ...ADDRESS, key: ".." }, "/key", `must not be '.' or '..', ${PLAIN}`],
  ["a key of 257 letters of two bytes", "KvGetParams", { ...ADDRESS, key: "é".repeat(257) }, "/key", "must not be larger than 512 bytes"],
  [
    "a namespace with a space",
    "KvGetParams",
    { ...ADDRESS, namespace: "a b" },
    "/namespace",
    "must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits",
  ],
  ["two ends of one life", "KvSetParams", { ...SET, expiresAt: 1, ttlMs: 1 }, "", "must not have both expiresAt and ttlMs"],
  ["a version beyond 2^53", "KvSetParams", { ...SET, cas: 2 ** 53 }, "/cas", "must be <= 9007199254740991"],
  [
    "a value of one byte too many",
    "KvSetParams",
    { ...SET, value: "v".repeat(1024 * 1024 - 1) },
    "/value",
    "must not be larger than 1048576 bytes as JSON",
  ],
  ["an unknown consistency", "KvGetParams", { ...ADDRESS, consistency: "strong" }, "/consistency", "must be one of local, linearizable"],
  [
    "an operation that is none",
    "NewBatch",
    { operations: [{ ...SET, op: "put" }] },
    "/operations/0/op",
    "must be one of set, delete, check",
  ],
  ["an operation without a kind", "NewBatch", { operations: [SET] }, "/operations/0/op", "is required"],
  ["a check of nothing", "NewBatch", { operations: [{ op: "check", ...ADDRESS }] }, "/operations/0/cas", "is required"],
  [
    "the second of two operations",
    "NewBatch",
    {
      operations: [
        { op: "set", ...SET },
        { op: "set", ...ADDRESS },
      ],
    },
    "/operations/1/value",
    "is required",
  ],
  ["an address without a port", "NewMember", { nodeId: "n1", address: "node1" }, "/address", "must be host:port"],
  ["a call of another JSON-RPC", "StreamCall", { jsonrpc: "1.0", method: "kv/get" }, "/jsonrpc", "must be equal to constant"],
  [
    "a noop that carries something",
    "PeerMessage",
    { ...APPEND, entries: [{ index: 1, term: 1, kind: "noop", payload: 1 }] },
    "/entries/0/payload",
    "must be null",
  ],
  [
    "a chunk that is not base64",
    "PeerMessage",
    { ...CONCORDANCE.exampleObject("PeerMessage", "valid-snapshot-chunk"), data: "!" },
    "/data",
    "must be base64",
  ],
];

test.each(REFUSALS)("%s", (_, type, value, path, message) => {
  const validate = CONCORDANCE.standalone.get(type);
  expect(validate?.(value)).toBe(false);
  expect(explain(validate?.errors)).toEqual([{ path, message }]);
});

const WRITE = { scope: "user", key: "theme", value: "dark" };

const CONFIG_REFUSALS: [what: string, type: string, value: unknown, path: string, message: string][] = [
  [
    "a scope that there is none of",
    "ConfigGetParams",
    { scope: "team", key: "k" },
    "/scope",
    "must be one of user, tenant, session, project, device",
  ],
  ["no scope", "ConfigListParams", {}, "/scope", "is required"],
  ["a key that is one dot", "ConfigSetParams", { ...WRITE, key: "." }, "/key", `must not be '.' or '..', ${PLAIN}`],
  [
    "a key of 257 letters of two bytes",
    "ConfigGetParams",
    { scope: "user", key: "é".repeat(257) },
    "/key",
    "must not be larger than 512 bytes",
  ],
  [
    "a value of one byte too many",
    "ConfigSetParams",
    { ...WRITE, value: "v".repeat(1024 * 1024 - 1) },
    "/value",
    "must not be larger than 1048576 bytes as JSON",
  ],
  [
    "a check in a batch",
    "ConfigBatchParams",
    { operations: [{ ...WRITE, op: "check" }] },
    "/operations/0/op",
    "must be one of set, delete",
  ],
  [
    "the second of two operations",
    "ConfigBatchParams",
    {
      operations: [
        { ...WRITE, op: "set" },
        { op: "set", scope: "user", key: "k" },
      ],
    },
    "/operations/1/value",
    "is required",
  ],
  [
    "operations of five megabytes",
    "ConfigBatchParams",
    { operations: Array.from({ length: 5 }, () => ({ ...WRITE, op: "set", value: "v".repeat(1_000_000) })) },
    "/operations",
    "must not be larger than 3932160 bytes as JSON",
  ],
];

test.each(CONFIG_REFUSALS)("of configuration: %s", (_, type, value, path, message) => {
  const validate = GATEWAY.standalone.get(type);
  expect(validate?.(value)).toBe(false);
  expect(explain(validate?.errors)).toEqual([{ path, message }]);
});

test("only the member that an operation says it is has a word in its refusal", () => {
  const validate = CONCORDANCE.standalone.get("NewBatch");
  for (const op of ["set", "delete", "check"]) {
    expect(validate?.({ operations: [{ op, namespace: 1, key: "k", value: 1, cas: 1 }] })).toBe(false);
    expect(explain(validate?.errors)).toEqual([{ path: "/operations/0/namespace", message: "must be string" }]);
  }
});
