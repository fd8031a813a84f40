import { expect, test } from "vitest";
import { parseTrace, TraceError } from "./parse.ts";

const HEADER = '{"trace": "A trace.", "covers": ["WS-PING-1"]}';

test("a trace is its header and its steps with their lines; empty lines are passed over", () => {
  const trace = parseTrace("gateway-v1/a/b", `${HEADER}\n\n{"on": "a", "receive": {}}\n`);
  expect(trace).toEqual({
    id: "gateway-v1/a/b",
    profile: "gateway-v1",
    header: { trace: "A trace.", covers: ["WS-PING-1"] },
    steps: [{ line: 3, step: { on: "a", receive: {} } }],
  });
});

test.each([
  ["", "gateway-v1/x: is empty. The first line is a header."],
  ["{", "gateway-v1/x:1: is no JSON."],
  ["[]", "gateway-v1/x:1: is no JSON object."],
  ['{"covers": ["A"]}', 'gateway-v1/x:1: the header needs "trace": a sentence.'],
  ['{"trace": "A."}', 'gateway-v1/x:1: the header needs "covers": ids of requirements.'],
  ['{"trace": "A.", "covers": []}', 'gateway-v1/x:1: the header needs "covers": ids of requirements.'],
  ['{"trace": "A.", "covers": ["A"], "speed": 1}', /the header has no "speed"; it has trace, covers/],
  [`${HEADER}\n{"on": "a"}`, /:2: a step has exactly one of open, send,/],
  [`${HEADER}\n{"on": "a", "send": {}, "receive": {}}`, /:2: a step has exactly one of/],
  [`${HEADER}\n{"on": "a", "send": {}, "wait": 1}`, ':2: a step has no "wait".'],
  [`${HEADER}\n{"send": {}}`, ':2: "send" needs "on": the name of a connection.'],
  [`${HEADER}\n{"request": {}}`, ':2: "request" needs "answer".'],
])("%j is told to be wrong", (text, message) => {
  expect(() => parseTrace("gateway-v1/x", text)).toThrow(TraceError);
  expect(() => parseTrace("gateway-v1/x", text)).toThrow(message);
});
