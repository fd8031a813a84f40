import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenarios } from "./scenario.ts";
import { runSuite } from "./testing/run-suite.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The SDKs, and what starts the driver of each. */
const DRIVERS = [["the TypeScript SDK", `${process.execPath} ${ROOT}clients/typescript/conformance/driver.ts`]] as const;

/** Each scenario starts a driver, and a machine may be slow. */
const TIMEOUT_MS = 400_000;

test.each(DRIVERS)(
  "%s passes every scenario",
  async (_, client) => {
    const { report, exitCode } = await runSuite(client);
    expect(report.scenarios.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.passed).toBe(readdirSync(new URL("./scenarios/", import.meta.url)).length);
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

test("every scenario says what must hold, in words of its own", () => {
  const titles = readScenarios([]).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.length).toBeGreaterThanOrEqual(25);
});

test("no scenario plays what it does not look at: each ends with something that must hold", () => {
  for (const { name, steps } of readScenarios([])) {
    const checks = steps.filter((step) => "result" in step || "fails" in step || "heard" in step || "expect" in step);
    expect(checks.length, name).toBeGreaterThan(0);
  }
});

test("a command line that does not say what to do is refused", async () => {
  await expect(runSuite("", "--only", "gap")).rejects.toThrow("Usage");
  await expect(runSuite("x", "--only", "no-such-scenario")).rejects.toThrow("No scenario");
  await expect(runSuite("x", "--jobs", "none")).rejects.toThrow("Usage");
});
