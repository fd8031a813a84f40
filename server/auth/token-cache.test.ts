import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Claims } from "../members/membership.ts";
import { TokenCache } from "./token-cache.ts";

const claims = (expiresAt: number | null): Claims => ({ userId: "ada", tenantId: "acme", email: "", expiresAt });

test.each([
  ["that never ends", null, LIMITS.tokenCacheTime],
  ["that ends later than it may be remembered", LIMITS.tokenCacheTime + 1, LIMITS.tokenCacheTime],
  ["that ends sooner", 1000, 1000],
])("a token %s is remembered up to its moment, and not in it", (_name, expiresAt, until) => {
  const cache = new TokenCache();
  cache.set("token", claims(expiresAt), 0);
  expect(cache.get("token", until - 1)).toEqual(claims(expiresAt));
  expect(cache.get("token", until)).toBeUndefined();
  expect(cache.size).toBe(0);
});

test("a token that has ended is not remembered, nor is one that was never seen", () => {
  const cache = new TokenCache();
  cache.set("token", claims(5), 10);
  expect(cache.get("token", 10)).toBeUndefined();
  expect(cache.get("other", 10)).toBeUndefined();
});

test("as many tokens as the limit says are remembered; with one more the one that came first is forgotten", () => {
  const cache = new TokenCache();
  for (let count = 0; count < LIMITS.tokenCacheSize; count++) cache.set(`token-${count}`, claims(null), 0);
  expect(cache.size).toBe(LIMITS.tokenCacheSize);
  expect(cache.get("token-0", 1)).toBeDefined();
  cache.set("one-more", claims(null), 0);
  expect(cache.size).toBe(LIMITS.tokenCacheSize);
  expect(cache.get("token-0", 1)).toBeUndefined();
  expect(cache.get("token-1", 1)).toBeDefined();
  expect(cache.get("one-more", 1)).toBeDefined();
});

test("sweeping forgets what has ended, and nothing else", () => {
  const cache = new TokenCache();
  cache.set("short", claims(1000), 0);
  cache.set("long", claims(2000), 0);
  cache.sweep(999);
  expect(cache.size).toBe(2);
  cache.sweep(1000);
  expect(cache.size).toBe(1);
  expect(cache.get("long", 1000)).toBeDefined();
});
