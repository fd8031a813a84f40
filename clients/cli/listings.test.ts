import { expect, test } from "vitest";
import type { FileEntry, HistoryMessage, Session } from "../typescript/src/index.ts";
import { file, files, heading, history, sessions } from "./listings.ts";
import { plain } from "./style.ts";

const session: Session = {
  id: "id-1",
  name: "A\u001b[2J name",
  agentType: "echo",
  status: "ready",
  projectId: null,
  metadata: {},
  archived: false,
  createdAt: "",
  updatedAt: "",
  lastSeq: 0,
  createdBy: "u",
  usage: { inputTokens: 0, outputTokens: 0, cost: null },
};
const identity = { userId: "u", email: "u@example.com", tenantId: "acme", role: "member" as const, permissions: [] };

test("the heading tells who talks to what, and where", () => {
  expect(heading(session, "http://h", identity, plain)).toBe(
    "A name  session id-1\necho at http://h, as u@example.com, member of acme. /help lists the commands.",
  );
  expect(heading(session, "http://h", { ...identity, email: "" }, plain)).toContain("as u, member");
});

test("history tells what was said, by which tools, and how it ended where it did not end by itself", () => {
  const common = { seq: 1, turnId: "t", ts: 1 };
  const messages: HistoryMessage[] = [
    { ...common, role: "user", text: "hello" },
    {
      ...common,
      role: "agent",
      text: "Hi.",
      stopReason: "end_turn",
      toolCalls: [
        { toolCallId: "a", toolName: "run", title: "Run it", status: "completed" },
        { toolCallId: "b", toolName: "edit", status: "failed" },
        { toolCallId: "c", toolName: "wait", status: "pending" },
      ],
    },
    { ...common, role: "agent", text: "", stopReason: "max_tokens" },
  ];
  expect(history(messages, plain)).toBe("> hello\n  ✓ Run it\n  ✗ edit\n  ● wait\nHi.\n  (max tokens)");
  expect(history([], plain)).toBe("Nothing was said yet.");
});

test("files are listed with size and version, folders and links as what they are", () => {
  const entry = (path: string, type: FileEntry["type"], size: number): FileEntry => ({ path, type, size, modifiedAt: "" });
  const entries = [entry("src", "directory", 4096), { ...entry("src/a.ts", "file", 12), iteration: 3 }, entry("link", "link", 0)];
  expect(files({ type: "file_list", sessionId: "s", path: "", entries }, plain)).toBe(
    "      src/\n  12  src/a.ts  version 3\n      link (link)",
  );
  expect(files({ type: "file_list", sessionId: "s", path: "", entries: [] }, plain)).toBe("Nothing is there.");
});

test.each([
  ["utf8", "text\n\u001b[31mred\n", "text\nred"],
  ["utf8", "", "The file is empty."],
  ["base64", "AAAA", "3 bytes that are no text."],
] as const)("a file in %s that holds %j is shown as %j", (encoding, content, shown) => {
  expect(file({ type: "file_content", sessionId: "s", path: "p", content, encoding, size: 3, hash: "" }, plain)).toBe(shown);
});

test("the session that one is in is marked among the others", () => {
  const listed = sessions([session, { ...session, id: "id-2" }], "id-2", plain).split("\n");
  expect(listed.map((line) => line.slice(0, 6))).toEqual(["  id-1", "* id-2"]);
});
