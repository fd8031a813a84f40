import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { DurableEvent } from "../../generated/gateway/types.ts";
import { changeRows, registryPath, sessionPath } from "../testing/disk-state.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";
import { TestIssuer } from "../testing/test-issuer.ts";

/** Puts bytes that mean nothing in the place of a file's. */
const garble = async (path: string) => writeFile(path, randomBytes((await stat(path)).size));

/** What can happen to a database, and what the log says of it. */
const DAMAGE: [string, (path: string) => Promise<void>, RegExp][] = [
  ["garbage", garble, /not a database/],
  ["cut off", async (path) => truncate(path, Math.floor((await stat(path)).size / 2)), /malformed/],
  ["empty", async (path) => truncate(path, 0), /file is empty/],
  ["of a newer version", async (path) => changeRows(path, "PRAGMA user_version = 999"), /of version 999.*newer program/],
];

/** What no client may be told. */
const INTERNALS = /sqlite|database|malformed|schema|version|pragma|\.db\b|node:|\.ts\b|\/\w+\/\w+\//i;

/** A tenant with one person, and two sessions that have had a turn, with what was heard of them. */
interface Tenant {
  token: string;
  sessions: [string, string];
  logs: Map<string, DurableEvent[]>;
}

/** A gateway with two tenants, and what it says of the one whose database is broken. */
class Stage {
  readonly dataDir: string;
  readonly gateway: GatewayProcess;
  readonly acme: Tenant;
  readonly globex: Tenant;

  private constructor(dataDir: string, gateway: GatewayProcess, acme: Tenant, globex: Tenant) {
    this.dataDir = dataDir;
    this.gateway = gateway;
    this.acme = acme;
    this.globex = globex;
  }

  static async set(): Promise<Stage> {
    const [issuer, dataDir] = [await TestIssuer.start(), await temporaryFolder()];
    const gateway = await GatewayProcess.start({ dataDir, env: { DEV_MODE: "false", AUTH_URL: issuer.url, HOST: "127.0.0.1" } });
    const tenant = async (tenantId: string): Promise<Tenant> => {
      const token = await issuer.token({ tenant_id: tenantId });
      const client = await TestClient.connect(gateway.url, token);
      const sessions: [string, string] = [await client.createSession(), await client.createSession()];
      const logs = new Map<string, DurableEvent[]>();
      for (const sessionId of sessions) logs.set(sessionId, await turnIn(client, sessionId));
      await client.close();
      return { token, sessions, logs };
    };
    return new Stage(dataDir, gateway, await tenant("acme"), await tenant("globex"));
  }

  connect({ token }: Tenant): Promise<TestClient> {
    return TestClient.connect(this.gateway.url, token);
  }

  /** Asks by REST, as acme. */
  async request(method: string, path: string, body?: object): Promise<{ status: number; reply: string }> {
    const headers = { authorization: `Bearer ${this.acme.token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const answer = await fetch(`${this.gateway.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, reply: await answer.text() };
  }

  /** What the log says of acme, or of one of its sessions. */
  reasons(sessionId?: string): string[] {
    return this.gateway.output
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { tenantId?: string; sessionId?: string; error?: { message: string }; reason?: string })
      .filter((line) => line.tenantId === "acme" && (sessionId === undefined || line.sessionId === sessionId))
      .flatMap(({ error, reason }) => [error?.message ?? reason ?? []].flat());
  }

  /** Everything that globex had is there, and goes on. */
  async checkGlobex(): Promise<void> {
    const client = await this.connect(this.globex);
    expect((await client.request({ type: "list_sessions" }, "session_list")).sessions).toHaveLength(2);
    for (const sessionId of this.globex.sessions) await goesOn(client, sessionId, this.globex);
    await client.close();
    expect((await fetch(`${this.gateway.url}/health`)).status).toBe(200);
  }
}

/** A session has what was heard of it, and takes another turn. */
async function goesOn(client: TestClient, sessionId: string, { logs }: Tenant): Promise<void> {
  const before = logs.get(sessionId) ?? [];
  expect((await turnIn(client, sessionId)).slice(0, before.length)).toEqual(before);
  await client.request({ type: "leave_session", sessionId }, "ack");
}

/** Runs a turn in a session, and returns the whole log. */
async function turnIn(client: TestClient, sessionId: string): Promise<DurableEvent[]> {
  await client.join(sessionId, { afterSeq: 0 });
  expect((await client.runTurn(sessionId, "hello")).type).toBe("turn_complete");
  return client.eventsOf(sessionId);
}

/** Asks for a WebSocket, and returns the refusal. */
async function refusedUpgrade(url: string, token: string): Promise<{ status: number | undefined; reply: string }> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { headers: { authorization: `Bearer ${token}` } });
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  return { status: response.statusCode, reply: await text(response) };
}

function expectInternal(replies: readonly { status?: number | undefined; reply: string }[]): void {
  for (const { status, reply } of replies) {
    expect(status ?? 500, reply).toBe(500);
    expect(JSON.parse(reply)).toMatchObject({ code: "INTERNAL" });
    expect(reply).not.toMatch(INTERNALS);
  }
}

/** Moves a database aside; what is returned puts it back in the place of whatever is there then. */
async function aside(path: string): Promise<() => Promise<void>> {
  const files = ["", "-wal", "-shm"].map((suffix) => path + suffix).filter(existsSync);
  await Promise.all(files.map((file) => rename(file, `${file}.aside`)));
  return async () => {
    for (const suffix of ["", "-wal", "-shm"]) await rm(path + suffix, { force: true });
    await Promise.all(files.map((file) => rename(`${file}.aside`, file)));
  };
}

test.each(DAMAGE)("a registry that is %s keeps its own tenant out, and nobody else", async (_name, damage, reason) => {
  const stage = await Stage.set();
  const { gateway, acme } = stage;
  await gateway.end("SIGTERM");
  const path = registryPath(stage.dataDir, "acme");
  await copyFile(path, `${path}.backup`);
  await damage(path);
  const damaged = await readFile(path);
  await gateway.restart();
  await expect.poll(() => stage.reasons(), { interval: 5 }).toEqual([expect.stringMatching(reason)]);

  const client = TestClient.open(gateway.url);
  await client.next("welcome");
  expectInternal([
    await stage.request("GET", "/sessions"),
    await stage.request("POST", "/sessions", { agentType: "echo" }),
    await stage.request("GET", `/sessions/${acme.sessions[0]}`),
    await refusedUpgrade(gateway.url, acme.token),
    { reply: JSON.stringify(await client.request({ type: "authenticate", token: acme.token }, "error")) },
  ]);
  // Why each of them failed is logged, with the tenant.
  await expect.poll(() => stage.reasons().length, { interval: 5 }).toBeGreaterThanOrEqual(6);
  for (const said of stage.reasons()) expect(said).toMatch(reason);
  await stage.checkGlobex();
  expect(await readFile(path)).toEqual(damaged);

  // Mended, it is found again, without a restart.
  await copyFile(`${path}.backup`, path);
  const again = await stage.connect(acme);
  for (const sessionId of acme.sessions) await goesOn(again, sessionId, acme);
});

test.each(DAMAGE)("a session database that is %s is lost to its own session, and to no other", async (_name, damage, reason) => {
  const stage = await Stage.set();
  const { gateway, acme } = stage;
  const [broken, whole] = acme.sessions;
  await gateway.end("SIGTERM");
  const path = sessionPath(stage.dataDir, broken);
  await copyFile(path, `${path}.backup`);
  await damage(path);
  const damaged = await readFile(path);
  await gateway.restart();

  const client = await stage.connect(acme);
  const messages = [
    { type: "join_session" },
    { type: "run_turn", text: "hello" },
    { type: "get_events" },
    { type: "get_history" },
    { type: "list_files" },
    { type: "rename_session", name: "new" },
  ];
  const replies: { status?: number; reply: string }[] = [];
  for (const message of messages) {
    replies.push({ reply: JSON.stringify(await client.request({ sessionId: broken, ...message }, "error")) });
  }
  for (const rest of ["", "/events", "/messages", "/files", "/export"]) {
    replies.push(await stage.request("GET", `/sessions/${broken}${rest}`));
  }
  replies.push(await stage.request("POST", `/sessions/${broken}/turns`, { text: "hello" }));
  expectInternal(replies);
  await expect.poll(() => stage.reasons(broken).length, { interval: 5 }).toBeGreaterThanOrEqual(messages.length);
  for (const said of stage.reasons(broken)) expect(said).toMatch(reason);
  expect(stage.reasons(whole)).toEqual([]);

  expect((await client.request({ type: "list_sessions" }, "session_list")).sessions.map(({ id }) => id).sort()).toEqual(
    acme.sessions.toSorted(),
  );
  await goesOn(client, whole, acme);
  await turnIn(client, await client.createSession());
  await stage.checkGlobex();
  expect(await readFile(path)).toEqual(damaged);

  // Mended, it is found again, without a restart.
  await copyFile(`${path}.backup`, path);
  await goesOn(await stage.connect(acme), broken, acme);
});

test("databases that break while they are in use cost nobody else anything, and nobody is told more than that", async () => {
  const stage = await Stage.set();
  const { gateway, dataDir, acme } = stage;
  const client = await stage.connect(acme);
  await client.join(acme.sessions[0]);
  await client.request({ type: "list_sessions" }, "session_list");
  await garble(sessionPath(dataDir, acme.sessions[0]));
  await garble(registryPath(dataDir, "acme"));
  const messages = [{ type: "list_sessions" }, { type: "create_session", agentType: "echo" }, { type: "manage_members", action: "list" }];
  const perSession = ["get_events", "get_history", "list_files", "join_session"].flatMap((type) =>
    acme.sessions.map((sessionId) => ({ type, sessionId })),
  );
  const replies: { reply: string }[] = [];
  for (const message of [...messages, ...perSession]) replies.push({ reply: JSON.stringify(await client.ask(message)) });
  for (const path of ["/sessions", `/sessions/${acme.sessions[0]}/events`, `/sessions/${acme.sessions[1]}/messages`]) {
    replies.push(await stage.request("GET", path));
  }
  const failed = replies.filter(({ reply }) => "code" in (JSON.parse(reply) as object));
  expectInternal(failed);
  // What is remembered may still be answered; what has to be read cannot, or this test has shown nothing.
  expect(failed.length).toBeGreaterThan(0);
  await stage.checkGlobex();
  expect(await gateway.end("SIGTERM")).toBe(0);
});

test.each<[string, (dataDir: string, sessionId: string) => string]>([
  ["its session's database", sessionPath],
  ["its tenant's registry", (dataDir) => registryPath(dataDir, "acme")],
])("a turn that was cut off by a kill stands in the log once %s, which was broken at the restart, is mended", async (_name, pathOf) => {
  const stage = await Stage.set();
  const { gateway, acme } = stage;
  const client = await stage.connect(acme);
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
  await client.next("permission_requested");
  await gateway.kill();
  const seen = client.eventsOf(sessionId);

  const path = pathOf(stage.dataDir, sessionId);
  const putBack = await aside(path);
  await writeFile(path, randomBytes(20_000));
  await gateway.restart();
  await expect.poll(() => stage.reasons(), { interval: 5 }).toContainEqual(expect.stringMatching(/not a database/));
  expectInternal([await stage.request("GET", `/sessions/${sessionId}/events`)]);
  await stage.checkGlobex();

  expect(await gateway.end("SIGTERM")).toBe(0);
  await putBack();
  await gateway.restart();
  const again = await stage.connect(acme);
  await again.join(sessionId, { afterSeq: 0 });
  const log = again.eventsOf(sessionId);
  expect(log.slice(0, seen.length)).toEqual(seen);
  expect(log).toContainEqual(expect.objectContaining({ type: "turn_error", code: "GATEWAY_RESTARTED" }));
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
});
