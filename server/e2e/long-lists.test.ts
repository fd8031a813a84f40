import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { changeRows, registryPath, sessionPath } from "../testing/disk-state.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const sizeOf = (list: unknown) => Buffer.byteLength(JSON.stringify(list));

test("a folder with far too many long names is listed as far as one reply goes", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  // As JSON each of these characters takes six bytes.
  const folder = join(gateway.dataDir, "sessions", sessionId, "workspace", "\u0001".repeat(200), "\u0002".repeat(200));
  await mkdir(folder, { recursive: true });
  const names = Array.from({ length: 2000 }, (_, index) => `${String(index).padStart(4, "0")}${"\u0003".repeat(200)}`);
  await Promise.all(names.map((name) => writeFile(join(folder, name), "")));
  const { entries } = await client.request({ type: "list_files", sessionId, depth: 10 }, "file_list");
  expect(sizeOf(entries)).toBeLessThan(LIMITS.listBytes + entries.length + 2);
  expect(sizeOf(entries)).toBeGreaterThan(LIMITS.listBytes - 10_000);
  expect(entries.map(({ path }) => path)).toEqual(entries.map(({ path }) => path).sort());
});

test("of a file with far too many versions the newest are listed, the oldest of them first", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  await client.join(sessionId);
  (await agents.next()).complete();
  await client.turnEnd(turnId);
  await client.request({ type: "get_events", sessionId }, "events");
  changeRows(
    sessionPath(gateway.dataDir, sessionId),
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
     INSERT INTO file_iterations (path, iteration, seq, ts, size, hash) SELECT 'file', i, i, 1700000000000, 10, '${"a".repeat(64)}' FROM n`,
  );
  const { iterations } = await client.request({ type: "file_history", sessionId, path: "file" }, "file_history");
  expect(sizeOf(iterations)).toBeLessThan(LIMITS.listBytes + iterations.length + 2);
  expect(iterations.at(-1)?.iteration).toBe(60_000);
  expect(iterations.map(({ iteration }) => iteration)).toEqual(iterations.map((_, index) => 60_000 - iterations.length + index + 1));
});

test("of far too many members the first are listed", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  changeRows(
    registryPath(gateway.dataDir, "acme"),
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
     INSERT INTO members (user_id, email, role, created_at, updated_at)
     SELECT printf('user-%05d', i), printf('user-%05d@example.com', i), 'member', 1900000000000 + i, 1900000000000 FROM n`,
  );
  const { members } = await owner.request({ type: "manage_members", action: "list" }, "member_list");
  expect(sizeOf(members)).toBeLessThan(LIMITS.listBytes + members.length + 2);
  expect(members.slice(0, 3).map(({ userId }) => userId)).toEqual(["ada", "user-00001", "user-00002"]);
  expect(await owner.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});
