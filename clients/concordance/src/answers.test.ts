import fc from "fast-check";
import { expect, test } from "vitest";
import { errorOf, errorOfBody, readFrame } from "./answers.ts";
import { ConcordanceError } from "./errors.ts";
import { ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode } from "./generated/types.ts";

test("results, errors and notifications are told apart", () => {
  expect(readFrame('{"jsonrpc":"2.0","id":7,"result":{"deleted":true}}')).toEqual({ kind: "result", id: 7, result: { deleted: true } });
  expect(readFrame('{"jsonrpc":"2.0","id":7,"error":{"code":-32004,"message":"gone","data":{"code":"NOT_FOUND"}}}')).toMatchObject({
    kind: "error",
    id: 7,
    error: { code: "NOT_FOUND", message: "gone" },
  });
  expect(readFrame('{"jsonrpc":"2.0","method":"watch/progress","params":{"revision":3}}')).toEqual({
    kind: "notification",
    method: "watch/progress",
    params: { revision: 3 },
  });
});

test("an error that belongs to no call is passed over", () => {
  expect(readFrame('{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}')).toEqual({ kind: "nothing" });
});

test.each([
  "",
  "null",
  "7",
  '"text"',
  "[]",
  "{",
  '{"id":7}',
  '{"id":7,"result":null}',
  '{"id":7,"result":3}',
  '{"id":7,"error":"no"}',
  '{"method":"x"}',
])("%s is no frame", (text) => expect(readFrame(text)).toBeNull());

test("no text makes the reader throw", () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record(
      { id: fc.anything(), error: fc.anything(), result: fc.anything(), method: fc.anything(), params: fc.anything() },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(anything, (value) => {
      const text =
        typeof value === "string" ? value : (JSON.stringify(value, (_key, member) => (typeof member === "bigint" ? 0 : member)) ?? "");
      const frame = readFrame(text);
      if (frame?.kind === "error") expect(frame.error).toBeInstanceOf(ConcordanceError);
    }),
  );
});

test("every code comes back by its name, with what it tells", () => {
  for (const [code, { rpcCode }] of Object.entries(ERROR_CODES)) {
    const error = errorOf({ code: rpcCode, message: "m", data: { code, currentVersion: 4 } });
    expect(error).toMatchObject({ code, message: "m", data: { currentVersion: 4 }, currentVersion: 4 });
  }
});

test("without a name the number counts; a number that nobody knows may mean the worst", () => {
  expect(errorOf({ code: -32002, message: "m" }).code).toBe("CAS_CONFLICT");
  expect(errorOf({ code: -32002, message: "m", data: { code: "SOMETHING_NEW" } }).code).toBe("CAS_CONFLICT");
  expect(errorOf({ code: -1, message: "m", data: { code: "SOMETHING_NEW" } }).code).toBe("INTERNAL");
  expect(errorOf({ code: -1, data: { code: "constructor" } }).code).toBe("INTERNAL");
  expect(errorOf({}).code satisfies ErrorCode).toBe("INTERNAL");
});

test("the refusal of an upgrade is read from its body; a page of something else is none", () => {
  expect(errorOfBody('{"error":{"code":"UNAUTHORIZED","message":"no key"}}')).toMatchObject({ code: "UNAUTHORIZED", message: "no key" });
  for (const body of ["", "<html>", "null", "{}", '{"error":"x"}', '{"error":{"code":"TEAPOT"}}']) expect(errorOfBody(body)).toBeNull();
});
