import { posix, win32 } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hostedPath } from "./client-folder.ts";

test.each([
  ["/home/someone", "src/main.ts", "/home/someone/src/main.ts"],
  ["/home/someone", "a\\b.ts", "/home/someone/a\\b.ts"],
  ["C:\\work", "src/main.ts", "C:\\work\\src\\main.ts"],
  ["\\\\server\\share", "src/main.ts", "\\\\server\\share\\src\\main.ts"],
])("below %s, %s is %s", (cwd, path, expected) => {
  expect(hostedPath(cwd, path)).toBe(expected);
});

test.each([
  ["/home/someone", "../other"],
  ["/home/someone", "/etc/passwd"],
  ["/home/someone", "a/../../other"],
  ["C:\\work", "..\\..\\Users\\someone"],
  ["C:\\work", "C:\\Windows\\System32"],
  ["C:\\work", "C:evil"],
  ["C:\\work", "notes.txt:stream"],
  ["C:\\work", "/Windows"],
  ["C:\\work", "\\\\server\\share\\file"],
  ["C:\\work", "a/..\\..\\..\\b"],
])("below %s there is no %s", (cwd, path) => {
  expect(hostedPath(cwd, path)).toBeNull();
});

test("whatever an agent names, what comes out is below the client's folder by the client's own rules", () => {
  const pieces = fc.constantFrom("a", "..", ".", "/", "\\", ":", "C:", "~", " ", "con", "%2e%2e");
  const paths = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.constantFrom("/home/someone", "C:\\work", "\\\\server\\share\\work"), paths, (cwd, path) => {
      const found = hostedPath(cwd, path);
      if (found === null) return;
      const rules = cwd.startsWith("/") ? posix : win32;
      const back = rules.relative(cwd, rules.resolve(found));
      expect(rules.isAbsolute(back) || back === ".." || back.startsWith(`..${rules.sep}`)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});
