import { expect, onTestFinished, test } from "vitest";
import { readSpec } from "../runner/spec.ts";
import { ConcordanceCluster, KEYS } from "../target/concordance-cluster.ts";
import { GatewayServer } from "../target/gateway-server.ts";
import { runConcordance, runGateway, type SurfaceVerdicts } from "./run.ts";

const { gateway, concordance } = await readSpec();
/** What must at least have been tried on each surface: that nothing failed says little if nothing was tried. */
const AT_LEAST = { ws: 1000, acp: 600, "gateway-rest": 700, stream: 600, "concordance-rest": 400 };

function expectPassed(found: readonly SurfaceVerdicts[]): void {
  for (const { surface, verdicts } of found) {
    process.stdout.write(`${surface}: ${verdicts.length} cases\n`);
    expect(verdicts.filter(({ verdict }) => verdict === "failed")).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(AT_LEAST[surface]);
  }
}

test("a gateway refuses whatever breaks a rule of a field, names it, and goes on; it accepts what only just keeps it", async () => {
  const server = await GatewayServer.start([process.execPath, "server/main.ts"], { DEV_MODE: "true" });
  onTestFinished(() => server.end());
  expectPassed(await runGateway(gateway, { url: server.process.url, token: null }));
});

test("a node of Concordance does the same", async () => {
  const cluster = await ConcordanceCluster.start([process.execPath, "concordance/main.ts"], 1);
  onTestFinished(() => cluster.end());
  expectPassed(await runConcordance(concordance, { url: await cluster.url(1), token: KEYS.full }));
});
