import { expect, test } from "vitest";
import type { TurnHost } from "../agents/turn-host.ts";
import { openTestSessions } from "./testing/test-sessions.ts";

const hostOf = (name: string): TurnHost => ({ files: { read: async () => name, write: null }, terminals: null });
const [ADA, BOB] = [hostOf("ada"), hostOf("bob")];

test("a host serves the turn that it was given to, from its start to its end, and no other", async () => {
  const { session, agents, accept } = await openTestSessions();
  const first = await accept("ada");
  session.setHost(first.turnId, ADA);
  const second = await accept("bob", "queue");
  session.setHost(second.turnId, BOB);
  const third = await accept("eve", "queue");
  for (const { begin } of [first, second, third]) begin();
  for (const host of [ADA, BOB, null]) {
    const turn = await agents.next();
    expect(agents.context?.host()).toBe(host);
    turn.complete();
    await expect
      .poll(() => session.state.active?.turn.turnId)
      .not.toBe(host === ADA ? first.turnId : host === BOB ? second.turnId : third.turnId);
    if (host === null) expect(agents.context?.host()).toBeNull();
  }
});

test("a host is gone as soon as its turn has ended for the agent, also while the turn's files are looked at", async () => {
  const { session, agents, accept } = await openTestSessions();
  const { turnId, begin } = await accept();
  session.setHost(turnId, ADA);
  begin();
  const turn = await agents.next();
  turn.complete();
  // Only as long as the agent's own answer takes to arrive.
  for (let step = 0; step < 10; step++) await Promise.resolve();
  expect(session.state.active?.turn.turnId).toBe(turnId);
  expect(agents.context?.host()).toBeNull();
});

test("a host that comes back takes over in the middle of its turn, and one that leaves is gone at once", async () => {
  const { session, agents, accept } = await openTestSessions();
  const { turnId, begin } = await accept();
  begin();
  const turn = await agents.next();
  expect(agents.context?.host()).toBeNull();
  session.setHost(turnId, ADA);
  expect(agents.context?.host()).toBe(ADA);
  session.releaseHost(turnId, ADA);
  expect(agents.context?.host()).toBeNull();
  turn.complete();
});

test("a host that is gone late takes nothing away from the one that came after it", async () => {
  const { session, agents, accept } = await openTestSessions();
  const { turnId, begin } = await accept();
  begin();
  const turn = await agents.next();
  session.setHost(turnId, ADA);
  session.setHost(turnId, BOB);
  session.releaseHost(turnId, ADA);
  expect(agents.context?.host()).toBe(BOB);
  turn.complete();
});

test("someone else's guidance or permission takes the host away for the rest of the turn, one's own does not", async () => {
  for (const [userId, host] of [
    ["ada", ADA],
    ["bob", null],
  ] as const) {
    for (const how of ["steer", "permission"]) {
      const { session, agents, accept } = await openTestSessions();
      const { turnId, begin } = await accept();
      begin();
      const turn = await agents.next();
      session.setHost(turnId, ADA);
      if (how === "steer") {
        await session.steer("now this", userId);
      } else {
        const answered = turn.output.requestPermission({ title: "May I?", options: [{ optionId: "y", name: "Yes", kind: "allow_once" }] });
        await expect.poll(() => session.state.requests.size).toBe(1);
        const [requestId = ""] = session.state.requests.keys();
        await session.answer(requestId, { optionId: "y", dismissed: false }, userId);
        await answered;
      }
      expect(agents.context?.host(), `${how} by ${userId}`).toBe(host);
      turn.complete();
    }
  }
});

test.each(["complete", "crash", "stop before it begins"])("after its end a turn takes no host: %s", async (how) => {
  const { session, agents, accept } = await openTestSessions();
  const release = how.startsWith("stop") ? agents.holdStarts() : () => undefined;
  const { turnId, begin } = await accept();
  session.setHost(turnId, ADA);
  begin();
  if (how === "complete") (await agents.next()).complete();
  else if (how === "crash") await agents.next().then(() => agents.crash());
  else await session.stop("ada");
  await expect.poll(() => session.state.active).toBeNull();
  session.setHost(turnId, BOB);
  release();
  const next = await accept("eve");
  next.begin();
  await agents.next();
  expect(agents.context?.host()).toBeNull();
});

test("a turn that nobody knows takes no host", async () => {
  const { session, agents, accept } = await openTestSessions();
  session.setHost("00000000-0000-4000-8000-000000000000", ADA);
  const { begin } = await accept();
  begin();
  await agents.next();
  expect(agents.context?.host()).toBeNull();
});

test("an agent of an earlier life reaches no host of a turn that a later one has", async () => {
  const { session, agents, accept } = await openTestSessions();
  await session.activate();
  const former = agents.context;
  agents.crash();
  await expect.poll(() => session.state.status).toBe("error");
  const { turnId, begin } = await accept();
  session.setHost(turnId, ADA);
  begin();
  await agents.next();
  expect(agents.context?.host()).toBe(ADA);
  expect(former?.host()).toBeNull();
});

test("a session that rests between turns has no host, and neither has an agent that is only started", async () => {
  const { session, agents, accept } = await openTestSessions();
  await session.activate();
  expect(agents.context?.host()).toBeNull();
  const { turnId } = await accept();
  session.setHost(turnId, ADA);
  expect(agents.context?.host()).toBeNull();
});
