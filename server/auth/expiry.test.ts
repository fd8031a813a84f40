import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import type { Claims } from "../members/membership.ts";
import { SseClient } from "../testing/sse-client.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import type { TokenVerifier } from "./authenticator.ts";

/** Takes `tenant~user~end` for a token that ends at a time, in Unix milliseconds; one without an end does not. */
const endingVerifier: TokenVerifier = {
  async verify(token): Promise<Claims> {
    const [tenantId = "", userId = "", end] = token.split("~");
    return { tenantId, userId, email: "", expiresAt: end === undefined ? null : Number(end) };
  },
};

const LIFETIME_MS = 60_000;
const start = () => startTestGateway({ withTokens: true, verifier: endingVerifier });
const ending = (inMs: number) => `acme~ada~${Date.now() + inMs}`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Lets what was sent so far arrive and be handled. */
const settled = (client: TestClient) => client.request({ type: "ping" }, "pong");

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test("a connection whose token ends is told so and closed with 4401, however it came in, and not before", async () => {
  const gateway = await start();
  const byHeader = await gateway.connect(ending(LIFETIME_MS));
  const byMessage = await gateway.open();
  await byMessage.request({ type: "authenticate", token: ending(LIFETIME_MS) }, "authenticated");
  vi.advanceTimersByTime(LIFETIME_MS - 5000);
  for (const client of [byHeader, byMessage]) await settled(client);
  vi.advanceTimersByTime(5000);
  for (const client of [byHeader, byMessage]) {
    expect((await client.next("error")).code).toBe("UNAUTHENTICATED");
    expect((await client.closed).code).toBe(CLOSE_CODES.NOT_AUTHENTICATED);
  }
});

test("a connection that authenticates again stays for as long as the newest token says, be it longer or shorter", async () => {
  const gateway = await start();
  const [longer, forever, shorter] = [
    await gateway.connect(ending(LIFETIME_MS)),
    await gateway.connect(ending(LIFETIME_MS)),
    await gateway.connect(ending(LIFETIME_MS)),
  ];
  await longer.request({ type: "authenticate", token: ending(3 * LIFETIME_MS) }, "authenticated");
  await forever.request({ type: "authenticate", token: "acme~ada" }, "authenticated");
  await shorter.request({ type: "authenticate", token: ending(LIFETIME_MS / 2) }, "authenticated");
  vi.advanceTimersByTime(LIFETIME_MS / 2);
  expect((await shorter.closed).code).toBe(CLOSE_CODES.NOT_AUTHENTICATED);
  vi.advanceTimersByTime(2 * LIFETIME_MS);
  for (const client of [longer, forever]) await settled(client);
  vi.advanceTimersByTime(LIFETIME_MS / 2);
  expect((await longer.closed).code).toBe(CLOSE_CODES.NOT_AUTHENTICATED);
  await settled(forever);
});

test.each([
  ["in a hundred days", 100 * 86_400_000],
  ["in a thousand years", 1000 * 365 * 86_400_000],
])("a token that ends %s does not end now", async (_name, inMs) => {
  const gateway = await start();
  const client = await gateway.connect(ending(inMs));
  const stream = await SseClient.open(`${gateway.url}/api/v1/sessions/${await client.createSession()}/events`, bearer(ending(inMs)));
  await stream.next("session_synced");
  vi.advanceTimersByTime(1000);
  // What a timer cannot hold must not make it ring at once, nor when it can hold no more.
  vi.advanceTimersByTime(2 ** 31);
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect(stream.response.closed).toBe(false);
});

test("a stream of events ends with the token of whoever reads it, and nobody else's does", async () => {
  const gateway = await start();
  const client = await gateway.connect("acme~ada");
  const sessionId = await client.createSession();
  const url = `${gateway.url}/api/v1/sessions/${sessionId}/events`;
  const lasting = await SseClient.open(url, bearer("acme~ada"));
  const brief = await SseClient.open(url, bearer(ending(LIFETIME_MS)));
  await Promise.all([lasting.next("session_synced"), brief.next("session_synced")]);
  vi.advanceTimersByTime(LIFETIME_MS);
  await brief.ended;
  vi.useRealTimers();
  await client.request({ type: "run_turn", sessionId, text: "hello" }, "ack");
  await lasting.next("turn_complete");
  expect(brief.heard.map(({ type }) => type)).toEqual(["state_snapshot", "session_synced"]);
});

test("a stream of events ends when its reader is no member any more, and nobody else's does", async () => {
  const gateway = await start();
  vi.useRealTimers();
  const owner = await gateway.connect("acme~ada");
  await owner.request({ type: "manage_members", action: "add", userId: "bob", role: "viewer" }, "member_list");
  const sessionId = await owner.createSession();
  const url = `${gateway.url}/api/v1/sessions/${sessionId}/events`;
  const [kept, removed] = await Promise.all([SseClient.open(url, bearer("acme~ada")), SseClient.open(url, bearer("acme~bob"))]);
  await Promise.all([kept.next("session_synced"), removed.next("session_synced")]);
  await owner.request({ type: "manage_members", action: "remove", userId: "bob" }, "member_list");
  await removed.ended;
  await owner.request({ type: "run_turn", sessionId, text: "hello" }, "ack");
  await kept.next("turn_complete");
  expect(removed.heard.map(({ type }) => type)).toEqual(["state_snapshot", "session_synced"]);
  expect((await SseClient.open(url, bearer("acme~bob"))).status).toBe(403);
});
