import { expect, test } from "vitest";
import { acpAddress } from "./address.ts";

test.each([
  ["http://h:8080", "ws://h:8080/acp", "http://h:8080"],
  ["https://h/", "wss://h/acp", "https://h"],
  ["ws://h/base/", "ws://h/base/acp", "ws://h/base"],
  ["wss://h/acp", "wss://h/acp", "wss://h/acp"],
  ["http://[::1]:1#x", "ws://[::1]:1/acp", "http://[::1]:1"],
])("%s is served at %s", (address, url, name) => {
  expect(acpAddress(address)).toEqual({ url, name });
});

test("what may be a secret is not told", () => {
  expect(acpAddress("http://user:secret@h/a?token=secret").name).toBe("http://h/a");
});

test.each(["", "h:8080", "ftp://h", "/acp", "http://"])("%j is no gateway's address", (address) => {
  expect(() => acpAddress(address)).toThrow(TypeError);
});
