import { expect, test } from "vitest";
import { Keys } from "./keys.ts";

const keys = new Keys({ apiKey: "full", agentKey: "reads", peerKey: "peers" });

test.each([
  ["Bearer full", "write"],
  ["bearer   full", "write"],
  ["Bearer reads", "read"],
  ["Bearer peers", null],
  ["Bearer ful", null],
  ["Bearer full2", null],
  ["Bearer ", null],
  ["full", null],
  ["Basic full", null],
  [undefined, null],
])("%j grants %j", (authorization, grant) => {
  expect(keys.grantOf(authorization)).toBe(grant);
});

test("only the peer key makes a peer", () => {
  expect(["Bearer peers", "Bearer full", "Bearer reads", undefined].map((header) => keys.isPeer(header))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("without a key for agents nobody only reads", () => {
  const none = new Keys({ apiKey: "full", agentKey: null, peerKey: "full" });
  expect([none.grantOf("Bearer null"), none.grantOf("Bearer "), none.grantOf("Bearer full")]).toEqual([null, null, "write"]);
});
