import fc from "fast-check";
import { expect, test } from "vitest";
import type { SessionItem } from "../typescript/src/index.ts";
import { EMPTY_SCENE, render, type Scene } from "./render.ts";
import { coloured, plain } from "./style.ts";

type Fields = Record<string, unknown> & { type: string };

/** An event of the turn at hand. */
function event(fields: Fields): SessionItem {
  return { sessionId: "s", turnId: "t", seq: 1, ts: 1, ...fields } as unknown as SessionItem;
}

function printed(events: Fields[], style = plain, typed: string[] = []): string {
  let scene: Scene = EMPTY_SCENE;
  let all = "";
  for (const fields of events) {
    const result = render(scene, event(fields), { style, isTyped: (id) => id !== undefined && typed.includes(id) });
    scene = result.scene;
    all += result.text;
  }
  return all;
}

const usage = { inputTokens: 1, outputTokens: 2 };

test.each<[string, Fields[], string]>([
  ["a turn of someone else with its text and its name", [{ type: "turn_started", text: "hello", userId: "ann" }], "> hello  ann\n"],
  [
    "text as it comes",
    [
      { type: "text_delta", text: "Hel" },
      { type: "text_delta", text: "lo" },
    ],
    "Hello",
  ],
  [
    "a thought on lines of its own",
    [
      { type: "thinking.progress", text: "hm" },
      { type: "text_delta", text: "Yes" },
    ],
    "hm\nYes",
  ],
  [
    "a thought once, though it comes twice",
    [
      { type: "thinking.start" },
      { type: "thinking.progress", text: "hm" },
      { type: "plan.updated", entries: [] },
      { type: "thinking.complete", text: "hm" },
    ],
    "hm\nPlan\n",
  ],
  ["a thought that comes only as a whole", [{ type: "thinking.start" }, { type: "thinking.complete", text: "hm" }], "hm\n"],
  [
    "a tool call with its title, its state, its result and how long it took",
    [
      { type: "tool_call_start", toolCallId: "c", toolName: "run", title: "Run it" },
      { type: "tool_call_delta", toolCallId: "c", delta: "{" },
      { type: "tool_call", toolCallId: "c", toolName: "run", input: {} },
      { type: "tool_result", toolCallId: "c", output: { ok: true }, durationMs: 12 },
    ],
    '● Run it\n✓ Run it 12 ms\n  {"ok":true}\n',
  ],
  ["a tool call without a title by its name", [{ type: "tool_call_start", toolCallId: "c", toolName: "run" }], "● run\n"],
  [
    "a tool call that was not announced, and where it is at work",
    [{ type: "tool_call", toolCallId: "c", toolName: "edit", input: {}, locations: [{ path: "a.ts", line: 3 }, { path: "b.ts" }] }],
    "● edit\n  a.ts:3, b.ts\n",
  ],
  ["a failed tool", [{ type: "tool_error", toolCallId: "c", message: "No\nsuch file" }], "✗ c: No such file\n"],
  [
    "the diff of a tool's result",
    [{ type: "tool_result", toolCallId: "c", output: null, content: [{ type: "diff", path: "a.txt", oldText: "1\n", newText: "2\n" }] }],
    "✓ c\n  a.txt\n  - 1\n  + 2\n",
  ],
  [
    "the text of a tool's result, and neither a terminal, which has printed by itself, nor what is newer than this client",
    [
      {
        type: "tool_result",
        toolCallId: "c",
        output: "unused",
        content: [{ type: "text", text: "one\ntwo\n" }, { type: "terminal", terminalId: "t1" }, { type: "hologram" }],
      },
    ],
    "✓ c\n  one\n  two\n",
  ],
  [
    "a terminal's output behind a margin, whatever its pieces",
    [
      { type: "text_delta", text: "Running" },
      { type: "terminal.stream", terminalId: "t1", stream: "stdout", data: "a" },
      { type: "terminal.stream", terminalId: "t1", stream: "stdout", data: "b\n\nc\n" },
      { type: "terminal.complete", terminalId: "t1", exitCode: 0 },
    ],
    "Running\n    │ ab\n\n    │ c\n    └ exit 0\n",
  ],
  [
    "two terminals on lines of their own",
    [
      { type: "terminal.stream", terminalId: "t1", stream: "stdout", data: "one" },
      { type: "terminal.stream", terminalId: "t2", stream: "stderr", data: "two" },
      { type: "terminal.complete", terminalId: "t2", signal: "SIGKILL" },
    ],
    "    │ one\n    │ two\n    └ SIGKILL\n",
  ],
  [
    "the plan as a checklist",
    [
      {
        type: "plan.updated",
        entries: [
          { content: "Look", priority: "high", status: "completed" },
          { content: "Write", priority: "high", status: "in_progress" },
          { content: "Run", priority: "low", status: "pending" },
        ],
      },
    ],
    "Plan\n  [x] Look\n  [~] Write\n  [ ] Run\n",
  ],
  [
    "changes of files",
    [
      { type: "file_changed", path: "a.txt", iteration: 2, size: 10, hash: "", change: "modified" },
      { type: "file_changed", path: "b.txt", iteration: 1, size: 0, hash: "", change: "deleted" },
    ],
    "  modified a.txt, version 2, 10 bytes\n  deleted b.txt\n",
  ],
  [
    "a permission with numbered options, and how it was decided",
    [
      { type: "text_delta", text: "May I?" },
      {
        type: "permission_requested",
        requestId: "r",
        title: "Run it",
        options: [
          { optionId: "a", name: "Yes" },
          { optionId: "b", name: "No" },
        ],
      },
      { type: "approval_resolved", requestId: "r", approved: true, optionId: "a", userId: "ann" },
    ],
    "May I?\n? Run it\n  1) Yes\n  2) No\n  allowed by ann: Run it\n",
  ],
  ["a refusal", [{ type: "approval_resolved", requestId: "r", approved: false, userId: "system" }], "  refused by system: r\n"],
  [
    "a question, its options and its answer",
    [
      {
        type: "question_requested",
        requestId: "q",
        question: "Which\none?",
        options: [{ optionId: "a", name: "A", description: "the first" }],
      },
      { type: "question_answered", requestId: "q", dismissed: false, answers: { optionId: "a" }, userId: "ann" },
    ],
    '? Which\none?\n  1) A  the first\n  answered by ann: {"optionId":"a"}\n',
  ],
  [
    "a dismissed question",
    [{ type: "question_answered", requestId: "q", dismissed: true, userId: "ann" }],
    "  answered by ann: dismissed\n",
  ],
  ["guidance", [{ type: "steered", content: "left", userId: "ann" }], "↪ left  ann\n"],
  [
    "the end of a turn with what it used",
    [
      { type: "text_delta", text: "Done" },
      { type: "turn_complete", finalText: "Done", stopReason: "end_turn", usage },
    ],
    "Done\n— 1 tokens in, 2 out\n",
  ],
  [
    "why a turn ended early, and what it cost",
    [{ type: "turn_complete", finalText: "", stopReason: "max_tokens", usage: { ...usage, cost: { amount: "0.01", currency: "USD" } } }],
    "— max tokens, 1 tokens in, 2 out, 0.01 USD\n",
  ],
  ["that a turn was stopped", [{ type: "turn_stopped", partialText: "", usage }], "Stopped. — 1 tokens in, 2 out\n"],
  [
    "why a turn failed, and whether it may be run again",
    [
      { type: "turn_error", code: "AGENT_FAILED", message: "It crashed.", retryable: true },
      { type: "turn_error", code: "INTERNAL", message: "No.", retryable: false },
    ],
    "The turn failed: It crashed. (AGENT_FAILED) It may succeed when it is run again.\nThe turn failed: No. (INTERNAL)\n",
  ],
  [
    "nothing of a session's states but errors",
    [
      { type: "session_state", status: "ready", previous: "activating" },
      { type: "session_state", status: "error", previous: "activating", reason: "AGENT_UNAVAILABLE" },
    ],
    "The session is in error: AGENT_UNAVAILABLE.\n",
  ],
  [
    "sandboxes",
    [
      { type: "sandbox.init", sandboxId: "x", message: "warm" },
      { type: "sandbox.removed", sandboxId: "x" },
    ],
    "  sandbox init: warm\n  sandbox removed\n",
  ],
  ["usage only at the end", [{ type: "usage.updated", ...usage }], ""],
  [
    "nothing of events that are newer than this client",
    [{ type: "text_delta", text: "a" }, { type: "hologram" }, { type: "text_delta", text: "b" }],
    "ab",
  ],
])("it prints %s", (_name, events, text) => {
  expect(printed(events)).toBe(text);
});

test("a turn that was typed here is not printed again", () => {
  expect(printed([{ type: "turn_started", text: "hello", userId: "me", clientTurnId: "mine" }], plain, ["mine"])).toBe("");
});

test("thoughts are dimmed, diffs and states have colours", () => {
  const text = printed(
    [
      { type: "thinking.progress", text: "hm" },
      { type: "tool_result", toolCallId: "c", output: "", content: [{ type: "diff", path: "a", oldText: "1", newText: "2" }] },
    ],
    coloured,
  );
  expect(text).toContain("\u001b[2mhm\u001b[22m");
  expect(text).toContain("\u001b[31m- 1\u001b[39m");
  expect(text).toContain("\u001b[32m+ 2\u001b[39m");
});

test("an agent cannot command the terminal, wherever it tries", () => {
  const evil = "\u001b[2J\u001b]0;x\u0007\r";
  const text = printed([
    { type: "turn_started", text: evil, userId: evil },
    { type: "text_delta", text: evil },
    { type: "thinking.progress", text: evil },
    { type: "thinking.complete", text: evil },
    { type: "tool_call_start", toolCallId: evil, toolName: evil, title: evil },
    { type: "tool_call", toolCallId: `${evil}2`, toolName: evil, input: evil, locations: [{ path: evil }] },
    { type: "tool_result", toolCallId: evil, output: evil },
    {
      type: "tool_result",
      toolCallId: evil,
      output: "",
      content: [
        { type: "text", text: evil },
        { type: "diff", path: evil, oldText: evil, newText: `${evil}!` },
      ],
    },
    { type: "tool_error", toolCallId: evil, message: evil },
    { type: "terminal.stream", terminalId: evil, stream: "stdout", data: evil },
    { type: "terminal.complete", terminalId: evil, signal: evil },
    { type: "plan.updated", entries: [{ content: evil, priority: "low", status: "pending" }] },
    { type: "file_changed", path: evil, iteration: 1, size: 1, hash: "", change: "created" },
    { type: "permission_requested", requestId: evil, title: evil, options: [{ optionId: evil, name: evil, kind: "allow_once" }] },
    { type: "question_requested", requestId: evil, question: evil, options: [{ optionId: evil, name: evil, description: evil }] },
    { type: "question_answered", requestId: evil, dismissed: false, answers: { [evil]: evil }, userId: evil },
    { type: "approval_resolved", requestId: evil, approved: true, userId: evil },
    { type: "steered", content: evil, userId: evil },
    { type: "turn_error", code: "INTERNAL", message: evil, retryable: false },
    { type: "session_state", status: "error", previous: "ready", reason: evil },
    { type: "sandbox.init", sandboxId: evil, message: evil },
  ]);
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}/u);
});

test("how a text is cut into pieces makes no difference to what is printed", () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n"), minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 12,
  });
  for (const [type, field, rest] of [
    ["text_delta", "text", {}],
    ["thinking.progress", "text", {}],
    ["terminal.stream", "data", { terminalId: "t1", stream: "stdout" }],
  ] as const) {
    fc.assert(
      fc.property(pieces, (texts) => {
        const whole = printed([{ type, [field]: texts.join(""), ...rest }]);
        expect(printed(texts.map((text) => ({ type, [field]: text, ...rest })))).toBe(whole);
      }),
    );
  }
});

test("whatever comes after text, nothing of it stands in the middle of a line", () => {
  const others = fc.constantFrom<Fields>(
    { type: "steered", content: "S", userId: "u" },
    { type: "terminal.stream", terminalId: "t1", stream: "stdout", data: "T" },
    { type: "thinking.progress", text: "H" },
    { type: "turn_stopped", partialText: "", usage },
  );
  const texts = fc.constantFrom<Fields>({ type: "text_delta", text: "x" }, { type: "text_delta", text: "x\n" });
  fc.assert(
    fc.property(fc.array(fc.oneof(others, texts), { maxLength: 20 }), (events) => {
      for (const printedLine of printed(events).split("\n")) {
        expect(printedLine).toMatch(/^(x*|H*|↪ S {2}u| {4}│ T+|Stopped\. — 1 tokens in, 2 out)$/);
      }
    }),
  );
});
