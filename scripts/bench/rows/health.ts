import { startGateway } from "../gateway-process.ts";
import { inTemporaryFolder, Program } from "../processes.ts";
import { report } from "../result.ts";

const CONNECTIONS = 64;
const SECONDS = 5;

await inTemporaryFolder(async (folder) => {
  const gateway = await startGateway(folder);
  const load = Program.start("http-load.ts", [gateway.port, "/health", CONNECTIONS, SECONDS]);
  const { perSecond } = await load.next<{ perSecond: number }>();
  await gateway.end();
  report({
    row: "/health",
    figures: [{ name: `${CONNECTIONS} connections`, value: perSecond, unit: "requests/s", target: { at: "least", value: 50_000 } }],
  });
});
process.exit(0);
