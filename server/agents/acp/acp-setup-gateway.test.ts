import { expect, test } from "vitest";
import { startTestGateway } from "../../testing/test-gateway.ts";
import { AgentCatalogue } from "../catalogue.ts";
import { checkLog } from "../testing/session-log.ts";
import { testAgentEntry } from "./testing/start-test-agent.ts";

const MODES = { currentModeId: "ask", availableModes: ["ask", "auto"].map((id) => ({ id, name: id })) };

/** A session of an agent that has modes, in a whole gateway, with a client that has joined. */
async function stage() {
  const entry = testAgentEntry([`--setup=${JSON.stringify({ modes: MODES })}`]);
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: entry }) });
  const client = await gateway.connect();
  const sessionId = await client.createSession("tester");
  await client.join(sessionId);
  return { client, sessionId, modes: () => client.eventsOf(sessionId).filter(({ type }) => type === "settings.updated").length };
}

test("those who watch a session see what its agent can be set to, within its turns and after them", async () => {
  const { client, sessionId } = await stage();
  await client.runTurn(sessionId, "restless 1");
  expect(await client.next("settings.updated")).toMatchObject({
    modes: { currentModeId: "ask", available: [{ modeId: "ask" }, { modeId: "auto" }] },
    options: [],
  });
  expect(await client.next("settings.updated")).toMatchObject({ modes: { currentModeId: "auto" } });
  checkLog(client.eventsOf(sessionId));
});

test("an agent that changes its mode without end after its turn is killed, its log stays bounded, and the next turn has a new one", async () => {
  const { client, sessionId, modes } = await stage();
  await client.runTurn(sessionId, "restless 5000");
  await client.next("session_state", ({ status, reason }) => status === "deactivating" && reason === "AGENT_FAILED");
  await client.next("session_state", ({ status }) => status === "inactive");
  expect(modes()).toBeLessThan(400);
  expect(await client.runTurn(sessionId, "say again")).toMatchObject({ type: "turn_complete", finalText: "again" });
  checkLog(client.eventsOf(sessionId));
});

test("an agent that changes its mode without end within its turn is bounded by what a turn may hold, and its settings are those of its log", async () => {
  const { client, sessionId } = await stage();
  const updates = Array.from({ length: 1000 }, (_, count) => ({
    sessionUpdate: "current_mode_update",
    currentModeId: count % 2 ? "ask" : "auto",
  }));
  expect(await client.runTurn(sessionId, `updates ${JSON.stringify(updates)}`)).toMatchObject({ type: "turn_complete" });
  checkLog(client.eventsOf(sessionId));
});
