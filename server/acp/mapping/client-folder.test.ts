import { expect, test } from "vitest";
import { isAbsoluteFolder, pathBelow, workspacePathOf } from "./client-folder.ts";

test.each([
  ["/home/ada/p", "src/a.ts", "/home/ada/p/src/a.ts"],
  ["/home/ada/p/", "src/a.ts", "/home/ada/p/src/a.ts"],
  ["/", "a", "/a"],
  ["/home/ada/p", ".", "/home/ada/p"],
  ["/home/ada/p", "", "/home/ada/p"],
  ["/home/ada/p", "/etc/hosts", "/etc/hosts"],
  ["/home/ada/p", "../q", "/home/ada/q"],
  ["/home/ada/p", "C:\\x", "/home/ada/p/C:\\x"],
  ["C:\\Users\\ada", "src/a.ts", "C:\\Users\\ada\\src\\a.ts"],
  ["c:/Users/ada", "src/a.ts", "c:\\Users\\ada\\src\\a.ts"],
  ["C:\\Users\\ada", "D:\\x", "D:\\x"],
  ["C:\\Users\\ada", "/etc/hosts", "/etc/hosts"],
  ["\\\\host\\share\\p", "src/a.ts", "\\\\host\\share\\p\\src\\a.ts"],
])("below %s the path %j is %s", (cwd, path, absolute) => {
  expect(pathBelow(cwd, path)).toBe(absolute);
});

test.each([
  ["/home/ada/p", "file:///home/ada/p/src/a.ts", "src/a.ts"],
  ["/home/ada/p", "FILE:///home/ada/p/a%20b.ts", "a b.ts"],
  ["/home/ada/p", "file:///home/ada/p/a.ts#L10:20", "a.ts#L10:20"],
  ["/home/ada/p", "file:///home/ada/p/a.ts?symbol=f#L1", "a.ts?symbol=f#L1"],
  ["/home/ada/p", "file:///home/ada/p", "."],
  ["/home/ada/p", "file:///home/ada/p/..a", "..a"],
  ["C:\\Users\\ada", "file:///c:/users/ada/src/a.ts", "src/a.ts"],
  ["\\\\host\\share\\p", "file://host/share/p/a.ts", "a.ts"],
])("in %s the URI %s is the file %s of the workspace", (cwd, uri, path) => {
  expect(workspacePathOf(cwd, uri)).toBe(path);
});

test.each([
  ["/home/ada/p", "file:///home/ada/q/a.ts"],
  ["/home/ada/p", "file:///home/ada/p2/a.ts"],
  ["/home/ada/p", "file:///home/ada/p/../q"],
  ["/home/ada/p", "file:///home/ada/p/%2e%2e/q"],
  ["/home/ada/p", "file:///home/ada/p/a%2fb"],
  ["/home/ada/p", "file:///home/ada/p/%ff"],
  ["/home/ada/p", "file://elsewhere/home/ada/p/a"],
  ["/home/ada/p", "https://example.com/home/ada/p/a"],
  ["/home/ada/p", "src/a.ts"],
  ["/home/ada/p", "file:"],
  ["/home/ada/p", "file://["],
  ["/home/ada/p", ""],
  ["C:\\Users\\ada", "file:///d:/users/ada/a"],
  ["C:\\Users\\ada", "file:///home/ada"],
])("in %s the URI %j is no file of the workspace", (cwd, uri) => {
  expect(workspacePathOf(cwd, uri)).toBeNull();
});

test.each([
  ["/", true],
  ["/home", true],
  ["C:\\", true],
  ["c:/x", true],
  ["\\\\host\\share", true],
  ["", false],
  [".", false],
  ["home", false],
  ["C:", false],
  ["C:x", false],
  ["\\x", false],
  ["~/x", false],
])("that the folder %j is absolute is %s", (cwd, expected) => {
  expect(isAbsoluteFolder(cwd)).toBe(expected);
});
