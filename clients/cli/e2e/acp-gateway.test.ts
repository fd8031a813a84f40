import type { SessionUpdate } from "@agentclientprotocol/sdk";
import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { testClient } from "../../testing/test-client.ts";
import { BridgeProcess } from "../testing/bridge-process.ts";
import { ADA, ALLOW, Editor, placesOf, textOf } from "../testing/editor.ts";
import { TcpProxy } from "../testing/tcp-proxy.ts";

const SAID = /^I write a small program[\s\S]*is written[\s\S]*It printed: Hello, world!\n\nDone: `hello\.mjs` greets Ada\./;

/** What an agent did in turns: what it can and is set to comes and goes with the agent, and what people said has its own rules. */
function done(updates: readonly SessionUpdate[]): SessionUpdate[] {
  return updates.filter(({ sessionUpdate, _meta }) => _meta?.["turnId"] !== undefined && sessionUpdate !== "user_message_chunk");
}

function said(updates: readonly SessionUpdate[]): SessionUpdate[] {
  return updates.filter(({ sessionUpdate }) => sessionUpdate === "user_message_chunk");
}

function expectRising(places: readonly number[]): void {
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
}

test("an editor runs a whole turn: thoughts, plan, tool calls, diff, terminal text, a permission, a question", async () => {
  const gateway = await GatewayProcess.start();
  const bridge = new BridgeProcess(gateway.url, { args: ["--agent", "coding-agent"] });
  const editor = await Editor.start(bridge);
  const sessionId = await editor.open();
  expect(await editor.prompt(sessionId)).toMatchObject({ stopReason: "end_turn" });
  expect(editor.text).toMatch(SAID);
  expect(editor.asked).toHaveLength(1);
  expect(new Set(done(editor.updates).map(({ sessionUpdate }) => sessionUpdate))).toEqual(
    new Set(["agent_thought_chunk", "plan", "agent_message_chunk", "tool_call", "tool_call_update"]),
  );
  const contents = editor.updates.flatMap((update) => (update.sessionUpdate === "tool_call_update" ? (update.content ?? []) : []));
  expect(contents).toContainEqual(expect.objectContaining({ type: "diff", path: "/project/hello.mjs" }));
  expect(contents).toContainEqual({ type: "content", content: { type: "text", text: "Hello, world!\n" } });
  expectRising(editor.places);
  expect(bridge.errors).toBe("");
});

test("the agent that the bridge is started for is the one that answers", async () => {
  const gateway = await GatewayProcess.start();
  const editor = await Editor.start(new BridgeProcess(gateway.url, { args: ["--agent", "echo"] }));
  const sessionId = await editor.open();
  expect(await editor.prompt(sessionId, "Hello?")).toMatchObject({ stopReason: "end_turn" });
  expect(editor.text).toBe("Hello?");
});

test("a turn is cancelled: it ends with that stop reason", async () => {
  const gateway = await GatewayProcess.start();
  const asked = Promise.withResolvers<void>();
  const permission = () => {
    asked.resolve();
    return new Promise<typeof ALLOW>(() => undefined);
  };
  const editor = await Editor.start(new BridgeProcess(gateway.url), { permission });
  const sessionId = await editor.open();
  const turn = editor.prompt(sessionId);
  await asked.promise;
  await editor.context.notify(methods.agent.session.cancel, { sessionId });
  expect(await turn).toMatchObject({ stopReason: "cancelled" });
});

test("a turn that a person runs elsewhere is seen in the editor, with what was said", async () => {
  const gateway = await GatewayProcess.start();
  const ended = Promise.withResolvers<void>();
  const editor = await Editor.start(new BridgeProcess(gateway.url, { args: ["--agent", "echo"] }), {
    update: (update) => update.sessionUpdate === "agent_message_chunk" && ended.resolve(),
  });
  const sessionId = await editor.open();
  const elsewhere = testClient(gateway.url);
  await elsewhere.connect();
  const session = await elsewhere.join(sessionId);
  await session.runTurn("From elsewhere");
  await ended.promise;
  expect(editor.updates).toContainEqual(
    expect.objectContaining({ sessionUpdate: "user_message_chunk", content: { type: "text", text: "From elsewhere" } }),
  );
});

test("a session is loaded after the gateway was restarted, with the same ids", async () => {
  const gateway = await GatewayProcess.start();
  const first = await Editor.start(new BridgeProcess(gateway.url));
  const sessionId = await first.open();
  await first.prompt(sessionId);
  await gateway.kill();
  await gateway.restart();
  const second = await Editor.start(new BridgeProcess(gateway.url));
  await second.context.request(methods.agent.session.load, { sessionId, cwd: "/project", mcpServers: [] });
  expect(second.text).toMatch(SAID);
  expect(done(second.updates)).toEqual(done(first.updates));
  expect(said(second.updates)).toHaveLength(1);
});

test("the network is cut again and again in the middle of a turn: every update comes once, every question once", async () => {
  const gateway = await GatewayProcess.start();
  const proxy = await TcpProxy.start(gateway.url);
  let seen = 0;
  const cut = () => {
    proxy.cut();
    proxy.mend();
  };
  const editor = await Editor.start(new BridgeProcess(proxy.url), {
    update: () => {
      if (++seen % 7 === 0) cut();
    },
    permission: () => {
      cut();
      return ALLOW;
    },
    elicitation: () => {
      cut();
      return ADA;
    },
  });
  const sessionId = await editor.open();
  expect(await editor.prompt(sessionId)).toMatchObject({ stopReason: "end_turn" });
  expect(proxy.connections).toBeGreaterThan(5);
  expect(editor.text).toMatch(SAID);
  expect(editor.asked).toHaveLength(1);
  expectRising(editor.places);
  expect(said(editor.updates)).toEqual([]);
  const control = await Editor.start(new BridgeProcess(gateway.url));
  await control.context.request(methods.agent.session.load, { sessionId, cwd: "/project", mcpServers: [] });
  expect(placesOf(done(editor.updates))).toEqual(placesOf(done(control.updates)));
});

test("the network is away while a permission is given: the turn goes on when it is back", async () => {
  const gateway = await GatewayProcess.start();
  const proxy = await TcpProxy.start(gateway.url);
  const bridge = new BridgeProcess(proxy.url);
  const editor = await Editor.start(bridge, {
    permission: async () => {
      proxy.cut();
      await bridge.noted(/next attempt/);
      return ALLOW;
    },
  });
  const sessionId = await editor.open();
  const turn = editor.prompt(sessionId);
  await bridge.noted(/next attempt/);
  proxy.mend();
  expect(await turn).toMatchObject({ stopReason: "end_turn" });
  expect(editor.text).toMatch(SAID);
  expect(editor.asked).toHaveLength(1);
});

test("a turn that is stopped while nobody knows yet that the network is gone is stopped when it is back", async () => {
  const gateway = await GatewayProcess.start();
  const proxy = await TcpProxy.start(gateway.url);
  const asked = Promise.withResolvers<void>();
  const permission = () => {
    asked.resolve();
    return new Promise<typeof ALLOW>(() => undefined);
  };
  const editor = await Editor.start(new BridgeProcess(proxy.url), { permission });
  const sessionId = await editor.open();
  const turn = editor.prompt(sessionId);
  await asked.promise;
  const lost = proxy.swallow();
  await editor.context.notify(methods.agent.session.cancel, { sessionId });
  await lost;
  proxy.cut();
  proxy.mend();
  expect(await turn).toMatchObject({ stopReason: "cancelled" });
});

test("stopping a turn while the network is away does not stop what somebody else has begun meanwhile", async () => {
  const gateway = await GatewayProcess.start();
  const proxy = await TcpProxy.start(gateway.url);
  const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  let count = 0;
  const silent = () => {
    asked[count++]?.resolve();
    return new Promise<typeof ALLOW>(() => undefined);
  };
  const bridge = new BridgeProcess(proxy.url);
  const editor = await Editor.start(bridge, { permission: silent });
  const sessionId = await editor.open();
  const turn = editor.prompt(sessionId);
  await asked[0].promise;
  proxy.cut();
  await bridge.noted(/next attempt/);
  await editor.context.notify(methods.agent.session.cancel, { sessionId });

  const elsewhere = testClient(gateway.url);
  await elsewhere.connect();
  const session = await elsewhere.join(sessionId);
  session.on("question_requested", ({ requestId }) => void session.answer(requestId, { answers: { name: "Ada" } }));
  const permission = new Promise<string>((resolve) => session.on("permission_requested", ({ requestId }) => resolve(requestId)));
  const other = await session.runTurn("From elsewhere", { whenBusy: "interrupt" });
  const requestId = await permission;
  proxy.mend();
  // Its own turn was stopped by somebody else; the other one still asks.
  expect(await turn).toMatchObject({ stopReason: "cancelled" });
  await asked[1].promise;
  await session.answer(requestId, { optionId: "allow" });
  const ends = [];
  for await (const { type } of other) if (/^turn_(complete|stopped|error)$/.test(type)) ends.push(type);
  expect(ends).toEqual(["turn_complete"]);
});

test("a prompt whose gateway is killed in the middle of the turn is answered when it is back, and the next one runs", async () => {
  const gateway = await GatewayProcess.start();
  const killed = Promise.withResolvers<void>();
  const editor = await Editor.start(new BridgeProcess(gateway.url), {
    permission: async () => {
      await gateway.kill();
      killed.resolve();
      return ALLOW;
    },
  });
  const sessionId = await editor.open();
  const turn = editor.prompt(sessionId);
  turn.catch(() => undefined);
  await killed.promise;
  const before = editor.updates.length;
  await gateway.restart();
  await expect(turn).rejects.toMatchObject({ data: { code: "GATEWAY_RESTARTED" } });
  expectRising(editor.places);
  const kept = editor.updates.slice(0, before);
  expect(textOf(kept)).toMatch(/^I write a small program/);
  const next = new BridgeProcess(gateway.url);
  const other = await Editor.start(next);
  await other.context.request(methods.agent.session.load, { sessionId, cwd: "/project", mcpServers: [] });
  expect(other.text).toBe(editor.text);
});

test("a gateway that shuts down and comes back is not noticed between two turns", async () => {
  const gateway = await GatewayProcess.start();
  const editor = await Editor.start(new BridgeProcess(gateway.url, { args: ["--agent", "echo"] }));
  const sessionId = await editor.open();
  await editor.prompt(sessionId, "one ");
  await gateway.stop();
  const turn = editor.prompt(sessionId, "two");
  await gateway.restart();
  expect(await turn).toMatchObject({ stopReason: "end_turn" });
  expect(editor.text).toBe("one two");
  expect(said(editor.updates)).toEqual([]);
});

test("a subscription to the configuration goes on after the network was cut, with what was missed", async () => {
  const gateway = await GatewayProcess.start();
  const proxy = await TcpProxy.start(gateway.url);
  const bridge = new BridgeProcess(proxy.url);
  await bridge.ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
  const writer = new BridgeProcess(gateway.url);
  await writer.ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
  expect(await bridge.ask("config/subscribe", { scope: "user" })).toMatchObject({ subscribed: true });
  await writer.ask("config/set", { scope: "user", key: "k", value: 1 });
  expect((await bridge.request("config/update")).params).toMatchObject({ value: 1 });
  proxy.cut();
  await bridge.noted(/next attempt/);
  await writer.ask("config/set", { scope: "user", key: "k", value: 2 });
  await writer.ask("config/set", { scope: "user", key: "k", value: 3 });
  proxy.mend();
  expect((await bridge.request("config/update")).params).toMatchObject({ value: 2 });
  expect((await bridge.request("config/update")).params).toMatchObject({ value: 3 });
  expect(bridge.unread).toEqual([]);
});
