import { afterEach, expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const real = performance.now.bind(performance);
/** Milliseconds that the monotonic clock is ahead; null where it stands still. */
const clock = { ahead: 0, frozenAt: null as number | null };
performance.now = () => (clock.frozenAt ?? real()) + clock.ahead;

afterEach(() => {
  clock.ahead = 0;
  clock.frozenAt = null;
});

/** Moves the clock to the beginning of a window of the limit, and stops it there. */
function freeze(): void {
  clock.frozenAt = Math.ceil(real() / LIMITS.messageWindow) * LIMITS.messageWindow;
}

/** Sends so many messages and returns the codes of the answers; `pong` for one that was heard. */
async function burst(client: TestClient, count: number, message: string = '{"type":"ping"}'): Promise<string[]> {
  const before = client.heard.length;
  for (let sent = 0; sent < count; sent++) client.sendRaw(message);
  const answers: string[] = [];
  while (answers.length < count) {
    const answer = await client.nextMatching((event) => event.type === "pong" || event.type === "error");
    answers.push(answer.type === "error" ? answer.code : answer.type);
  }
  expect(client.heard).toHaveLength(before + count);
  return answers;
}

test("as many messages as the limit says are heard, the next one is not, and pings count too", async () => {
  freeze();
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  expect(await burst(client, LIMITS.messagesPerWindow)).toEqual(Array.from({ length: LIMITS.messagesPerWindow }, () => "pong"));
  const refused = await client.request({ type: "create_session", agentType: "echo" }, "error");
  expect(refused).toMatchObject({ code: "RATE_LIMITED", messageType: "create_session", retryAfterMs: LIMITS.messageWindow });
  const other = await gateway.connect();
  expect((await other.request({ type: "list_sessions" }, "session_list")).sessions).toEqual([]);
});

test("who waits as long as the refusal says is heard, and not a millisecond before", async () => {
  freeze();
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  await burst(client, LIMITS.messagesPerWindow);
  const { retryAfterMs = 0 } = await client.request({ type: "ping" }, "error");
  clock.ahead += retryAfterMs - 1;
  expect(await client.request({ type: "ping" }, "error")).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1 });
  clock.ahead += 1;
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test.each([
  ["messages that are no JSON", "{", "INVALID_JSON"],
  ["messages that break a rule", '{"type":"steer"}', "INVALID_MESSAGE"],
  ["messages without a type", "{}", "INVALID_MESSAGE"],
])("%s count, and are limited like any other", async (_name, message, code) => {
  freeze();
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const answers = await burst(client, LIMITS.messagesPerWindow + 1, message);
  expect(answers.slice(0, -1)).toEqual(Array.from({ length: LIMITS.messagesPerWindow }, () => code));
  expect(answers.at(-1)).toBe("RATE_LIMITED");
  expect(await client.request({ type: "ping" }, "error")).toMatchObject({ code: "RATE_LIMITED" });
});

test("messages before authentication count, and a token that comes too late is not heard", async () => {
  freeze();
  const gateway = await startTestGateway({ withTokens: true });
  const client = await gateway.open();
  await burst(client, LIMITS.messagesPerWindow);
  expect(await client.refusal({ type: "authenticate", token: "acme~ada" })).toBe("RATE_LIMITED");
  clock.ahead += LIMITS.messageWindow;
  expect(await client.ask({ type: "authenticate", token: "acme~ada" })).toMatchObject({ type: "authenticated" });
});

test("what is limited does nothing", async () => {
  freeze();
  const gateway = await startTestGateway();
  const [client, watcher] = await Promise.all([gateway.connect(), gateway.connect()]);
  const sessionId = await client.createSession();
  await burst(client, LIMITS.messagesPerWindow - 1);
  for (const message of [
    { type: "delete_session", sessionId },
    { type: "run_turn", sessionId, text: "go" },
    { type: "archive_session", sessionId },
  ]) {
    expect(await client.refusal(message)).toBe("RATE_LIMITED");
  }
  expect((await watcher.request({ type: "list_sessions" }, "session_list")).sessions).toMatchObject([
    { id: sessionId, archived: false, lastSeq: 0 },
  ]);
});

test("a connection that is limited in as many windows in a row as the limit says is closed, and not before", async () => {
  freeze();
  const gateway = await startTestGateway();
  const [flood, patient] = await Promise.all([gateway.connect(), gateway.connect()]);
  for (let window = 1; window < LIMITS.limitedWindowsBeforeClose; window++) {
    await burst(flood, LIMITS.messagesPerWindow);
    expect(await flood.refusal({ type: "ping" })).toBe("RATE_LIMITED");
    clock.ahead += LIMITS.messageWindow;
  }
  await burst(flood, LIMITS.messagesPerWindow);
  flood.send({ type: "ping" });
  expect((await flood.closed).code).toBe(CLOSE_CODES.FLOODING);
  expect(flood.heard.at(-1)).toMatchObject({ type: "error", code: "RATE_LIMITED" });
  expect(await patient.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test("one window without a limited message, and the count begins anew", async () => {
  freeze();
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  for (let window = 1; window <= 2 * LIMITS.limitedWindowsBeforeClose; window++) {
    const isQuiet = window % LIMITS.limitedWindowsBeforeClose === 0;
    await burst(client, LIMITS.messagesPerWindow);
    if (!isQuiet) expect(await client.refusal({ type: "ping" })).toBe("RATE_LIMITED");
    clock.ahead += LIMITS.messageWindow;
  }
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});
