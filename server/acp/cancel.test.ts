import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { openSession, prompt, refusal, scriptedSession } from "./testing/acp-gateway.ts";

/** Tells the gateway to stop what runs in a session. */
const cancel = (editor: Awaited<ReturnType<typeof scriptedSession>>["editor"], sessionId: string) =>
  editor.agent.notify(methods.agent.session.cancel, { sessionId });

test("a cancelled turn is answered with a result that says so, and nothing comes after it", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  turn.output.text("I was about to");
  await editor.update(sessionId, "agent_message_chunk");
  await cancel(editor, sessionId);
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  const end = editor.frames.length;
  turn.output.text("never heard");
  await editor.agent.request(methods.agent.session.list, {});
  expect(editor.frames.slice(end).filter((frame) => "method" in frame)).toEqual([]);
});

test("a prompt is cancelled although its turn has not been accepted yet", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  await cancel(editor, sessionId);
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  const next = prompt(editor, sessionId, "again");
  const turn = await agents.next();
  // The cancelled turn may have reached the agent before it was stopped.
  (turn.input.text === "again" ? turn : await agents.next()).complete();
  expect(await next).toMatchObject({ stopReason: "end_turn" });
});

test("a prompt whose call is taken back ends as cancelled, and no other one does", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const other = await openSession(editor, "scripted");
  const untouched = prompt(editor, other, "stay");
  const staying = await agents.next();
  const takeBack = new AbortController();
  const params = { sessionId, prompt: [{ type: "text" as const, text: "go" }] };
  const answered = editor.agent.request(methods.agent.session.prompt, params, { cancellationSignal: takeBack.signal });
  answered.catch(() => undefined);
  await agents.next();
  takeBack.abort();
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  staying.complete();
  expect(await untouched).toMatchObject({ stopReason: "end_turn" });
});

test("cancelling when nothing runs changes nothing", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  await cancel(editor, sessionId);
  const answered = prompt(editor, sessionId, "go");
  (await agents.next()).complete();
  expect(await answered).toMatchObject({ stopReason: "end_turn" });
});

test("an open permission is taken back when its turn is cancelled, and a late answer harms nobody", async () => {
  const asked = Promise.withResolvers<void>();
  const withdrawn = Promise.withResolvers<void>();
  const { agents, editor, sessionId } = await scriptedSession({
    permission: async (_request, signal) => {
      asked.resolve();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      withdrawn.resolve();
      return { outcome: { outcome: "cancelled" } };
    },
  });
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  const permission = turn.output.requestPermission({ title: "May I?", options: [{ optionId: "y", name: "Yes", kind: "allow_once" }] });
  await asked.promise;
  await cancel(editor, sessionId);
  expect(await permission).toEqual({ dismissed: true });
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  await withdrawn.promise;
});

test("a queued prompt that is cancelled never runs", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const first = prompt(editor, sessionId, "first");
  await agents.next();
  const second = prompt(editor, sessionId, "second", { whenBusy: "queue" });
  await editor.agent.request(methods.agent.session.list, {});
  await cancel(editor, sessionId);
  expect(await first).toMatchObject({ stopReason: "cancelled" });
  expect(await second).toMatchObject({ stopReason: "cancelled" });
});

test("a prompt while a turn runs is refused unless it says what to do then", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const first = prompt(editor, sessionId, "first");
  const turn = await agents.next();
  expect(await refusal(prompt(editor, sessionId, "second"))).toMatchObject({ code: -32023, name: "TURN_IN_PROGRESS" });
  const third = prompt(editor, sessionId, "third", { whenBusy: "interrupt" });
  expect(await first).toMatchObject({ stopReason: "cancelled" });
  expect(turn.input.text).toBe("first");
  (await agents.next()).complete();
  expect(await third).toMatchObject({ stopReason: "end_turn" });
});

test("closing a session ends its prompt as cancelled before the close is answered", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  await agents.next();
  const order: string[] = [];
  const closed = editor.agent.request(methods.agent.session.close, { sessionId }).then(() => order.push("closed"));
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  order.push("answered");
  await closed;
  expect(order).toEqual(["answered", "closed"]);
  expect(await refusal(prompt(editor, sessionId, "again"))).toMatchObject({ name: "INVALID_STATE" });
});
