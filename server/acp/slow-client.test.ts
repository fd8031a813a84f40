import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { scriptedSession } from "./testing/acp-gateway.ts";
import { RawClient } from "./testing/raw-client.ts";

/** So much is more than may wait for a client. */
const PIECES = 400;
const PIECE_LENGTH = 60 * 1024;

/** A piece of text that can be told from the others. */
const piece = (index: number) => `<${index}>`.padEnd(PIECE_LENGTH, "x");

test("a client that does not read is ended with a code that says to come back, and slows nobody", async () => {
  const { agents, gateway, sessionId } = await scriptedSession();
  const [slow, quick] = [await RawClient.initialized(gateway.url), await RawClient.initialized(gateway.url)];
  for (const client of [slow, quick]) await client.result("session/resume", { sessionId, cwd: "/somewhere", mcpServers: [] });
  slow.socket.pause();
  const answered = quick.call("session/prompt", { sessionId, prompt: [{ type: "text", text: "go" }] });
  const turn = await agents.next();
  for (let index = 0; index < PIECES; index++) {
    turn.output.text(piece(index));
    await turn.output.ready();
    if (index % 20 === 0) await quick.next(({ params }) => JSON.stringify(params ?? {}).includes(`<${index}>`));
  }
  turn.complete();
  expect(await answered).toMatchObject({ result: { stopReason: "end_turn" } });
  expect(said(quick)).toHaveLength(PIECES * PIECE_LENGTH);
  slow.socket.resume();
  // Whoever does not even read the goodbye in time finds the connection gone.
  expect([CLOSE_CODES.SLOW_CONSUMER, 1006]).toContain((await slow.closed).code);
});

test("the replay of a long log waits for a client that reads slowly, and tells it everything", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  await editor.agent.request(methods.agent.session.close, { sessionId });
  await gateway.request("POST", `/api/v1/sessions/${sessionId}/turns`, { body: { text: "go" } });
  const turn = await agents.next();
  for (let index = 0; index < PIECES; index++) {
    turn.output.text(piece(index));
    await turn.output.ready();
  }
  turn.complete();
  const slow = await RawClient.initialized(gateway.url);
  const loaded = slow.call("session/load", { sessionId, cwd: "/somewhere", mcpServers: [] });
  // It reads a little, and then nothing until the gateway has done other things.
  await slow.next(({ method }) => method === "session/update");
  slow.socket.pause();
  await editor.agent.request(methods.agent.session.list, {});
  slow.socket.resume();
  expect(await loaded).toHaveProperty("result");
  expect(said(slow)).toHaveLength(PIECES * PIECE_LENGTH);
});

/** What an agent has said, as far as a client was told. */
function said({ heard }: RawClient): string {
  const texts = heard.flatMap(({ params }) => {
    const update = params?.["update"] as { sessionUpdate?: string; content?: { text: string } } | undefined;
    return update?.sessionUpdate === "agent_message_chunk" ? [update.content?.text ?? ""] : [];
  });
  return texts.join("");
}
