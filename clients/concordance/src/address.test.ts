import { expect, test } from "vitest";
import { readAddress } from "./address.ts";

test.each([
  ["127.0.0.1:4100", "127.0.0.1:4100"],
  ["http://node-1.example:80", "node-1.example:80"],
  ["http://node-1.example:80/", "node-1.example:80"],
  ["[::1]:4100", "[::1]:4100"],
  ["localhost:65535", "localhost:65535"],
])("%s is %s", (given, address) => expect(readAddress(given)).toBe(address));

test.each(["", "localhost", "localhost:65536", "https://a:1", "a:1/path", "a b:1", "::1:4100", ":4100"])("%o is no address", (given) => {
  expect(() => readAddress(given)).toThrow(
    new TypeError(`${JSON.stringify(given)} is no address of a node: it must be like 127.0.0.1:4100.`),
  );
});
