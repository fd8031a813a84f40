import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { Cluster } from "../testing/cluster.ts";
import { runCommand } from "../testing/command.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

/** A backup of a node that has some entries. */
async function backup(folder: string): Promise<{ file: string; revision: number; args: string[] }> {
  const node = await NodeProcess.start({ dataDir: join(folder, "old"), args: ["--bootstrap", "--log-level", "warn"] });
  onTestFinished(() => node.kill());
  for (const key of ["a", "b", "c"]) await rest(node.address, "PUT", kv("t:x", key), { body: { value: key } });
  await rest(node.address, "DELETE", kv("t:x", "b"));
  const file = join(folder, "backup.db");
  const { code, stdout } = await runCommand(["backup", file, "--url", node.address]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^.*backup\.db: revision 4, \d+ records, verified\n$/)]);
  await node.kill();
  const args = ["restore", file, "--data-dir", join(folder, "new"), "--node-id", "r1", "--listen", "127.0.0.1:4109"];
  return { file, revision: 4, args };
}

test("a backup begins another cluster, with every entry as it was, at a revision that was never there", async () => {
  const folder = await temporaryFolder();
  const { args, revision } = await backup(folder);
  const restored = await runCommand(args);
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(restored.stdout).toContain(`Start it: npm run concordance -- --data-dir ${join(folder, "new")} --listen 127.0.0.1:4109\n`);
  const node = await NodeProcess.start({ dataDir: join(folder, "new"), args: ["--log-level", "warn"] });
  onTestFinished(() => node.kill());
  await expect.poll(async () => (await rest(node.address, "GET", "/api/v1/ready")).status, { timeout: 100_000 }).toBe(200);
  const { body } = await rest(node.address, "GET", kv("t:x"));
  expect(body).toMatchObject({
    revision: revision + LIMITS.restoreRevisions,
    items: [
      { key: "a", version: 1 },
      { key: "c", version: 1 },
    ],
  });
  expect((await rest(node.address, "GET", `/api/v1/changes?namespace=t:x&since=${revision}`)).status).toBe(410);
  // The tombstone came along.
  expect((await rest(node.address, "PUT", kv("t:x", "b"), { body: { value: 1 } })).body).toMatchObject({ version: 3 });
});

test("other nodes join the cluster that was restored, and get all of it", async () => {
  const folder = await temporaryFolder();
  const { args } = await backup(folder);
  await runCommand(args);
  const first = await NodeProcess.start({ dataDir: join(folder, "new"), args: ["--log-level", "warn"] });
  onTestFinished(() => first.kill());
  const second = await NodeProcess.start({ dataDir: join(folder, "second"), args: ["--join", first.address, "--log-level", "warn"] });
  onTestFinished(() => second.kill());
  await expect
    .poll(async () => (await rest(second.address, "GET", kv("t:x"))).body, { timeout: 100_000 })
    .toMatchObject({ items: [{ key: "a" }, { key: "c" }] });
});

test("a backup that is damaged anywhere makes no node", async () => {
  const folder = await temporaryFolder();
  const { file, args } = await backup(folder);
  const whole = join(folder, "whole.db");
  await copyFile(file, whole);
  const bytes = await readFile(whole);
  for (const at of [20, Math.floor(bytes.length / 2), bytes.length - 40]) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 0xff;
    await writeFile(file, flipped);
    const { code, stderr } = await runCommand(args);
    // Pages have room that nothing is in.
    if (code === 0) continue;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^backup\.db .*\n$/)]);
  }
  await copyFile(whole, file);
  await truncate(file, bytes.length - 1);
  expect(await runCommand(args)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^backup\.db is damaged: .*\n$/) });
  await writeFile(file, "no backup");
  expect(await runCommand(args)).toMatchObject({ code: 1, stderr: "backup.db is no SQLite file.\n" });
});

test("what is there already is not written over", async () => {
  const folder = await temporaryFolder();
  const { file, args } = await backup(folder);
  expect(await runCommand(["backup", file])).toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
  await runCommand(args);
  expect(await runCommand(args)).toMatchObject({ code: 1, stderr: expect.stringContaining("has the node r1 already") });
});

test("a backup that cannot be had or written leaves nothing behind", async () => {
  const folder = await temporaryFolder();
  const cluster = await Cluster.start({ folder: join(folder, "nodes"), nodes: 1, env: { CONCORDANCE_AGENT_API_KEY: "agent" } });
  onTestFinished(() => cluster.end());
  const url = cluster.addresses.join(",");
  await mkdir(join(folder, "to"));
  const file = join(folder, "to", "backup.db");
  expect(await runCommand(["backup", file, "--url", url, "--api-key", "agent"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^READ_ONLY: .*\n$/),
  });
  expect(await runCommand(["backup", join(folder, "nowhere", "b.db"), "--url", url])).toMatchObject({ code: 1 });
  expect(await readdir(join(folder, "to"))).toEqual([]);
});

test("an option of restore that is missing or wrong is told", async () => {
  const options = ["--data-dir", "d", "--node-id", "r1", "--listen", "127.0.0.1:1"];
  for (const at of [0, 2, 4]) {
    const { code, stderr } = await runCommand(["restore", "f", ...options.toSpliced(at, 2)]);
    expect([code, stderr]).toEqual([64, expect.stringContaining(`${options[at]} is missing.`)]);
  }
  expect((await runCommand(["restore", "f", ...options.with(3, "a b")])).code).toBe(64);
  expect((await runCommand(["restore", "f", ...options.with(5, "nowhere")])).code).toBe(64);
  expect(await runCommand(["restore", "f", ...options])).toEqual({ code: 1, stdout: "", stderr: "f is not there.\n" });
});
