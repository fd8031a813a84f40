import { expect, test } from "vitest";
import { openTestSessions } from "./testing/test-sessions.ts";

test("an agent is started without a turn, and a turn then finds it ready", async () => {
  const { session, agents, accept, story } = await openTestSessions();
  await session.activate();
  expect(agents.started).toBe(1);
  expect(session.state.status).toBe("ready");
  const { begin } = await accept();
  begin();
  (await agents.next()).complete();
  await session.activate();
  expect(agents.started).toBe(1);
  expect(await story()).toEqual(["activating", "ready", "turn_started", "running"]);
});

test("many who want the agent at once get the one", async () => {
  const { session, agents } = await openTestSessions();
  const release = agents.holdStarts();
  const wanted = [session.activate(), session.activate(), session.activate()];
  release();
  await Promise.all(wanted);
  expect(agents.started).toBe(1);
});

test("everyone who waits is told why an agent cannot be started, and the next one may try again", async () => {
  const { session, agents, story } = await openTestSessions();
  agents.failNextStart();
  const release = agents.holdStarts();
  const wanted = [session.activate(), session.activate()];
  release();
  for (const refused of wanted)
    await expect(refused).rejects.toMatchObject({ code: "AGENT_UNAVAILABLE", message: "The agent is not there." });
  await session.activate();
  expect(await story()).toEqual(["activating", "error", "activating", "ready"]);
});

test("turns that are accepted while the agent is started run one after the other when it is", async () => {
  const { session, agents, accept } = await openTestSessions();
  const release = agents.holdStarts();
  const wanted = session.activate();
  const first = await accept();
  first.begin();
  const second = await accept("bob", "queue");
  second.begin();
  await expect(accept()).rejects.toMatchObject({ code: "TURN_IN_PROGRESS" });
  release();
  await wanted;
  (await agents.next()).complete();
  (await agents.next()).complete();
  expect(agents.started).toBe(1);
});

test("stopping a turn that waits for an agent which someone else wants leaves the agent to them", async () => {
  const { session, agents, accept, story } = await openTestSessions();
  const release = agents.holdStarts();
  const wanted = session.activate();
  const { begin } = await accept();
  begin();
  await session.stop("bob");
  await expect(session.stop("bob")).rejects.toMatchObject({ code: "NO_ACTIVE_TURN" });
  release();
  await wanted;
  expect(agents.started).toBe(1);
  expect(await story()).toEqual(["activating", "turn_started", "turn_stopped", "ready"]);
});

test("whoever waits for an agent that is given up with its turn gets another one", async () => {
  const { session, agents, accept } = await openTestSessions();
  const release = agents.holdStarts();
  const { begin } = await accept();
  begin();
  await session.stop("bob");
  const wanted = session.activate();
  release();
  await wanted;
  expect(session.state.status).toBe("ready");
});

test("an agent is not started in a session that is put away, and whoever waits for one is told", async () => {
  const { session, agents } = await openTestSessions();
  agents.holdStarts();
  const wanted = session.activate();
  await session.close("archived");
  await expect(wanted).rejects.toMatchObject({ code: "SESSION_ARCHIVED" });
  await expect(session.setMode("auto", "ada")).rejects.toMatchObject({ code: "SESSION_ARCHIVED" });
  session.reopen();
  await session.close("deleted");
  await expect(session.activate()).rejects.toMatchObject({ code: "INVALID_STATE" });
});

test("an agent that comes up after it was given up is killed", async () => {
  const { session, agents } = await openTestSessions();
  const release = agents.holdStarts();
  const wanted = session.activate();
  wanted.catch(() => undefined);
  await session.close("archived");
  release();
  session.reopen();
  await session.activate();
  expect(session.state.status).toBe("ready");
});

test("an idle agent that nobody watches is let go, and one that has a turn, or is about to, is not", async () => {
  const { session, agents, accept, story } = await openTestSessions();
  session.rest();
  await session.activate();
  const accepting = accept();
  session.rest();
  const { begin } = await accepting;
  session.rest();
  begin();
  session.rest();
  const turn = await agents.next();
  session.rest();
  turn.complete();
  await session.log.committed(session.log.lastSeq);
  while (session.isBusy) await new Promise(setImmediate);
  session.rest();
  expect(session.state.status).toBe("deactivating");
  await session.activate();
  expect(agents.started).toBe(2);
  expect(await story()).toEqual([
    ...["activating", "ready", "turn_started", "running", "turn_complete", "ready"],
    ...["deactivating", "inactive", "activating", "ready"],
  ]);
});

test("each start hands on the servers that were given last", async () => {
  const { session, agents } = await openTestSessions();
  const server = (name: string) => ({ name, command: "node", args: [], env: [{ name: "TOKEN", value: "secret" }] });
  session.mcpServers = [server("first")];
  await session.activate();
  session.mcpServers = [server("second")];
  expect(agents.context?.mcpServers).toEqual([server("first")]);
  session.rest();
  await session.activate();
  expect(agents.context?.mcpServers).toEqual([server("second")]);
});
