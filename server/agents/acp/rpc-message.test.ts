import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "./rpc-message.ts";

test.each([
  ['{"jsonrpc":"2.0","id":1,"method":"a"}', "request"],
  ['{"jsonrpc":"2.0","id":"x","method":"a","params":{}}', "request"],
  ['{"jsonrpc":"2.0","id":null,"method":"a"}', "request"],
  ['{"jsonrpc":"2.0","method":"a"}', "notification"],
  ['{"jsonrpc":"2.0","id":1,"result":null}', "response"],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}', "response"],
  ['{"jsonrpc":"2.0","id":{},"method":"a"}', "rubbish"],
  ['{"jsonrpc":"2.0","id":1,"method":5}', "rubbish"],
  ['{"jsonrpc":"1.0","id":1,"method":"a"}', "rubbish"],
  ['{"id":1,"method":"a"}', "rubbish"],
  ['{"jsonrpc":"2.0"}', "rubbish"],
  ['[{"jsonrpc":"2.0","method":"a"}]', "rubbish"],
  ["null", "rubbish"],
  ["5", "rubbish"],
  ['"text"', "rubbish"],
  ["{", "rubbish"],
  ["Starting server...", "rubbish"],
])("%s is %s", (line, kind) => {
  expect(classify(line).kind).toBe(kind);
});

test("any line is told what it is, and none breaks anything", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void classify(line)));
});

test("a line nested deeper than a stack is told what it is", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  expect(classify(deep).kind).toBe("rubbish");
  expect(classify(`{"jsonrpc":"2.0","method":"a","params":${deep}}`).kind).toBe("notification");
});
