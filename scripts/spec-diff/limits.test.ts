import { expect, test } from "vitest";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { RAISING_BREAKS, UNSEEN } from "./limits.ts";

const NAMES = new Set([...GATEWAY.limits, ...CONCORDANCE.limits].map(({ name }) => name));

test("every limit that is treated otherwise than the others is one of the spec's", () => {
  expect([...RAISING_BREAKS, ...UNSEEN].filter((name) => !NAMES.has(name))).toEqual([]);
});

test("no limit is treated in two ways", () => {
  expect([...RAISING_BREAKS].filter((name) => UNSEEN.has(name))).toEqual([]);
});
