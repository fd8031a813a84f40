import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { HistoryMessage } from "../../generated/gateway/types.ts";
import { SESSION_MIGRATIONS } from "../storage/schema.ts";
import { type Query, readHistoryAfter, readHistoryBefore } from "./history.ts";

type Fields = Record<string, unknown> & { type: string; turnId: string };

const SAID = new Set(["turn_started", "steered", "turn_complete", "turn_stopped", "turn_error"]);

/** A log in a database of its own. */
class Log {
  readonly query: Query;
  /** How many bytes of rows were read. */
  read = 0;
  readonly #database = new Database(":memory:");
  #seq = 0;

  constructor() {
    onTestFinished(() => void this.#database.close());
    for (const step of SESSION_MIGRATIONS) this.#database.exec(step);
    this.query = async <Row>(sql: string, params: readonly unknown[]) => {
      const rows = this.#database.prepare(sql).all(...params) as Row[];
      this.read += JSON.stringify(rows).length;
      return rows;
    };
  }

  add(...events: Fields[]): void {
    for (const event of events) {
      const seq = ++this.#seq;
      const json = JSON.stringify({ ...event, sessionId: "11111111-1111-4111-8111-111111111111", seq, ts: seq });
      this.#database.prepare("INSERT INTO events (seq, type, json) VALUES (?, ?, ?)").run(seq, event.type, json);
      if (SAID.has(event.type)) this.#database.prepare("INSERT INTO said (seq) VALUES (?)").run(seq);
    }
  }

  /** A turn in which little is said. */
  turn(turnId: string, text: string, answer: string): void {
    this.add(started(turnId, text), complete(turnId, answer));
  }

  before(beforeSeq?: number, limit = 100) {
    return readHistoryBefore(this.query, beforeSeq, limit);
  }

  /** Every page, the newest first. */
  async pages(limit = 100): Promise<HistoryMessage[][]> {
    const pages: HistoryMessage[][] = [];
    let before: number | undefined;
    do {
      const { messages, nextBeforeSeq } = await this.before(before, limit);
      pages.push(messages);
      before = nextBeforeSeq ?? undefined;
    } while (before !== undefined);
    return pages;
  }
}

const started = (turnId: string, text: string): Fields => ({ type: "turn_started", turnId, text, userId: "ada" });
const complete = (turnId: string, finalText: string): Fields => ({ type: "turn_complete", turnId, finalText, stopReason: "end_turn" });
const failed = (turnId: string): Fields => ({ type: "turn_error", turnId, code: "AGENT_FAILED", message: "It crashed.", retryable: true });
const delta = (turnId: string, text: string): Fields => ({ type: "text_delta", turnId, text });
const call = (turnId: string, toolCallId: string, fields: object = {}): Fields => ({
  type: "tool_call_start",
  turnId,
  toolCallId,
  toolName: "run",
  ...fields,
});
const sizeOf = (messages: readonly HistoryMessage[]) => messages.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0);

test("an empty log has no messages", async () => {
  expect(await new Log().before()).toEqual({ messages: [], nextBeforeSeq: null });
});

test("a page holds the newest messages in the order they were said, and says where the one before it ends", async () => {
  const log = new Log();
  for (let count = 1; count <= 5; count++) log.turn(`t${count}`, `ask ${count}`, `answer ${count}`);
  const { messages, nextBeforeSeq } = await log.before(undefined, 3);
  expect(messages.map(({ text }) => text)).toEqual(["answer 4", "ask 5", "answer 5"]);
  expect(nextBeforeSeq).toBe(messages[0]?.seq);
  expect((await log.pages(3)).reverse().flat().length).toBe(10);
  for (const limit of [9, 10, 11]) expect((await log.before(undefined, limit)).nextBeforeSeq).toBe(limit === 9 ? 2 : null);
});

test("tool calls stand with their turn, in their order, with their outcome", async () => {
  const log = new Log();
  log.add(
    started("t1", "go"),
    call("t1", "a", { title: "First" }),
    { type: "tool_call", turnId: "t1", toolCallId: "a", toolName: "run", input: {} },
    call("t1", "b"),
    { type: "tool_error", turnId: "t1", toolCallId: "b", message: "no" },
    { type: "tool_result", turnId: "t1", toolCallId: "a", output: "x".repeat(500_000) },
    { type: "tool_call", turnId: "t1", toolCallId: "c", toolName: "read", input: {} },
    complete("t1", "done"),
    started("t2", "again"),
    call("t2", "a"),
    { type: "turn_stopped", turnId: "t2", partialText: "half" },
  );
  const { messages } = await log.before();
  expect(messages).toMatchObject([
    { role: "user", text: "go" },
    {
      role: "agent",
      text: "done",
      stopReason: "end_turn",
      toolCalls: [
        { toolCallId: "a", toolName: "run", title: "First", status: "completed" },
        { toolCallId: "b", toolName: "run", status: "failed" },
        { toolCallId: "c", toolName: "read", status: "pending" },
      ],
    },
    { role: "user", text: "again" },
    { role: "agent", text: "half", stopReason: "stopped", toolCalls: [{ toolCallId: "a", status: "pending" }] },
  ]);
  expect(messages[1]?.toolCalls?.[1]).not.toHaveProperty("title");
  expect(await readHistoryAfter(log.query, 0, 100)).toEqual(messages);
  expect(log.read).toBeLessThan(10_000);
});

test("what was said in a turn that failed is told, of each such turn its own", async () => {
  const log = new Log();
  log.add(started("t1", "a"), delta("t1", "one "), delta("t1", "two"), failed("t1"));
  log.turn("t2", "b", "fine");
  log.add(started("t3", "c"), delta("t3", "three"), failed("t3"), started("t4", "d"), failed("t4"));
  const texts = (await log.before()).messages.filter(({ role }) => role === "agent").map(({ text, stopReason }) => [text, stopReason]);
  expect(texts).toEqual([
    ["one two", "error"],
    ["fine", "end_turn"],
    ["three", "error"],
    ["", "error"],
  ]);
});

test("a page ends where one more message would not fit, to the byte", async () => {
  for (const [excess, expected] of [
    [0, 3],
    [1, 2],
  ] as const) {
    const log = new Log();
    const third = Math.floor(LIMITS.listBytes / 3);
    log.add(started("t1", ""), started("t1", "x".repeat(third)), started("t1", "x".repeat(third)), started("t1", "x"));
    const rest = LIMITS.listBytes - sizeOf((await log.before()).messages.slice(1)) + excess;
    const exact = new Log();
    exact.add(started("t1", ""), started("t1", "x".repeat(third)), started("t1", "x".repeat(third)), started("t1", "x".repeat(rest + 1)));
    const { messages, nextBeforeSeq } = await exact.before();
    expect(messages).toHaveLength(expected);
    expect(sizeOf(messages)).toBeLessThanOrEqual(LIMITS.listBytes);
    expect(nextBeforeSeq).toBe(messages[0]?.seq);
  }
});

test("emoji count as the bytes that they are, and page by page every message comes once", async () => {
  const log = new Log();
  for (let count = 0; count < 12; count++) log.turn(`t${count}`, "😀".repeat(100_000), "😀".repeat(100_000));
  const pages = await log.pages(500);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(sizeOf(page)).toBeLessThanOrEqual(LIMITS.listBytes);
  expect(pages.reverse().flatMap((page) => page.map(({ seq }) => seq))).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  expect(log.read).toBeLessThan(4 * LIMITS.listBytes);
});

test("a message that is larger than a page comes by itself, with the last of its tool calls", async () => {
  const log = new Log();
  log.turn("t1", "before", "it");
  log.add(started("t2", "go"));
  for (let count = 0; count < 60; count++) log.add(call("t2", `call-${count}`, { title: "😀".repeat(50_000) }));
  log.add(complete("t2", "x".repeat(500_000)));
  log.turn("t3", "after", "it");
  const pages = await log.pages();
  const [large] = pages.find((page) => page.some(({ turnId, role }) => turnId === "t2" && role === "agent")) ?? [];
  expect(large?.toolCalls?.at(-1)?.toolCallId).toBe("call-59");
  expect(large?.toolCalls?.length).toBeGreaterThan(10);
  expect(large?.toolCalls?.length).toBeLessThan(60);
  for (const page of pages) expect(sizeOf(page)).toBeLessThan(LIMITS.sendBufferBytes);
  expect(
    pages
      .reverse()
      .flat()
      .map(({ turnId }) => turnId),
  ).toEqual(["t1", "t1", "t2", "t2", "t3", "t3"]);
});

test("a turn that failed after it had said far too much is cut, with a note of it", async () => {
  const log = new Log();
  log.add(started("t1", "go"));
  for (let count = 0; count < 3000; count++) log.add(delta("t1", "x".repeat(4096)));
  log.add(failed("t1"));
  log.turn("t2", "more", "answer");
  const { messages, nextBeforeSeq } = await log.before();
  expect(messages).toHaveLength(4);
  expect(nextBeforeSeq).toBeNull();
  const text = messages[1]?.text ?? "";
  expect(text).toMatch(/^x+… \[\d+ characters cut\]$/);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMITS.eventBytes);
  expect(log.read).toBeLessThan(4 * LIMITS.eventBytes);
});

test("many turns that failed are read no further than a page goes", async () => {
  const log = new Log();
  for (let turn = 0; turn < 20; turn++) {
    log.add(started(`t${turn}`, "go"));
    for (let count = 0; count < 200; count++) log.add(delta(`t${turn}`, "x".repeat(4096)));
    log.add(failed(`t${turn}`));
  }
  const { messages } = await log.before();
  expect(messages.length).toBeGreaterThan(2);
  expect(messages.length).toBeLessThan(20);
  expect(sizeOf(messages)).toBeLessThanOrEqual(LIMITS.listBytes);
  expect(log.read).toBeLessThan(2 * LIMITS.listBytes);
  expect((await log.pages()).flat()).toHaveLength(40);
});
