import { expect, test } from "vitest";
import { relativeLocation } from "./workspace-location.ts";

test.each([
  ["/data/ws/src/a.ts", "src/a.ts"],
  ["/data/ws", "."],
  ["/data/ws/", "."],
  ["/data/ws/./src//a.ts", "src/a.ts"],
  ["/data/ws/src/../b.ts", "b.ts"],
  ["/data/ws/.hidden", ".hidden"],
  ["/data/ws/a..b", "a..b"],
  ["/data/ws/../other/a.ts", "/data/other/a.ts"],
  ["/data/ws2/a.ts", "/data/ws2/a.ts"],
  ["/etc/passwd", "/etc/passwd"],
  ["src/a.ts", "src/a.ts"],
  ["", ""],
])("%j is shown as %j", (path, shown) => {
  expect(relativeLocation("/data/ws", path)).toBe(shown);
});
