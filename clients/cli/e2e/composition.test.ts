import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { testClient } from "../../testing/test-client.ts";
import type { TurnEvent } from "../../typescript/src/index.ts";
import { DIMINUENDO } from "../testing/bridge-process.ts";

/** A gateway one of whose agents is another gateway. */
async function composed(upstream: GatewayProcess): Promise<GatewayProcess> {
  const folder = await mkdtemp(join(tmpdir(), "diminuendo-agents-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "agents.json");
  const args = [DIMINUENDO, "acp", "--url", upstream.url, "--agent", "coding-agent"];
  await writeFile(file, JSON.stringify({ upstream: { runtime: "acp", command: process.execPath, args } }));
  return GatewayProcess.start({ AGENTS_FILE: file });
}

test("a gateway whose agent is a gateway: a whole turn is seen over both, with its tool calls, permission, question and plan", async () => {
  const upstream = await GatewayProcess.start();
  const gateway = await composed(upstream);
  const client = testClient(gateway.url);
  await client.connect();
  const { session } = await client.createSession({ agentType: "upstream" });
  const joined = await client.join(session.id);
  const events: TurnEvent[] = [];
  const turn = await joined.runTurn("Go");
  for await (const event of turn) {
    events.push(event);
    if (event.type === "permission_requested") await joined.answer(event.requestId, { optionId: "allow" });
    if (event.type === "question_requested") await joined.answer(event.requestId, { answers: { name: "Ada" } });
  }
  const types = new Set(events.map(({ type }) => type));
  for (const type of [
    "turn_started",
    "thinking.progress",
    "plan.updated",
    "text_delta",
    "tool_call_start",
    "tool_call",
    "tool_result",
    "permission_requested",
    "approval_resolved",
    "question_requested",
    "question_answered",
    "turn_complete",
  ] as const) {
    expect(types, type).toContain(type);
  }
  const end = events.find((event) => event.type === "turn_complete");
  expect(end?.finalText).toMatch(/^I write a small program[\s\S]*It printed: Hello, world![\s\S]*greets Ada\./);
  expect(end?.stopReason).toBe("end_turn");
});

test("a turn that is stopped at the one gateway is stopped at the other", async () => {
  const upstream = await GatewayProcess.start();
  const gateway = await composed(upstream);
  const client = testClient(gateway.url);
  await client.connect();
  const { session } = await client.createSession({ agentType: "upstream" });
  const joined = await client.join(session.id);
  const turn = await joined.runTurn("Go");
  for await (const event of turn) if (event.type === "permission_requested") await joined.stop();
  const above = testClient(upstream.url);
  await above.connect();
  const { sessions } = await above.listSessions();
  const { messages } = await above.getHistory({ sessionId: sessions[0]?.id ?? "" });
  expect(messages.at(-1)).toMatchObject({ role: "agent", stopReason: "stopped" });
});
