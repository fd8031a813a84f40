import { expect, test } from "vitest";
import { HELP, readLine } from "./input-line.ts";

test.each([
  ["", { kind: "nothing" }],
  ["   ", { kind: "nothing" }],
  ["hello there", { kind: "say", text: "hello there" }],
  ["  hello  ", { kind: "say", text: "hello" }],
  ["//etc is a folder", { kind: "say", text: "/etc is a folder" }],
  ["a /stop in the middle", { kind: "say", text: "a /stop in the middle" }],
  ["/stop", { kind: "stop" }],
  [" /stop now ", { kind: "stop" }],
  ["/steer  left, then  right ", { kind: "steer", content: "left, then  right" }],
  ["/steer", { kind: "wrong", problem: expect.stringContaining("/steer TEXT") }],
  ["/history", { kind: "history" }],
  ["/files", { kind: "files", path: "" }],
  ["/files src/a folder", { kind: "files", path: "src/a folder" }],
  ["/read a.txt", { kind: "read", path: "a.txt" }],
  ["/read", { kind: "wrong", problem: expect.stringContaining("/read PATH") }],
  ["/sessions", { kind: "sessions" }],
  ["/help", { kind: "help" }],
  ["/quit", { kind: "quit" }],
  ["/stopp", { kind: "wrong", problem: expect.stringContaining("no command /stopp") }],
  ["/", { kind: "wrong", problem: expect.stringContaining("no command /") }],
])("%j means %j", (line, meaning) => {
  expect(readLine(line)).toEqual(meaning);
});

test("every command that help lists is one", () => {
  const commands = [...HELP.matchAll(/^\/([a-z]+)/gm)].map(([command]) => command);
  expect(commands.length).toBe(7);
  for (const command of commands) expect(readLine(`${command} something`).kind).toBe(command.slice(1));
});
