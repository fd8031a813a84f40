import { expect, test } from "vitest";
import { describeWriteError } from "./write-error.ts";

test.each([
  [
    "SQLITE_FULL",
    "database or disk is full",
    "The log could not be written, because the disk is full (SQLITE_FULL). Make room, then start the node again.",
  ],
  [
    "SQLITE_IOERR_FSYNC",
    "disk I/O error",
    "The log could not be written, because the disk or the file system refused (SQLITE_IOERR_FSYNC). Check them, then start the node again.",
  ],
  [
    "EACCES",
    "permission denied",
    "The log could not be written, because its folder is not writable (EACCES: permission denied). Check its permissions, then start the node again.",
  ],
  [
    "SQLITE_CORRUPT",
    "database disk image is malformed",
    "The log could not be written: database disk image is malformed (SQLITE_CORRUPT).",
  ],
])("%s is told in words, with its code", (code, message, expected) => {
  expect(describeWriteError(Object.assign(new Error(message), { code }))).toMatchObject({ message: expected, code });
});

test("an error without a code is told as it is", () => {
  expect(describeWriteError(new Error("Entry 7 does not follow entry 2.")).message).toBe(
    "The log could not be written: Entry 7 does not follow entry 2.",
  );
});
