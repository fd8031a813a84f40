import { expect, test } from "vitest";
import { SessionCursor } from "./session-cursor.ts";

const OPENING = {
  cwd: "/w",
  mcpServers: [{ name: "m", command: "c", args: [], env: [] }],
  additionalDirectories: ["/x"],
  _meta: { agentType: "echo" },
};

function opened(lastSeq = 2): SessionCursor {
  const cursor = new SessionCursor(OPENING);
  cursor.opened({ sessionId: "s", _meta: { epoch: "e", lastSeq } });
  return cursor;
}

/** An update with its place in the log, or without one. */
function update(seq: number | null, text = "", more: object = {}) {
  const _meta = { ...(seq === null ? {} : { seq }), turnId: "t", ...more };
  return { sessionId: "s", update: { sessionUpdate: "agent_message_chunk", content: { type: "text", text }, _meta } };
}

function userText(meta: object) {
  return {
    sessionId: "s",
    update: { sessionUpdate: "user_message_chunk", content: { type: "text", text: "hi" }, _meta: { seq: 3, ...meta } },
  };
}

test("it resumes with what opened the session, after the last event that was told", () => {
  const cursor = opened();
  cursor.take(update(7), false);
  const { cwd, mcpServers, additionalDirectories } = OPENING;
  expect(cursor.resumeParams("s")).toEqual({ sessionId: "s", cwd, mcpServers, additionalDirectories, _meta: { afterSeq: 7, epoch: "e" } });
});

test("the answer that opens a session counts, unless more was told already", () => {
  expect(opened(5).resumeParams("s")["_meta"]).toEqual({ afterSeq: 5, epoch: "e" });
  const cursor = new SessionCursor(OPENING);
  expect(cursor.hasPlace).toBe(false);
  cursor.take(update(9), true);
  expect(cursor.hasPlace).toBe(true);
  cursor.opened({ _meta: { epoch: "e", lastSeq: 4 } });
  expect(cursor.resumeParams("s")["_meta"]).toEqual({ afterSeq: 9, epoch: "e" });
});

test("a place may be told in _meta of the notification as well", () => {
  const cursor = opened();
  cursor.take({ sessionId: "s", update: { sessionUpdate: "plan", entries: [] }, _meta: { seq: 8 } }, false);
  expect(cursor.resumeParams("s")["_meta"]).toEqual({ afterSeq: 8, epoch: "e" });
});

test("an event that was told in part is told to its end after a loss, and no part of it twice", () => {
  const cursor = opened();
  expect([update(null, "a"), update(null, "b")].map((one) => cursor.take(one, false))).toEqual([true, true]);
  cursor.lost();
  const again = [update(null, "a"), update(null, "b"), update(null, "c"), update(3, "d")];
  expect(again.map((one) => cursor.take(one, false))).toEqual([false, false, true, true]);
});

test("so it is after a second loss in the middle of the repetition", () => {
  const cursor = opened();
  for (const one of [update(null, "a"), update(null, "b")]) cursor.take(one, false);
  cursor.lost();
  expect(cursor.take(update(null, "a"), false)).toBe(false);
  cursor.lost();
  const again = [update(null, "a"), update(null, "b"), update(3, "c")];
  expect(again.map((one) => cursor.take(one, false))).toEqual([false, false, true]);
});

test("what was told beside the log does not hide what is in it", () => {
  const cursor = opened();
  for (const one of [update(null, "title"), update(null, "a")]) cursor.take(one, false);
  cursor.lost();
  expect([update(null, "a"), update(3, "b"), update(null, "a")].map((one) => cursor.take(one, false))).toEqual([false, true, true]);
});

test("without a loss the same may be told again", () => {
  const cursor = opened();
  expect([update(null, "a"), update(null, "a"), update(3, "a"), update(4, "a")].map((one) => cursor.take(one, false))).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test("another log is told from its beginning", () => {
  const cursor = opened(50);
  cursor.lost();
  expect(cursor.take(update(1), false)).toBe(true);
  cursor.opened({ _meta: { epoch: "new", lastSeq: 1, resume: "reset" } });
  expect(cursor.resumeParams("s")["_meta"]).toEqual({ afterSeq: 1, epoch: "new" });
});

test("another log in which nothing was said yet is followed from where it is", () => {
  const cursor = opened(50);
  cursor.lost();
  cursor.opened({ _meta: { epoch: "new", lastSeq: 2, resume: "reset" } });
  expect(cursor.resumeParams("s")["_meta"]).toEqual({ afterSeq: 2, epoch: "new" });
});

test("the editor is not told its own words, but those of others, and its own when it asks for the past", () => {
  const cursor = opened();
  cursor.ranTurn("mine");
  expect(cursor.take(userText({ clientTurnId: "mine" }), false)).toBe(false);
  expect(cursor.take(userText({ turnId: "mine" }), false)).toBe(false);
  expect(cursor.take(userText({ clientTurnId: "theirs", turnId: "x" }), false)).toBe(true);
  expect(cursor.take(userText({ clientTurnId: "mine" }), true)).toBe(true);
  expect(cursor.take(update(4, "a", { clientTurnId: "mine" }), false)).toBe(true);
});
