import { expect, test } from "vitest";
import { changeOf } from "../verdict/testing/changes.ts";
import { StreamCursor } from "./stream-cursor.ts";

test("a revision is complete once a higher one comes, or the stream says so", () => {
  const cursor = new StreamCursor(4);
  expect(cursor.take(changeOf(5, "a"))).toBe(true);
  expect(cursor.take(changeOf(5, "b"))).toBe(true);
  expect(cursor.complete).toBe(4);
  cursor.take(changeOf(7, "a"));
  expect(cursor.complete).toBe(5);
  cursor.reached(6);
  expect(cursor.complete).toBe(6);
  cursor.reached(9);
  expect(cursor.complete).toBe(9);
});

test("what was had of a revision is passed over when it comes again, and what follows is not", () => {
  const cursor = new StreamCursor(0);
  const [one, two, three] = [changeOf(1, "a"), changeOf(1, "b"), changeOf(1, "c")] as const;
  cursor.take(one);
  cursor.take(two);
  cursor.resume();
  expect([one, two, three, changeOf(2, "a")].map((change) => cursor.take(change))).toEqual([false, false, true, true]);
  expect(cursor.complete).toBe(1);
});

test("a stream that is cut again before it repeated everything repeats it all", () => {
  const cursor = new StreamCursor(0);
  const changes = ["a", "b", "c"].map((key) => changeOf(1, key));
  for (const change of changes) cursor.take(change);
  cursor.resume();
  cursor.take(changeOf(1, "a"));
  cursor.resume();
  expect([...changes, changeOf(1, "d")].map((change) => cursor.take(change))).toEqual([false, false, false, true]);
});

test.each([
  ["another key", changeOf(1, "x")],
  ["another version", { ...changeOf(1, "a"), version: 9 }],
  ["another revision", changeOf(2, "a")],
])("%s in place of what came before is an error", (_what, wrong) => {
  const cursor = new StreamCursor(0);
  cursor.take(changeOf(1, "a"));
  cursor.resume();
  expect(() => cursor.take(wrong)).toThrow("in place of");
});

test("progress of a node that is behind changes nothing of what has still to come again; progress beyond it is an error", () => {
  const cursor = new StreamCursor(0);
  cursor.take(changeOf(5, "a"));
  cursor.resume();
  cursor.reached(3);
  expect(cursor.complete).toBe(3);
  expect(() => cursor.reached(5)).toThrow("left out");
  expect(cursor.take(changeOf(5, "a"))).toBe(false);
});
