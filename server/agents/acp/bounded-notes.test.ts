import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { BoundedNotes } from "./bounded-notes.ts";
import { noteStderr } from "./stderr-notes.ts";

/** Notes that are kept instead of written. */
function kept(): { notes: BoundedNotes; texts: unknown[] } {
  const texts: unknown[] = [];
  return { notes: new BoundedNotes((_message, detail) => void texts.push(detail?.["text"] ?? detail?.["count"])), texts };
}

test("a note holds no secret, but the paths that it is read for", () => {
  const { notes, texts } = kept();
  notes.note("x", "no /srv/key for ghs_abcdefghij");
  notes.note("x", '{"apiKey":"abc","at":"postgres://user:pw@host"}');
  expect(texts).toEqual(["no /srv/key for [redacted]", '{"apiKey":"[redacted]","at":"postgres://[redacted]@host"}']);
});

test("a secret is seen before a note is cut, so no part of it stays", () => {
  const { notes, texts } = kept();
  notes.note("x", `${"a".repeat(980)} postgres://user:secret-word@host`);
  expect(texts[0]).toMatch(/^a{980} postgres:\/\/\[redac/);
});

test("a note is cut, and what is too much is counted", () => {
  const { notes, texts } = kept();
  for (let count = 0; count < 60; count++) notes.note("x", "a".repeat(1001));
  notes.flush();
  expect(texts).toHaveLength(51);
  expect(texts[0]).toBe(`${"a".repeat(999)}…`);
  expect(texts[50]).toBe(10);
});

test("what an agent writes to its standard error is noted without secrets, also one that comes in two pieces", async () => {
  const { notes, texts } = kept();
  await noteStderr(Readable.from([Buffer.from("token: a"), Buffer.from("bc\nBearer x\n\nsk-abc"), Buffer.from("defghij")]), notes);
  expect(texts).toEqual(["token: [redacted]", "Bearer [redacted]", "[redacted]"]);
});
