import { afterEach, expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const real = performance.now.bind(performance);
/** What the monotonic clock says; null where it goes on. */
let frozenAt: number | null = null;
performance.now = () => frozenAt ?? real();

afterEach(() => {
  frozenAt = null;
});

test("every RATE_LIMITED says when the next message is heard, also the one before the connection is closed for flooding", async () => {
  const begin = Math.ceil(real() / LIMITS.messageWindow) * LIMITS.messageWindow;
  frozenAt = begin;
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  for (let window = 1; window <= LIMITS.limitedWindowsBeforeClose; window++) {
    frozenAt = begin + window * LIMITS.messageWindow;
    for (let sent = 0; sent < LIMITS.messagesPerWindow; sent++) client.send({ type: "ping" });
    for (let heard = 0; heard < LIMITS.messagesPerWindow; heard++) await client.next("pong");
    client.send({ type: "ping" });
    expect(await client.next("error")).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: LIMITS.messageWindow });
  }
  expect((await client.closed).code).toBe(CLOSE_CODES.FLOODING);
});
