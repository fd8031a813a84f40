import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { RemoteTarget } from "../target/remote-target.ts";
import type { Check, Outcome } from "./check.ts";
import { weigh } from "./expected-failures.ts";
import { jsonReport, junitReport } from "./report-files.ts";
import { lineOf } from "./report-text.ts";
import { runChecks } from "./run-checks.ts";
import { readSpec } from "./spec.ts";

/* What no server should do must end in a verdict and a report, not in the end of the suite. */

const spec = await readSpec();
const TOKEN = "a-token-that-nobody-may-see";
const GREETS: Check = {
  id: "gateway-v1/greets",
  covers: ["WS-HELLO-1"],
  about: "",
  needs: {},
  run: async (scene) => void (await scene.connect()),
};

/** What the suite finds out about a server that says one thing to everybody, or that is not there. */
async function outcomeOf(said: string | Buffer | null): Promise<Outcome> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => said !== null && socket.send(said));
  await once(server, "listening");
  const target = new RemoteTarget({
    gateway: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    concordance: [],
    tenant: null,
    tokens: new Map([["owner", TOKEN]]),
  });
  const end = () => {
    for (const client of server.clients) client.terminate();
    return new Promise((resolve) => server.close(resolve));
  };
  if (said === null) await end();
  try {
    const [outcome] = await runChecks(spec, target, [GREETS]);
    return outcome as Outcome;
  } finally {
    if (said !== null) await end();
  }
}

/** Every report of an outcome. */
function reportsOf(outcome: Outcome): string[] {
  const verdicts = weigh([outcome], []);
  return [jsonReport(spec, verdicts), junitReport(spec, verdicts), ...verdicts.map((verdict) => lineOf(spec, verdict))];
}

test.each<[string, string | Buffer | null, string]>([
  ["nobody listens", null, "WS-AUTH-1"],
  ["no JSON", "<html>", "WS-FRAME-7"],
  ["bytes", Buffer.from([1, 2, 3]), "WS-FRAME-7"],
  ["JSON that is no object", "[]", "WS-FRAME-7"],
  ["JSON that is too deep to be written again", `{"type":"x","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "WS-FRAME-7"],
  ["a very long text", JSON.stringify({ type: "x".repeat(20_000_000) }), "WS-FRAME-7"],
])("%s is a departure that can be reported", async (_what, said, rule) => {
  const outcome = await outcomeOf(said);
  expect(outcome).toMatchObject({ status: "failed", rule });
  for (const report of reportsOf(outcome)) expect(report.length).toBeLessThan(100_000);
});

test("a token that a server says back is in no report", async () => {
  const outcome = await outcomeOf(JSON.stringify({ type: `bearer.${TOKEN}`, [TOKEN]: [TOKEN] }));
  expect(outcome.status).toBe("failed");
  expect(reportsOf(outcome)[0]).toContain("bearer.(token)");
  expect(reportsOf(outcome).filter((report) => report.includes(TOKEN))).toEqual([]);
});
