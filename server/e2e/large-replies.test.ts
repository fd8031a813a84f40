import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { RawClient } from "../testing/raw-socket.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const LONG = "😀".repeat(100_000);

/** A session whose conversation does not fit into what may wait for a client. */
async function withLongHistory() {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  let last: string | undefined;
  for (let count = 0; count < 12; count++) {
    last = (await client.request({ type: "run_turn", sessionId, text: LONG, whenBusy: "queue" }, "ack")).turnId;
  }
  const newest = async () => (await client.request({ type: "get_history", sessionId, limit: 1 }, "history")).messages[0];
  await expect.poll(newest, { interval: 250, timeout: 25_000 }).toMatchObject({ turnId: last, role: "agent" });
  const expected = Array.from({ length: 24 }, () => LONG);
  return { gateway, client, sessionId, expected };
}

async function readBack(client: TestClient, sessionId: string): Promise<string[]> {
  const texts: string[] = [];
  for (let beforeSeq: number | undefined, more = true; more; ) {
    const page = await client.request(
      { type: "get_history", sessionId, limit: 500, ...(beforeSeq === undefined ? {} : { beforeSeq }) },
      "history",
    );
    expect(Buffer.byteLength(JSON.stringify(page.messages))).toBeLessThan(LIMITS.listBytes + 1000);
    texts.unshift(...page.messages.map(({ text }) => text));
    more = page.nextBeforeSeq !== null;
    beforeSeq = page.nextBeforeSeq ?? undefined;
  }
  return texts;
}

test("a conversation of long emoji texts is read back page by page, on either surface, and costs nobody the connection", async () => {
  const { gateway, client, sessionId, expected } = await withLongHistory();
  expect(await readBack(client, sessionId)).toEqual(expected);
  const texts: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/messages?limit=200${query}`);
    const page = (await response.json()) as { items: { text: string }[]; nextCursor: string | null };
    texts.unshift(...page.items.map(({ text }) => text));
    cursor = page.nextCursor;
  }
  expect(texts).toEqual(expected);
  const pages = await Promise.all(Array.from({ length: 6 }, () => client.request({ type: "get_history", sessionId }, "history")));
  expect(new Set(pages.map(({ messages }) => messages[0]?.seq)).size).toBe(1);
});

/** A session with a file that is as large as one that is read may be. */
async function withLargeFile(gateway: TestGateway) {
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  const workspace = join(gateway.dataDir, "sessions", sessionId, "workspace");
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, "large.bin"), Buffer.alloc(LIMITS.fileBytes, 0xff));
  return { client, sessionId };
}

test("large files that are asked for all at once come one after the other", async () => {
  const gateway = await startTestGateway();
  const { client, sessionId } = await withLargeFile(gateway);
  const files = await Promise.all(
    Array.from({ length: 5 }, () => client.request({ type: "read_file", sessionId, path: "large.bin" }, "file_content")),
  );
  for (const { size } of files) expect(size).toBe(LIMITS.fileBytes);
});

test("a client that asks for much and reads nothing is closed with 4408 when its patience is over, and not before", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const gateway = await startTestGateway();
    const { client, sessionId } = await withLargeFile(gateway);
    const deaf = await RawClient.connect(gateway.url);
    await deaf.hear("authenticated");
    deaf.send({ payload: JSON.stringify({ type: "join_session", sessionId }) });
    await deaf.hear("session_synced");
    deaf.socket.pause();
    const payload = JSON.stringify({ type: "read_file", sessionId, path: "large.bin" });
    deaf.send(...Array.from({ length: 8 }, () => ({ payload })));
    for (let count = 0; count < 8; count++) await client.request({ type: "read_file", sessionId, path: "large.bin" }, "file_content");
    vi.advanceTimersByTime(9_999);
    await delay(100);
    expect((await client.join(sessionId)).participants).toBe(2);
    vi.advanceTimersByTime(2);
    deaf.socket.resume();
    await expect.poll(() => deaf.heard().closeCode, { interval: 20 }).toBe(CLOSE_CODES.SLOW_CONSUMER);
    expect(deaf.heard().events.filter(({ type }) => type === "file_content").length).toBeLessThan(8);
  } finally {
    vi.useRealTimers();
  }
});

test("one answer alone never costs the connection, however large: a snapshot with many long requests that are open", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  const { output } = await agents.next();
  for (let count = 0; count < 12; count++) {
    void output.ask({ question: "x".repeat(900_000) });
    await client.next("question_requested");
  }
  const late = await gateway.connect();
  const { pendingRequests } = await late.join(sessionId);
  expect(pendingRequests).toHaveLength(12);
  expect(Buffer.byteLength(JSON.stringify(pendingRequests))).toBeGreaterThan(LIMITS.sendBufferBytes);
  expect(await late.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});
