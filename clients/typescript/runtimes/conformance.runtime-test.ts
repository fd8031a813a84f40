import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runSuite } from "../../../conformance/clients/testing/run-suite.ts";

const BIN = fileURLToPath(new URL("./node_modules/.bin/", import.meta.url));
const DRIVER = fileURLToPath(new URL("../conformance/driver.ts", import.meta.url));

test.each([
  ["Bun", `${BIN}bun ${DRIVER}`],
  ["Deno", `${BIN}deno run --quiet --no-config --allow-net ${DRIVER}`],
])("the SDK passes every scenario on %s", async (_, client) => {
  const { report } = await runSuite(client, "--jobs", "2");
  expect(report.scenarios.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.passed).toBeGreaterThanOrEqual(25);
});
