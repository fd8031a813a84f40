import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FAULTS } from "./faults.ts";
import { runSuite } from "./testing/run-suite.ts";

const BROKEN = fileURLToPath(new URL("./broken-driver.ts", import.meta.url));
const DRIVER = fileURLToPath(new URL("../../clients/typescript/conformance/driver.ts", import.meta.url));

test.each(Object.entries(FAULTS))("an SDK that %s does not pass", async (name, { scenario }) => {
  const client = `${process.execPath} ${BROKEN} --fault ${name} -- ${process.execPath} ${DRIVER}`;
  const { report, exitCode } = await runSuite(client, "--only", scenario, "--timeout-ms", "4000");
  expect(report.scenarios).toMatchObject([{ name: scenario, ok: false }]);
  expect(exitCode).toBe(1);
});

test("whoever stands in between and breaks nothing passes", async () => {
  // Of a scenario without such a state the switch is never used.
  const client = `${process.execPath} ${BROKEN} --fault comes-back-uninvited -- ${process.execPath} ${DRIVER}`;
  const scenarios = ["turn-through-drops", "offline-queue", "offline-queue-full"];
  const { report } = await runSuite(client, ...scenarios.flatMap((name) => ["--only", name]));
  expect(report).toMatchObject({ passed: scenarios.length, failed: 0 });
});

test("a driver that does not start, and one that writes something else than JSON, is a failure that says so", async () => {
  const missing = await runSuite("/nowhere/driver", "--only", "gap");
  expect(missing.report.scenarios[0]?.failure).toContain("ENOENT");
  const talking = await runSuite("echo hello", "--only", "gap");
  expect(talking.report.scenarios[0]?.failure).toContain("something else than a line of JSON: hello");
  expect([missing.exitCode, talking.exitCode]).toEqual([1, 1]);
});
