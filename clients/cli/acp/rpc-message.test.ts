import { expect, test } from "vitest";
import { answerText, callText, cancelledId, readMessage } from "./rpc-message.ts";

test.each([
  ['"a"', '"a"'],
  ['""', '""'],
  ['"\\u00e9"', '"é"'],
  ["0", "0"],
  ["-7", "-7"],
  ["null", "null"],
  ["9007199254740991", "9007199254740991"],
  ["9007199254740993", "9007199254740993"],
  ["-9223372036854775808", "-9223372036854775808"],
  ["123456789012345678901234567890", "123456789012345678901234567890"],
])("the id %s is kept with every digit", (given, kept) => {
  const text = `{"jsonrpc":"2.0","id":${given},"method":"m","params":{"id":12345678901234567890,"x":[{"id":1}]}}`;
  expect(readMessage(text)).toMatchObject({ kind: "call", id: kept, method: "m" });
  expect(JSON.parse(answerText(kept, { result: {} }))).toMatchObject({ id: JSON.parse(given) });
  expect(answerText(kept, { result: {} })).toContain(`"id":${kept}`);
});

test.each([
  ["an id with a fraction", '{"jsonrpc":"2.0","id":1.5,"method":"m"}', "INVALID_REQUEST", "null"],
  ["an id that is an object", '{"jsonrpc":"2.0","id":{},"method":"m"}', "INVALID_REQUEST", "null"],
  ["an id that is a boolean", '{"jsonrpc":"2.0","id":true,"method":"m"}', "INVALID_REQUEST", "null"],
  ["an id beyond all numbers", '{"jsonrpc":"2.0","id":1e999,"method":"m"}', "INVALID_REQUEST", "null"],
  ["no version", '{"id":1,"method":"m"}', "INVALID_REQUEST", "1"],
  ["another version", '{"jsonrpc":"1.0","id":"x","method":"m"}', "INVALID_REQUEST", '"x"'],
  ["a method that is a number", '{"jsonrpc":"2.0","id":1,"method":5}', "INVALID_REQUEST", "1"],
  ["neither method nor result", '{"jsonrpc":"2.0","id":1}', "INVALID_REQUEST", "1"],
  ["result and error", '{"jsonrpc":"2.0","id":1,"result":1,"error":{}}', "INVALID_REQUEST", "1"],
  ["an answer without an id", '{"jsonrpc":"2.0","result":1}', "INVALID_REQUEST", "null"],
  ["an empty object", "{}", "INVALID_REQUEST", "null"],
  ["an array", '[{"jsonrpc":"2.0","id":1,"method":"m"}]', "INVALID_REQUEST", "null"],
  ["an empty array", "[]", "INVALID_REQUEST", "null"],
  ["a string", '"x"', "INVALID_REQUEST", "null"],
  ["null", "null", "INVALID_REQUEST", "null"],
  ["nothing", "", "INVALID_JSON", "null"],
  ["half an object", '{"jsonrpc":"2.0"', "INVALID_JSON", "null"],
  ["two objects", "{} {}", "INVALID_JSON", "null"],
])("%s is refused", (_what, text, code, id) => {
  expect(readMessage(text)).toMatchObject({ kind: "refused", code, id });
});

test("what has a method and no id is a notification, with id null it is a call", () => {
  expect(readMessage('{"jsonrpc":"2.0","method":"m"}').kind).toBe("notification");
  expect(readMessage('{"jsonrpc":"2.0","id":null,"method":"m"}')).toMatchObject({ kind: "call", id: "null" });
});

test("an answer may be null, false or an error", () => {
  expect(readMessage('{"jsonrpc":"2.0","id":1,"result":null}')).toEqual({ kind: "answer", id: "1", outcome: { result: null } });
  const error = { code: -1, message: "no" };
  expect(readMessage(JSON.stringify({ jsonrpc: "2.0", id: 1, error }))).toEqual({ kind: "answer", id: "1", outcome: { error } });
});

test("parameters are passed on as they are, and left out where there are none", () => {
  expect(callText("1", "m", undefined)).toBe('{"jsonrpc":"2.0","id":1,"method":"m"}');
  expect(callText('"a"', "m", [1])).toBe('{"jsonrpc":"2.0","id":"a","method":"m","params":[1]}');
  expect(callText("1", 'a"b', {})).toBe('{"jsonrpc":"2.0","id":1,"method":"a\\"b","params":{}}');
});

test("the call that is taken back is named with every digit", () => {
  const params = (id: string) => `{"jsonrpc":"2.0","method":"$/cancel_request","params":{"requestId":${id}}}`;
  const read = (text: string) => cancelledId((JSON.parse(text) as { params: unknown }).params, text);
  expect(read(params("9007199254740993"))).toBe("9007199254740993");
  expect(read(params('"x"'))).toBe('"x"');
  expect(read(params("{}"))).toBeNull();
  expect(cancelledId(undefined, "{}")).toBeNull();
});
