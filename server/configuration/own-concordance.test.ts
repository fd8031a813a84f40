import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { until } from "../testing/concordance-process.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ownKeys } from "./own-keys.ts";

/** The ids of the processes that serve a data folder. */
async function childrenOf(dataDir: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (command.split("\0").includes(join(dataDir, "concordance"))) found.push(Number(name));
  }
  return found;
}

/** Asks as often as it takes until the store has started: a busy machine may need longer than a call waits. */
async function preferences(gateway: GatewayProcess, patch?: object): Promise<unknown> {
  let body: unknown;
  await until("the store answers", async () => {
    const response = await request(gateway, patch);
    body = await response.json();
    if (response.status !== 503) expect(response.status).toBe(200);
    return response.status === 200;
  });
  return (body as { preferences: unknown }).preferences;
}

function request(gateway: GatewayProcess, patch?: object): Promise<Response> {
  return fetch(`${gateway.url}/api/v1/me/preferences`, {
    method: patch === undefined ? "GET" : "PATCH",
    ...(patch === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify({ preferences: patch }) }),
  });
}

test("a gateway has no Concordance until it needs one; it ends with it in order, and what was written is there again", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  expect(await (await fetch(`${gateway.url}/ready`)).json()).toMatchObject({
    checks: expect.arrayContaining([expect.objectContaining({ name: "configuration store", status: "ok", required: false })]),
  });
  expect(await readdir(dataDir)).not.toContain("concordance");
  expect(await preferences(gateway, { theme: "dark" })).toEqual({ theme: "dark" });
  expect(await childrenOf(dataDir)).toHaveLength(1);
  const began = performance.now();
  expect(await gateway.end("SIGTERM")).toBe(0);
  expect(performance.now() - began).toBeLessThan(8000);
  expect(await childrenOf(dataDir)).toEqual([]);
  await gateway.restart();
  expect(await preferences(gateway)).toEqual({ theme: "dark" });
});

test("when the gateway is killed, its Concordance ends too, and the next gateway has what was written", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  for (let round = 1; round <= 3; round += 1) {
    expect(await preferences(gateway, { round })).toEqual({ round });
    await gateway.kill();
    // The one of before may still hold the folder when the next one is needed.
    await gateway.restart();
    expect(await preferences(gateway)).toEqual({ round });
  }
  await gateway.kill();
  await until("nothing is left", async () => (await childrenOf(dataDir)).length === 0);
});

test("a Concordance that is killed is started again, and the gateway goes on with it", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  for (let round = 1; round <= 3; round += 1) {
    expect(await preferences(gateway, { round })).toEqual({ round });
    const [child = 0] = await childrenOf(dataDir);
    process.kill(child, "SIGKILL");
    await until("there is another one", async () => {
      const [next] = await childrenOf(dataDir);
      return next !== undefined && next !== child;
    });
  }
  expect(await preferences(gateway)).toEqual({ round: 3 });
  await until("it is in the log", () => gateway.output.some((line) => line.includes("it is started again")));
});

test("one that hangs is killed with the gateway, within its time", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  await preferences(gateway, { theme: "dark" });
  const [child = 0] = await childrenOf(dataDir);
  process.kill(child, "SIGSTOP");
  expect(await gateway.end("SIGTERM")).toBe(0);
  expect(await childrenOf(dataDir)).toEqual([]);
});

test("its keys are made once, for its owner's eyes, and stand in no command line", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir, env: { CONCORDANCE_API_KEY: "of-another-store" } });
  await preferences(gateway, { theme: "dark" });
  const path = join(dataDir, "concordance-keys.json");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const keys = await ownKeys(path);
  expect(new Set(Object.values(keys)).size).toBe(3);
  const [child = 0] = await childrenOf(dataDir);
  const command = await readFile(`/proc/${child}/cmdline`, "utf8");
  for (const key of Object.values(keys)) expect(command).not.toContain(key);
  await gateway.end("SIGTERM");
  for (const key of Object.values(keys)) expect(gateway.output.join("\n") + gateway.errors).not.toContain(key);
});

test.each(["", "nonsense", "null", "{}", '{"apiKey":"a","agentKey":"b"}', '{"apiKey":"a b","agentKey":"c","peerKey":"d"}'])(
  "a file of keys that holds %j is neither used nor overwritten",
  async (text) => {
    const dataDir = await temporaryFolder();
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, "concordance-keys.json");
    await writeFile(path, text);
    await expect(ownKeys(path)).rejects.toThrow(/damaged/);
    expect(await readFile(path, "utf8")).toBe(text);
  },
);

test("with a damaged file of keys, sessions go on, and configuration is said not to be there", async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, "concordance-keys.json"), "nonsense");
  const gateway = await GatewayProcess.start({ dataDir });
  const refused = await request(gateway);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, "CONFIG_UNAVAILABLE"]);
  const created = await fetch(`${gateway.url}/api/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ agentType: "echo" }),
  });
  expect(created.status).toBe(201);
  await until("it is in the log", () => gateway.output.some((line) => line.includes("is damaged. Remove it")));
});
