import { readFileSync } from "node:fs";
import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { type OpenApi, withErrorResponses } from "./openapi.ts";

type Response = { description: string; content: Record<string, { schema: { $ref: string } }> };

const DOCUMENT = JSON.parse(readFileSync(new URL("../../generated/openapi/concordance.json", import.meta.url), "utf8")) as OpenApi & {
  openapi: string;
  security: unknown;
  components: { securitySchemes: unknown };
};

const INFO = { title: "T", version: "1" };
const NO_COMPONENTS = { securitySchemes: {} };
const STATUS = new Map(CONCORDANCE.errorCodes.map(({ name, status }) => [name, String(status)]));

test("the document is one of OpenAPI 3.1, and asks for a key", () => {
  expect(DOCUMENT.openapi).toMatch(/^3\.1\./);
  expect(DOCUMENT.security).toEqual([{ BearerAuth: [] }]);
  expect(DOCUMENT.components.securitySchemes).toEqual({ BearerAuth: { type: "http", scheme: "Bearer" } });
});

test("every operation tells the errors that it may end with, by status, and what each of them means", () => {
  for (const { path, method, errors, error } of CONCORDANCE.operations) {
    const { responses } = DOCUMENT.paths[path]?.[method.toLowerCase()] ?? { responses: {} };
    const statuses = new Set(errors.map((code) => STATUS.get(code)));
    const told = Object.keys(responses).filter((status) => !/^(2..|default)$/.test(status));
    if (error !== null) expect([path, method, told.sort()]).toEqual([path, method, [...statuses].sort()]);
    for (const code of errors) {
      const { description, content } = responses[STATUS.get(code) ?? ""] as Response;
      expect(description).toContain(`\`${code}\`: `);
      expect(content["application/json"]?.schema.$ref).toBe("#/components/schemas/ErrorBody");
    }
  }
});

test("what needs no key ends with no error", () => {
  const open = CONCORDANCE.operations.filter(({ access }) => access === "none");
  expect(open.map(({ path, errors }) => [path, errors])).toEqual([
    ["/api/v1/health", []],
    ["/api/v1/ready", []],
    ["/api/v1/openapi.json", []],
    ["/api/v1/openrpc.json", []],
  ]);
});

test("what says nothing of its errors stays as the official emitter wrote it", () => {
  const openapi: OpenApi = {
    info: INFO,
    servers: [],
    components: NO_COMPONENTS,
    paths: { "/health": { get: { responses: { 200: {}, default: {} } } } },
  };
  expect(withErrorResponses(structuredClone(openapi), GATEWAY)).toEqual(openapi);
});

test("an operation whose errors have no answer in the document is refused", () => {
  const openapi: OpenApi = {
    info: INFO,
    servers: [],
    components: NO_COMPONENTS,
    paths: { "/api/v1/agents": { get: { responses: { 200: {} } } } },
  };
  expect(() => withErrorResponses(openapi, GATEWAY)).toThrow("GET /api/v1/agents has errors, but no answer for them.");
});

test("the errors of an operation stand before the one answer for all others", () => {
  const [operation] = CONCORDANCE.operations;
  if (operation === undefined) throw new Error("There is no operation.");
  const protocol: ProtocolModel = {
    ...CONCORDANCE,
    operations: [{ ...operation, path: "/x", errors: ["CAS_CONFLICT", "CHANGE_PENDING"] }],
  };
  const before: OpenApi = {
    info: INFO,
    servers: [],
    components: NO_COMPONENTS,
    paths: { "/x": { get: { responses: { 200: {}, default: { description: "others", content: { "text/x": { schema: {} } } } } } } },
  };
  const { responses } = withErrorResponses(before, protocol).paths["/x"]?.["get"] ?? { responses: {} };
  expect(Object.keys(responses)).toEqual(["200", "409", "default"]);
  expect((responses["409"] as Response).description).toMatch(/^`CAS_CONFLICT`: [\s\S]+\n\n`CHANGE_PENDING`: /);
  // They come as every error does.
  expect(responses["409"]?.content).toEqual({ "text/x": { schema: {} } });
});
