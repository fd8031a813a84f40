import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../runner/check.ts";
import { runChecks } from "../runner/run-checks.ts";
import { checkOf } from "../runner/run-trace.ts";
import { readSpec } from "../runner/spec.ts";
import { GatewayServer } from "../target/gateway-server.ts";
import { StartedTarget } from "../target/started-target.ts";
import { parseTrace } from "../trace/parse.ts";
import { acpPrompt, bySdk, echoTurn, session } from "./testing/conversations.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const GATEWAY = [process.execPath, "server/main.ts"];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

let gateway: GatewayServer;
let target: StartedTarget;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "record-"));
  gateway = await GatewayServer.start(GATEWAY, {});
  target = await StartedTarget.start({ gateway: GATEWAY, concordance: [process.execPath, "concordance/main.ts"] });
});

afterAll(async () => {
  await target?.end();
  await gateway?.end();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the recorder as people do, and resolves with its address. */
async function recorder(...options: string[]): Promise<{ child: ChildProcess; url: string; ended: Promise<unknown[]> }> {
  const child = spawn(process.execPath, [MAIN, "record", "--to", gateway.process.url, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: /on (http:\S+)\./.exec(String(line))?.[1] ?? "", ended };
}

/** What a conversation is recorded as. */
async function recorded(conversation: (url: string) => Promise<void>): Promise<string> {
  const out = join(folder, `${conversation.name}.ndjson`);
  const { child, url, ended } = await recorder("--out", out, "--trace", "It is recorded.");
  await conversation(url);
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  return readFile(out, "utf8");
}

async function replayed(profile: string, text: string): Promise<Partial<Outcome>> {
  const [outcome] = await runChecks(await readSpec(), target, [checkOf(parseTrace(`${profile}/recorded`, text))]);
  const { check: _, ms: __, ...rest } = outcome as Outcome;
  return rest;
}

test.each([
  ["gateway-v1", "an echo", echoTurn],
  ["gateway-v1", "a session over /ws and HTTP", session],
  ["gateway-v1", "a turn by the SDK", bySdk],
  ["acp-v1", "an editor's prompt", acpPrompt],
] as const)("a conversation that is recorded on one gateway replays on another: %s, %s", async (profile, _, conversation) => {
  const text = await recorded(conversation);
  expect(text).not.toMatch(UUID);
  expect(await replayed(profile, text)).toEqual({ status: "passed" });
});

test("a recorded trace in which one thing is changed fails at its step", async () => {
  const text = await recorded(echoTurn);
  const changes: [string, string][] = [
    [`"type":"turn_started"`, `"type":"steered"`],
    [`"stopReason":"end_turn"`, `"stopReason":"refusal"`],
    [`"previous":"activating"`, `"previous":"inactive"`],
    [`"agentType":"echo","status"`, `"agentType":"other","status"`],
  ];
  for (const [from, to] of changes) {
    const at = text.slice(0, text.indexOf(from)).split("\n").length;
    const outcome = await replayed("gateway-v1", text.replace(from, to));
    expect(outcome).toMatchObject({ status: "failed", rule: "WS-FRAME-7", place: `gateway-v1/recorded.ndjson:${at}` });
  }
});

test("a recording ends by itself when as many connections have ended as it was asked for", async () => {
  const out = join(folder, "one.ndjson");
  const { url, ended } = await recorder("--out", out, "--connections", "1", "--covers", "WS-TURN-1");
  await echoTurn(url);
  expect(await ended).toEqual([0, null]);
  expect(JSON.parse((await readFile(out, "utf8")).split("\n")[0] ?? "")).toEqual({
    trace: "A recorded conversation.",
    covers: ["WS-TURN-1"],
  });
});

test("what a server refuses reaches the client, and the trace, as it is", async () => {
  const out = join(folder, "refused.ndjson");
  const { child, url, ended } = await recorder("--out", out);
  const refused = await fetch(`${url}/ws`, { headers: { connection: "close" } });
  expect(refused.status).toBe((await fetch(`${gateway.process.url}/ws`)).status);
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(await replayed("rest-v1", await readFile(out, "utf8"))).toEqual({ status: "passed" });
});
