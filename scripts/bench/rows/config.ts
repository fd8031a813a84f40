import { Cluster } from "../../../concordance/testing/cluster.ts";
import { AcpClient } from "../acp-client.ts";
import { startGateway } from "../gateway-process.ts";
import { inTemporaryFolder } from "../processes.ts";
import { type Figure, percentile, report } from "../result.ts";
import { rate } from "../stores/measure.ts";

/* `config/*` through one gateway, with a Concordance of three nodes behind it. */

const SECONDS = 4;
const WARM_SECONDS = 2;
const KEYS = 100;
const CHANGES = 500;
const TARGET = { scope: "tenant" };

const figures = await inTemporaryFolder((folder) =>
  inTemporaryFolder(async (clusterFolder) => {
    const cluster = await Cluster.start({ folder: clusterFolder, nodes: 3 });
    const gateway = await startGateway(folder, 0, { CONCORDANCE_URL: cluster.addresses.map((address) => `http://${address}`).join(",") });
    try {
      return await measured(gateway.port);
    } finally {
      await gateway.end();
      await cluster.end();
    }
  }),
);
report({ row: "config", figures });
process.exit(0);

async function measured(port: number) {
  const client = await AcpClient.connect(port);
  for (let key = 0; key < KEYS; key++) await client.call("config/set", { ...TARGET, key: `key-${key}`, value: { number: key } });
  const get = (key: string) => client.call("config/get", { ...TARGET, key: `key-${Number(key.split("-")[1]) % KEYS}` });
  await rate(64, WARM_SECONDS, get);
  const one = await rate(1, SECONDS, get);
  const many = await rate(64, SECONDS, get);
  const heard = await setToUpdate(port, client);
  client.close();
  return [
    { name: "config/get, one after the other, p50", value: one.p50, unit: "ms", target: { at: "most", value: 1 } },
    { name: "config/get, 64 at a time on one connection", value: many.perSecond, unit: "/s", target: { at: "least", value: 20_000 } },
    { name: "config/get, 64 at a time, p99", value: many.p99, unit: "ms" },
    {
      name: "config/set to another client's config/update, p50",
      value: percentile(heard, 0.5),
      unit: "ms",
      target: { at: "most", value: 5 },
    },
    { name: "config/set to another client's config/update, p99", value: percentile(heard, 0.99), unit: "ms" },
  ] satisfies Figure[];
}

/** From the call of a set to the update at another client, one at a time. Times in ms. */
async function setToUpdate(port: number, writer: AcpClient): Promise<number[]> {
  const watcher = await AcpClient.connect(port);
  await watcher.call("config/subscribe", TARGET);
  const times: number[] = [];
  let arrived = Promise.withResolvers<void>();
  watcher.onNotification = () => arrived.resolve();
  for (let change = 0; change < CHANGES; change++) {
    arrived = Promise.withResolvers();
    const start = performance.now();
    const written = writer.call("config/set", { ...TARGET, key: `key-${change % KEYS}`, value: { change } });
    await arrived.promise;
    times.push(performance.now() - start);
    await written;
  }
  watcher.close();
  return times;
}
