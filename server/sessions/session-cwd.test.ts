import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { REGISTRY_MIGRATIONS } from "../storage/schema.ts";
import { openTestStorage } from "../storage/testing/test-storage.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import { fromRow, insertSession, newRecord, type SessionRow, toSession } from "./session-record.ts";

const TENANT = "dev";
const registry = { kind: "registry", tenantId: TENANT } as const;
const session = (id: string, cwd: string | null, updatedAt = 1) =>
  newRecord(id, { agentType: "echo", name: "Test", projectId: null, metadata: {}, cwd, createdBy: "ada" }, updatedAt);

test("a session keeps the folder that it was opened for, and one without says nothing of it", async () => {
  const { storage } = await openTestStorage();
  await storage.transact(registry, [insertSession(session("a", "/home/ada/überall 💡")), insertSession(session("b", null))]);
  const rows = await storage.query<SessionRow>(registry, "SELECT * FROM sessions ORDER BY id", []);
  const [withFolder, without] = rows.map((row) => toSession(fromRow(row)));
  expect(withFolder?.cwd).toBe("/home/ada/überall 💡");
  expect(without).not.toHaveProperty("cwd");
});

test("lists can be narrowed to one folder, exactly, page by page, and archived sessions stay out of them", async () => {
  const stored = await openTestStorage();
  const folders = ["/home/ada", "/home/ada/", "/home/ada/x", "/home/ADA", null];
  const ids = folders.flatMap((cwd, index) =>
    [1, 2, 3].map((count) => [`${index}${count}000000-0000-4000-8000-000000000000`, cwd, count] as const),
  );
  await stored.storage.transact(
    registry,
    ids.map(([id, cwd, count]) => insertSession(session(id, cwd, count))),
  );
  await stored.storage.transact(registry, [{ sql: "UPDATE sessions SET archived = 1 WHERE id = ?", params: [ids[0]?.[0] ?? ""] }]);
  await stored.close();
  const gateway = await startTestGateway({ dataDir: stored.root });
  const client = await gateway.connect();
  const list = async (fields: object) => client.request({ type: "list_sessions", ...fields }, "session_list");
  const first = await list({ cwd: "/home/ada", limit: 1 });
  const second = await list({ cwd: "/home/ada", limit: 1, cursor: first.nextCursor });
  expect([...first.sessions, ...second.sessions].map(({ id, cwd }) => [id, cwd])).toEqual([
    [ids[2]?.[0], "/home/ada"],
    [ids[1]?.[0], "/home/ada"],
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await list({ cwd: "/home/ada", includeArchived: true })).sessions).toHaveLength(3);
  expect((await list({ cwd: "/home/a%" })).sessions).toEqual([]);
  expect((await list({})).sessions).toHaveLength(14);
});

test("sessions of a registry that an older version wrote have no folder, and new ones may have one", async () => {
  const first = await openTestStorage();
  const path = first.storage.layout.registry(TENANT);
  await mkdir(dirname(path), { recursive: true });
  const database = new Database(path);
  for (const step of REGISTRY_MIGRATIONS.slice(0, 2)) database.exec(step);
  database.exec(`INSERT INTO sessions (id, name, agent_type, metadata, created_by, created_at, updated_at, epoch)
    VALUES ('old', 'Old', 'echo', '{}', 'ada', 1, 1, 'e')`);
  database.pragma("user_version = 2");
  database.close();
  await first.storage.transact(registry, [insertSession(session("new", "/home/ada"))]);
  const rows = await first.storage.query<SessionRow>(registry, "SELECT * FROM sessions ORDER BY id", []);
  expect(rows.map(({ id, cwd }) => [id, cwd])).toEqual([
    ["new", "/home/ada"],
    ["old", null],
  ]);
});
