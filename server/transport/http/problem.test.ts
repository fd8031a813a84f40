import { expect, test } from "vitest";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { problemHeaders, toProblem } from "./problem.ts";

test.each([
  ["CONFIG_UNAVAILABLE", {}, "1"],
  ["SHUTTING_DOWN", {}, "1"],
  ["RATE_LIMITED", { retryAfterMs: 2001 }, "3"],
  ["INTERNAL", { retryAfterMs: 5000 }, "5"],
  ["INTERNAL", {}, undefined],
  ["CONFLICT", {}, undefined],
] as const)("a problem that passes says when to come again: %s %o", (code, facts, expected) => {
  expect(problemHeaders(toProblem(new GatewayError(code, "No.", facts), "mine"))["retry-after"]).toBe(expected);
});
