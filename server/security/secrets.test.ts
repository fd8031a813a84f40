import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mayHoldSecrets, withoutSecrets } from "./secrets.ts";

test("secrets go, paths and stacks stay: they are what a log is read for", () => {
  const text = "Error: no /etc/x for ghs_abcdefghij\n    at run (/srv/a.js:1:2)\npostgres://user:pw@host/db";
  expect(withoutSecrets(text)).toBe("Error: no /etc/x for [redacted]\n    at run (/srv/a.js:1:2)\npostgres://[redacted]@host/db");
});

test("a text may be long", () => {
  const text = "/srv/a.js ".repeat(5000);
  expect(withoutSecrets(text)).toBe(text);
  expect(withoutSecrets(`${text}token=abc`)).toBe(`${text}token=[redacted]`);
});

test("of a text that is too long the beginning is left", () => {
  const text = "/srv/a.js ".repeat(7000);
  expect(withoutSecrets(text)).toBe(`${text.slice(0, 64 * 1024)}…`);
});

const pieces = fc.constantFrom(
  ...["token", "PASSWORD", "api key", "authorization", "cookie", "Bearer", "basic", "dXNlcjpwYXNz", "sk-abcdefgh", "eyJhbGciOi"],
  ...["AIzaSyA123456", "AKIAIOSFODNN7EXAMPLE", "://", "@", ": ", "=", " ", "\n", '"', "\\", "-----BEGIN PRIVATE KEY-----", "a", "é"],
);

test("a text that cannot hold secrets has none, nor has one that is written as JSON", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const text = parts.join("");
      if (withoutSecrets(text) === text) return;
      expect(mayHoldSecrets(text)).toBe(true);
      expect(mayHoldSecrets(JSON.stringify({ text }))).toBe(true);
    }),
    { numRuns: 10_000 },
  );
  expect(mayHoldSecrets('{"level":"info","sessionId":"8c5f7a1e-24b1-4e0e-9f5e-0f6f1c1f6d9a","msg":"a turn ended"}')).toBe(false);
});
