import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { registryPath, sessionPath } from "../testing/disk-state.ts";
import { limitFiles, onLinux } from "../testing/file-limit.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";
import { makeKey, TestIssuer } from "../testing/test-issuer.ts";

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)?\\})? ([+-]?(?:\\d[\\d.]*(?:e[+-]?\\d+)?|Inf)|NaN)$`);
/** What the samples of a family may be called, beside its own name. */
const SUFFIXES: Record<string, readonly string[]> = {
  counter: [""],
  gauge: [""],
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["", "_sum", "_count"],
};

interface Family {
  help: string;
  type: string;
  /** Values by name and labels, as they are written. */
  samples: Map<string, number>;
}

/** Reads the text format of Prometheus, version 0.0.4; throws at whatever breaks its rules. */
function parseMetrics(text: string): Map<string, Family> {
  expect(text.endsWith("\n")).toBe(true);
  const families = new Map<string, Family>();
  let current = "";
  for (const line of text.split("\n").filter((line) => line !== "")) {
    const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === "HELP") {
      expect(families.has(name), line).toBe(false);
      families.set(name, { help: rest, type: "", samples: new Map() });
      current = name;
    } else if (keyword === "TYPE") {
      const family = families.get(name);
      expect([family?.type, current, Object.keys(SUFFIXES).includes(rest)], line).toEqual(["", name, true]);
      if (family !== undefined) family.type = rest;
    } else {
      const [, sample = "", labels = "", value = ""] = SAMPLE.exec(line) ?? expect.fail(`No sample: ${line}`);
      const { type = "", samples } = families.get(current) ?? expect.fail(`No family: ${line}`);
      expect(SUFFIXES[type]?.map((suffix) => current + suffix)).toContain(sample);
      const key = labels === "" ? sample : `${sample}{${labels}}`;
      expect(samples.has(key), line).toBe(false);
      samples.set(key, Number(value.replace("Inf", "Infinity")));
    }
  }
  return families;
}

async function metricsOf(url: string): Promise<Map<string, Family>> {
  return parseMetrics(await (await fetch(`${url}/metrics`)).text());
}

/** How much every sample of the gateway's own has grown since. */
function growth(before: Map<string, Family>, after: Map<string, Family>): Record<string, number> {
  const grown: Record<string, number> = {};
  for (const [name, { samples }] of after) {
    if (!name.startsWith("diminuendo_")) continue;
    for (const [key, value] of samples) {
      const difference = value - (before.get(name)?.samples.get(key) ?? 0);
      if (difference !== 0 && !/_(bucket|sum)\b/.test(key)) grown[key] = difference;
    }
  }
  return grown;
}

interface LogLine {
  level: string;
  time: string;
  msg: string;
  [field: string]: unknown;
}

/** The lines of the log. What else stands on standard output is the one line that says where the gateway listens. */
function logOf({ output }: GatewayProcess): LogLine[] {
  const lines = output.filter((line) => !/^Diminuendo listens on \S+( \(dev mode.*\))?$/.test(line));
  return lines.map((line) => JSON.parse(line) as LogLine);
}

/** A gateway that takes an issuer's tokens. */
async function startWithTokens(issuerUrl: string, dataDir: string): Promise<GatewayProcess> {
  return GatewayProcess.start({
    dataDir,
    env: { DEV_MODE: "false", AUTH_URL: issuerUrl, AUTH_AUDIENCE: "gateway", HOST: "127.0.0.1", LOG_LEVEL: "trace" },
  });
}

test("metrics are what Prometheus reads: every family has its help and type, every histogram adds up", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "hello");
  await fetch(`${gateway.url}/health`);
  const response = await fetch(`${gateway.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain\b/);
  const families = parseMetrics(await response.text());
  for (const [name, { help, type }] of families) expect([help, type], name).not.toContain("");
  for (const name of ["diminuendo_message_duration_seconds", "diminuendo_http_request_duration_seconds"]) {
    const { samples = new Map<string, number>() } = families.get(name) ?? {};
    const counts = [...samples].filter(([key]) => key.startsWith(`${name}_count`));
    expect(counts.length).toBeGreaterThan(0);
    for (const [key, count] of counts) {
      const label = /\{(.*)\}/.exec(key)?.[1] ?? "";
      const buckets = [...samples].filter(([bucket]) => bucket.startsWith(`${name}_bucket`) && bucket.includes(label));
      const values = buckets.map(([, value]) => value);
      expect(values).toEqual(values.toSorted((left, right) => left - right));
      expect(buckets.at(-1)).toEqual([expect.stringContaining('le="+Inf"'), count]);
    }
  }
});

test("whatever happens is counted, once, as what it was", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const [echo, coding] = [await client.createSession(), await client.createSession("coding-agent")];
  const before = await metricsOf(gateway.url);

  await Promise.all([client.ask({ type: "ping" }), client.ask({ type: "ping" })]);
  for (const sessionId of [echo, coding]) await client.join(sessionId);
  await client.refusal({ type: "join_session", sessionId: randomUUID() });
  await client.refusal({ type: "made_up_by_a_client" });
  client.sendRaw("{");
  await client.next("error", ({ code }) => code === "INVALID_JSON");
  await client.runTurn(echo, "hello");
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId: coding, text: "Write a greeting" }, "ack");
  await client.next("permission_requested");
  const waiting = growth(before, await metricsOf(gateway.url));
  expect(waiting).toMatchObject({ diminuendo_running_turns: 1 });
  await client.request({ type: "stop_turn", sessionId: coding }, "ack");
  await client.turnEnd(turnId);
  await client.next(
    "session_state",
    ({ sessionId, previous, status }) => sessionId === coding && previous === "running" && status === "ready",
  );
  const lost = await TestClient.connect(gateway.url);
  for (const path of ["/api/v1/sessions", "/api/v1/sessions", `/api/v1/sessions/${randomUUID()}`, "/health", "/nowhere"]) {
    await (await fetch(`${gateway.url}${path}`)).arrayBuffer();
  }
  const after = await metricsOf(gateway.url);

  const counted = (type: string, outcome: string, count: number) => [
    `diminuendo_messages_total{type="${type}",outcome="${outcome}"}`,
    count,
  ];
  const timed = (type: string, count: number) => [`diminuendo_message_duration_seconds_count{type="${type}"}`, count];
  const answered = (operation: string, status: number, count: number) => [
    [`diminuendo_http_requests_total{operation="${operation}",status="${status}"}`, count],
    [`diminuendo_http_request_duration_seconds_count{operation="${operation}"}`, count],
  ];
  expect(growth(before, after)).toEqual(
    Object.fromEntries([
      ["diminuendo_connections", 1],
      ["diminuendo_events_total", client.eventsOf(echo).length + client.eventsOf(coding).length],
      ['diminuendo_turns_total{agent_type="echo",outcome="ok"}', 1],
      ['diminuendo_turns_total{agent_type="coding-agent",outcome="stopped"}', 1],
      ...[counted("ping", "ok", 2), timed("ping", 2)],
      ...[counted("join_session", "ok", 2), counted("join_session", "SESSION_NOT_FOUND", 1), timed("join_session", 3)],
      ...[counted("run_turn", "ok", 2), timed("run_turn", 2), counted("stop_turn", "ok", 1), timed("stop_turn", 1)],
      ...[counted("", "INVALID_MESSAGE", 1), counted("", "INVALID_JSON", 1), timed("", 2)],
      ...answered("Sessions.list", 200, 2),
      ...answered("Sessions.read", 404, 1),
      ...answered("Operations.health", 200, 1),
      // The ones that were asked for here, but for the last, which is counted when it is answered.
      ...answered("Operations.metrics", 200, 2),
    ]),
  );
  // What clients make up is no label: there would be no end to them.
  expect(JSON.stringify([...after].map(([, { samples }]) => [...samples.keys()]))).not.toMatch(/made_up|[0-9a-f]{8}-[0-9a-f]{4}-/);

  await Promise.all([client.close(), lost.close()]);
  const connections = async () => (await metricsOf(gateway.url)).get("diminuendo_connections")?.samples.get("diminuendo_connections");
  await expect.poll(connections, { interval: 5 }).toBe(0);
});

/** In `/ready`: nobody has needed it yet. */
const NO_STORE = { name: "configuration store", status: "ok", required: false, latencyMs: expect.any(Number) };

onLinux("a disk without room makes the gateway not ready, says so wherever one may look, and takes it back when there is", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const storage = { name: "storage", status: "ok", required: true, latencyMs: expect.any(Number) };
  const ready = async () => {
    const response = await fetch(`${gateway.url}/ready`);
    return [response.status, await response.json()];
  };
  const stalled = async () => (await metricsOf(gateway.url)).get("diminuendo_storage_stalled")?.samples.get("diminuendo_storage_stalled");
  expect(await ready()).toEqual([200, { status: "ok", checks: [storage, NO_STORE] }]);
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
  const { requestId } = await client.next("permission_requested");
  expect(await stalled()).toBe(0);

  limitFiles(gateway.pid, 1);
  client.send({ type: "answer_question", sessionId, requestId, dismissed: true });
  await client.next("error");
  expect(await ready()).toEqual([503, { status: "failed", checks: [{ ...storage, status: "failed" }, NO_STORE] }]);
  expect(await stalled()).toBe(1);
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200);

  limitFiles(gateway.pid, "unlimited");
  await client.next("approval_resolved");
  expect(await ready()).toEqual([200, { status: "ok", checks: [storage, NO_STORE] }]);
  expect(await stalled()).toBe(0);
  await expect
    .poll(() => logOf(gateway).map(({ level, msg, dependency }) => [level, msg, dependency]), { interval: 5 })
    .toEqual(
      expect.arrayContaining([
        ["error", "there is no room on the disk; events wait", undefined],
        ["warn", "a dependency is not there", "storage"],
        ["info", "there is room on the disk again", undefined],
      ]),
    );
});

test("a disk that does not answer makes the gateway not ready within seconds, and it lives all the while", async () => {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  const sessionId = await (await TestClient.connect(gateway.url)).createSession();
  // Reading it takes until someone writes to it.
  const parked = join(dirname(sessionPath(dataDir, sessionId)), "parked.journal");
  await gateway.end("SIGTERM");
  await mkdir(dirname(parked), { recursive: true });
  execFileSync("mkfifo", [parked]);
  await gateway.restart();
  const client = await TestClient.connect(gateway.url);
  const joined = client.join(sessionId);
  let body: unknown;
  const ready = async () => {
    const response = await fetch(`${gateway.url}/ready`);
    body = await response.json();
    return response.status;
  };
  await expect.poll(ready, { interval: 5, timeout: 10_000 }).toBe(503);
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  expect(await (await TestClient.connect(gateway.url)).ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect(body).toEqual({
    status: "failed",
    checks: [{ name: "storage", status: "failed", required: true, latencyMs: expect.any(Number) }, NO_STORE],
  });
  const [{ latencyMs }] = (body as { checks: [{ latencyMs: number }] }).checks;
  expect([latencyMs > 1000, latencyMs < 5000]).toEqual([true, true]);
  await writeFile(parked, "");
  await joined;
  expect(await ready()).toBe(200);
});

test("whether it lives, is ready and what it counts is told without a token, and with any, even when nobody can be let in", async () => {
  const issuer = await TestIssuer.start();
  await issuer.stop();
  const gateway = await startWithTokens(issuer.url, await temporaryFolder());
  for (const headers of [{}, { authorization: "Bearer nonsense" }, { authorization: "\t" }] as Record<string, string>[]) {
    for (const path of ["/health", "/ready", "/metrics", "/api/v1/openapi.json"]) {
      const id = randomUUID();
      const response = await fetch(gateway.url + path, { headers: { ...headers, "x-request-id": id } });
      expect([path, response.status, response.headers.get("x-request-id")]).toEqual([path, 200, id]);
    }
  }
  const refused = await fetch(`${gateway.url}/api/v1/sessions`, { headers: { "x-request-id": "my-request" } });
  expect([refused.status, refused.headers.get("x-request-id")]).toEqual([401, "my-request"]);
  expect(await refused.json()).toMatchObject({ code: "UNAUTHENTICATED", instance: "my-request" });
});

test("the log is a JSON object a line that says whose it is about, and holds no token, whichever way it came", async () => {
  const issuer = await TestIssuer.start();
  const dataDir = await temporaryFolder();
  const gateway = await startWithTokens(issuer.url, dataDir);
  const audience = { aud: "gateway" };
  const good = await issuer.token(audience);
  // Whoever has this one meets an error of the gateway itself, of which the log tells at length.
  const unlucky = await issuer.token({ ...audience, sub: "eve", tenant_id: "globex" });
  await mkdir(dirname(registryPath(dataDir, "globex")), { recursive: true });
  await writeFile(registryPath(dataDir, "globex"), "this is no database".repeat(100));
  const bad = [
    await issuer.token({ ...audience, sub: "late" }, { expiresIn: -60 }),
    await issuer.token({ ...audience, sub: "forged" }, { key: await makeKey("ES256") }),
    await issuer.token({ aud: "elsewhere" }),
    await issuer.token({ ...audience, tenant_id: "../acme" }),
    "sk-live-0123456789abcdef",
  ];

  const first = await TestClient.connect(gateway.url, good);
  const [whole, broken] = [await first.createSession(), await first.createSession()];
  await gateway.end("SIGTERM");
  await mkdir(dirname(sessionPath(dataDir, broken)), { recursive: true });
  await writeFile(sessionPath(dataDir, broken), "this is no database".repeat(100));
  await gateway.restart();
  const client = await TestClient.connect(gateway.url, good);
  await client.join(whole);
  const { turnId } = await client.runTurn(whole, "hello");
  expect(await client.refusal({ type: "get_events", sessionId: broken })).toBe("INTERNAL");

  const verdicts = new Set<string>();
  for (const token of [good, unlucky, ...bad]) {
    for (const way of [
      TestClient.open(gateway.url, { authorization: `Bearer ${token}` }),
      TestClient.open(gateway.url, {}, ["diminuendo.v1", `bearer.${token}`]),
      TestClient.open(gateway.url, { origin: "https://evil.example", authorization: `Bearer ${token}` }),
    ]) {
      await Promise.race([way.closed, way.next("authenticated")]);
    }
    const asked = TestClient.open(gateway.url);
    await asked.next("welcome");
    const verdict = await asked.ask({ type: "authenticate", token });
    verdicts.add("code" in verdict ? verdict.code : verdict.type);
    asked.send({ type: "authenticate", token: [token] });
    asked.send({ type: token });
    asked.sendRaw(`{"type":"authenticate","token":"${token}"`);
    await asked.next("error", ({ code }) => code === "INVALID_JSON");
    const headers = { authorization: `Bearer ${token}`, "x-request-id": "my-request" };
    for (const path of ["sessions", `sessions/${broken}/events`, "nowhere"]) {
      await fetch(`${gateway.url}/api/v1/${path}`, { headers });
      await fetch(`${gateway.url}/api/v1/${path}?token=${token}`, { method: "POST", headers, body: token });
    }
    // Who has guessed too often is not heard; these guesses are to be heard.
    await gateway.end("SIGTERM");
    await gateway.restart();
  }
  expect(verdicts).toEqual(new Set(["authenticated", "INTERNAL", "AUTH_FAILED"]));
  expect(await gateway.end("SIGTERM")).toBe(0);

  const log = logOf(gateway);
  for (const line of log) {
    expect(line).toEqual(expect.objectContaining({ level: expect.any(String), msg: expect.any(String) }));
    expect(line.time).toBe(new Date(line.time).toISOString());
  }
  const turn = { tenantId: "acme", sessionId: whole, turnId };
  expect(log).toContainEqual(expect.objectContaining({ ...turn, msg: "a turn started" }));
  expect(log).toContainEqual(expect.objectContaining({ ...turn, msg: "a turn ended", outcome: "ok" }));
  const message = { tenantId: "acme", userId: "ada", clientId: expect.any(String), messageType: "get_events", sessionId: broken };
  expect(log).toContainEqual(
    expect.objectContaining({ ...message, level: "error", error: expect.objectContaining({ failure: "corrupt" }) }),
  );
  expect(log).toContainEqual(expect.objectContaining({ level: "error", messageType: "authenticate", clientId: expect.any(String) }));
  const request = { requestId: "my-request", tenantId: "acme", userId: "ada", sessionId: broken };
  expect(log).toContainEqual(
    expect.objectContaining({ ...request, level: "error", error: expect.objectContaining({ failure: "corrupt" }) }),
  );
  expect(log).toContainEqual(expect.objectContaining({ level: "warn", tenantId: "globex" }));

  const written = gateway.output.join("\n") + gateway.errors;
  for (const token of [good, unlucky, ...bad]) {
    // A JWT's header is the same in all of them; what gives it its worth is the rest.
    for (const part of token.split(".").slice(-2)) expect(written.includes(part), token).toBe(false);
  }
});

test("an issuer of tokens that is not there is said so, and whoever was let in before goes on", async () => {
  const issuer = await TestIssuer.start();
  const gateway = await GatewayProcess.start({
    dataDir: await temporaryFolder(),
    env: { DEV_MODE: "false", AUTH_URL: issuer.url, HOST: "127.0.0.1" },
  });
  issuer.answer = { status: 503, body: "" };
  const response = await fetch(`${gateway.url}/ready`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: "ok",
    checks: [{ name: "storage", status: "ok", required: true }, NO_STORE, { name: "token issuer", status: "failed", required: false }],
  });
  issuer.answer = null;
  expect(await (await fetch(`${gateway.url}/ready`)).json()).toMatchObject({
    checks: [{ status: "ok" }, { status: "ok" }, { status: "ok" }],
  });
});
