import { expect, test } from "vitest";
import { Steps } from "./steps.ts";

const NAME = "${terminal}";
const piece = (terminal: string | { $is: string; as: string }, data: string) => ({ type: "terminal.stream", terminalId: terminal, data });
const write = (text: string) => text;

test("of two connections that hear one stream, the one whose text is whole first keeps the variable", () => {
  const steps = new Steps();
  steps.piece("a", piece({ $is: "text", as: "terminal" }, "on"), null, "/data", write, piece("t1", "on"));
  steps.piece("b", piece(NAME, "one"), null, "/data", write, piece("t1", "one"));
  steps.receive("b", { type: "terminal.complete", terminalId: NAME }, null);
  steps.piece("a", piece(NAME, "e"), null, "/data", write, piece("t1", "e"));
  steps.receive("a", { type: "terminal.complete", terminalId: NAME }, null);
  expect(steps.all()).toEqual([
    { on: "b", repeat: { type: "terminal.stream", terminalId: { $is: "text", as: "terminal" } }, joined: { data: "one" } },
    { on: "b", receive: { type: "terminal.complete", terminalId: NAME } },
    { on: "a", repeat: { type: "terminal.stream", terminalId: NAME }, joined: { data: "one" } },
    { on: "a", receive: { type: "terminal.complete", terminalId: NAME } },
  ]);
});

test("where the first text is whole first, it keeps the variable", () => {
  const steps = new Steps();
  steps.piece("a", piece({ $is: "text", as: "terminal" }, "one"), null, "/data", write, piece("t1", "one"));
  steps.piece("b", piece(NAME, "one"), null, "/data", write, piece("t1", "one"));
  steps.receive("a", { type: "terminal.complete", terminalId: NAME }, null);
  const [first, , second] = steps.all();
  expect(first).toMatchObject({ on: "a", repeat: { terminalId: { $is: "text", as: "terminal" } } });
  expect(second).toMatchObject({ on: "b", repeat: { terminalId: NAME } });
});
