import { expect, test } from "vitest";
import { negotiate, offeredSubprotocols } from "./negotiation.ts";

test.each([
  ["nothing", [], { version: 1, subprotocol: null, token: null }],
  ["version 1", ["diminuendo.v1"], { version: 1, subprotocol: "diminuendo.v1", token: null }],
  ["several, one known", ["diminuendo.v9", "diminuendo.v1", "diminuendo.v2"], { version: 1, subprotocol: "diminuendo.v1", token: null }],
  ["only unknown versions", ["diminuendo.v2"], { version: null, subprotocol: null, token: null }],
  ["another protocol", ["graphql-ws"], { version: null, subprotocol: null, token: null }],
  ["a version that is no number", ["diminuendo.vx"], { version: null, subprotocol: null, token: null }],
  ["a version with a leading zero", ["diminuendo.v01"], { version: null, subprotocol: null, token: null }],
  ["a token and a version", ["bearer.abc.def", "diminuendo.v1"], { version: 1, subprotocol: "diminuendo.v1", token: "abc.def" }],
  ["only a token", ["bearer.abc"], { version: 1, subprotocol: null, token: "abc" }],
])("an offer of %s is answered", (_name, offered, expected) => {
  expect(negotiate(offered)).toEqual(expected);
});

test("a header is taken apart at its commas", () => {
  expect(offeredSubprotocols(" diminuendo.v1 ,, bearer.x")).toEqual(["diminuendo.v1", "bearer.x"]);
  expect(offeredSubprotocols(undefined)).toEqual([]);
});
