import { expect, test } from "vitest";
import { BadHistory } from "./bad-history.ts";
import { readJepsenLog } from "./jepsen-log.ts";

function log(...lines: string[]): string {
  return lines.map((line) => `INFO  jepsen.util - ${line.replaceAll(" :", "\t:").replace(/(:\w+\t:\w+) /, "$1\t")}\n`).join("");
}

test.each<[claim: string, lines: string[], operations: object[]]>([
  [
    "a read has the value that it returned",
    ["0 :invoke :read nil", "0 :ok :read 3"],
    [{ op: "read", result: { value: 3 }, start: 1, end: 2 }],
  ],
  ["nil is nothing", ["0 :invoke :read nil", "0 :ok :read nil"], [{ op: "read", result: { value: null }, start: 1, end: 2 }]],
  [
    "a write has the value that it was invoked with",
    ["0 :invoke :write 4", "0 :ok :write 4"],
    [{ op: "write", value: 4, result: "ok", start: 1, end: 2 }],
  ],
  [
    "a failed cas saw another value",
    ["0 :invoke :cas [1 2]", "0 :fail :cas [1 2]"],
    [{ op: "cas", from: 1, to: 2, result: "mismatch", start: 1, end: 2 }],
  ],
  ["a cas that failed for a reason says nothing", ["0 :invoke :cas [1 2]", "0 :fail :cas :timed-out"], []],
  ["a failed read says nothing", ["0 :invoke :read nil", "0 :fail :read :timed-out"], []],
  ["a failed write had no effect", ["0 :invoke :write 1", "0 :fail :write 1"], []],
  [
    "info is unknown and stays open",
    ["0 :invoke :write 1", "0 :info :write :timed-out"],
    [{ op: "write", value: 1, result: "unknown", start: 1, end: null }],
  ],
  ["what never ends is unknown", ["0 :invoke :cas [1 2]"], [{ op: "cas", from: 1, to: 2, result: "unknown", start: 1, end: null }]],
  ["other lines are passed over", [":nemesis :info :start nil"], []],
])("%s", (_claim, lines, operations) => {
  expect(readJepsenLog(log(...lines))).toEqual(operations.map((operation) => ({ process: 0, ...operation })));
});

test.each<[why: string, lines: string[]]>([
  ['Line 1: ":timed-out" is no number.', ["0 :invoke :write :timed-out"]],
  ['Line 1: "[1]" is no pair of numbers.', ["0 :invoke :cas [1]"]],
  ["Line 1: :append is no operation on a register.", ["0 :invoke :append 1"]],
  ["Line 1: process 0 ends a read that it did not invoke.", ["0 :ok :read 1"]],
  ["Line 2: process 0 ends a write that it did not invoke.", ["0 :invoke :read nil", "0 :ok :write 1"]],
  ["Line 2: process 0 has not ended what it invoked in line 1.", ["0 :invoke :read nil", "0 :invoke :read nil"]],
  ["Line 2: :perhaps is no outcome.", ["0 :invoke :read nil", "0 :perhaps :read 1"]],
])("%s", (why, lines) => {
  expect(() => readJepsenLog(log(...lines))).toThrow(new BadHistory(why));
});
