import { methods } from "@agentclientprotocol/sdk";
import { createHttpStream } from "@agentclientprotocol/sdk/experimental/http-client";
import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { CWD, openSession, prompt } from "../../acp/testing/acp-gateway.ts";
import { OfficialClient, type OfficialClientOptions } from "../../acp/testing/official-client.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

/** Connects the official library's client over plain HTTP, and initializes. */
function connect(url: string, options: OfficialClientOptions = {}): Promise<OfficialClient> {
  const { token } = options;
  const headers = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  return OfficialClient.over(createHttpStream(`${url}/acp`, headers), options);
}

test("the official client runs whole turns, with a permission and a form", async () => {
  const { url } = await startTestGateway();
  const editor = await connect(url, {
    capabilities: { elicitation: { form: {} } },
    elicitation: () => ({ action: "accept", content: { name: "Ada" } }),
  });
  const sessionId = await openSession(editor);
  expect(await prompt(editor, sessionId, "Write me a program")).toMatchObject({ stopReason: "end_turn" });
  const kinds = new Set(editor.updates(sessionId).map(({ sessionUpdate }) => sessionUpdate));
  for (const kind of ["agent_thought_chunk", "plan", "tool_call", "tool_call_update", "agent_message_chunk"]) expect(kinds).toContain(kind);
  expect(await prompt(editor, sessionId, "Once more")).toMatchObject({ stopReason: "end_turn" });
});

test("the official client loads what another one ran: all of it before the answer", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const first = await connect(url, { token: "acme~ada" });
  const sessionId = await openSession(first, "echo");
  for (const text of ["one", "two", "three"]) await prompt(first, sessionId, text);
  const second = await connect(url, { token: "acme~bob" });
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const atAnswer = second.updates(sessionId).length;
  expect(second.said(sessionId)).toBe("onetwothree");
  expect(atAnswer).toBeGreaterThan(5);
});

test("the official client cancels a turn", async () => {
  const agents = new ScriptedAgents();
  const { url } = await startTestGateway({ catalogue: agents.catalogue });
  const editor = await connect(url);
  const sessionId = await openSession(editor, "scripted");
  const answer = prompt(editor, sessionId, "Work");
  await agents.next();
  await editor.agent.notify(methods.agent.session.cancel, { sessionId });
  expect(await answer).toMatchObject({ stopReason: "cancelled" });
});

test("two official clients watch one session, and each hears what the other one runs", async () => {
  const { url } = await startTestGateway();
  const [one, two] = [await connect(url), await connect(url)];
  const sessionId = await openSession(one, "echo");
  await two.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  await prompt(one, sessionId, "from one");
  await two.update(sessionId, "agent_message_chunk", ({ content }) => content.type === "text" && content.text.includes("from one"));
  await prompt(two, sessionId, "from two");
  await one.update(sessionId, "user_message_chunk", ({ content }) => content.type === "text" && content.text === "from two");
});

test("a log of many times the bytes that may wait is loaded whole", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const { url } = gateway;
  const first = await connect(url);
  const sessionId = await openSession(first, "scripted");
  void prompt(first, sessionId, "Talk").catch(() => undefined);
  const turn = await agents.next();
  first.connection.close();
  await first.connection.closed;
  const piece = "x".repeat(64 * 1024);
  const pieces = (3 * LIMITS.sendBufferBytes) / piece.length;
  for (let count = 0; count < pieces; count++) {
    turn.output.text(piece);
    await turn.output.ready();
  }
  turn.complete();
  const second = await connect(url);
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  expect(second.said(sessionId).length).toBe(pieces * piece.length);
});

test("when the gateway shuts down the official client's connection ends", async () => {
  const gateway = await startTestGateway();
  const editor = await connect(gateway.url);
  await openSession(editor, "echo");
  await gateway.close();
  await editor.connection.closed;
});
