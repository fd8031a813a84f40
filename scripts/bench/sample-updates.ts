/** What an agent says in one turn, in the words of the Agent Client Protocol: mostly text, as agents do. */
export const SAMPLE_UPDATES: readonly Record<string, unknown>[] = [
  ...chunks("agent_thought_chunk", "The tests fail because the parser drops the last line. I look at it first.", 12),
  plan("in_progress", "pending"),
  ...tool("call-1", "read", { path: "/workspace/src/parser.ts" }, [
    { type: "content", content: { type: "text", text: "export {};\n".repeat(40) } },
  ]),
  ...chunks("agent_message_chunk", "The loop ends one line too early, so that is what I change. ", 40),
  ...tool("call-2", "edit", { path: "/workspace/src/parser.ts", old: "i < n - 1", new: "i < n" }, [
    { type: "diff", path: "/workspace/src/parser.ts", oldText: "for (;;) {}\n".repeat(20), newText: "for (;;) {}\n".repeat(21) },
  ]),
  plan("completed", "in_progress"),
  ...tool("call-3", "execute", { command: "npm test" }, [{ type: "terminal", terminalId: "terminal-1" }]),
  ...chunks("agent_message_chunk", "All tests pass now. The change is one character. ", 40),
  { sessionUpdate: "usage_update", used: 14_200, size: 200_000, cost: { amount: 0.0421, currency: "USD" } },
];

function chunks(sessionUpdate: string, text: string, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    sessionUpdate,
    content: { type: "text", text: text.slice((index * 7) % text.length).slice(0, 12) },
  }));
}

function plan(first: string, second: string): Record<string, unknown> {
  return {
    sessionUpdate: "plan",
    entries: [
      { content: "Find the cause", priority: "high", status: first },
      { content: "Mend it and run the tests", priority: "medium", status: second },
    ],
  };
}

function tool(toolCallId: string, kind: string, rawInput: unknown, content: unknown[]): Record<string, unknown>[] {
  return [
    { sessionUpdate: "tool_call", toolCallId, title: `Use ${kind}`, kind, status: "pending", rawInput: {} },
    {
      sessionUpdate: "tool_call_update",
      toolCallId,
      status: "in_progress",
      rawInput,
      locations: [{ path: "/workspace/src/parser.ts", line: 12 }],
    },
    { sessionUpdate: "tool_call_update", toolCallId, status: "completed", content, rawOutput: { ok: true } },
  ];
}
