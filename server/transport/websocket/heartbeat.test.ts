import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { OPCODE, RawClient } from "../../testing/raw-socket.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

/** The longest time between two looks at who is silent, in ms. */
const TICK = 500;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Time in which what was written arrives. */
const arrived = () => delay(30);

const heartbeats = (client: RawClient) => client.heard().events.filter(({ type }) => type === "heartbeat").length;

test("a connection that is silent is closed when the limit is reached, and not before, whenever it came", async () => {
  const gateway = await startTestGateway();
  for (const head of [0, 400, 14_700, 29_900]) {
    vi.advanceTimersByTime(head);
    const client = await RawClient.connect(gateway.url);
    await client.hear("connected");
    vi.advanceTimersByTime(LIMITS.silenceTimeout - 1);
    await arrived();
    expect(client.heard().closeCode).toBeNull();
    vi.advanceTimersByTime(TICK + 1);
    await expect.poll(() => client.heard().closeCode, { interval: 5 }).toBe(CLOSE_CODES.SLOW_CONSUMER);
    client.socket.destroy();
  }
});

test.each([
  ["a pong", { opcode: OPCODE.pong }],
  ["a message", { payload: '{"type":"ping"}' }],
  ["a frame that is no message", { payload: "{" }],
])("%s breaks the silence, once for as long as the limit", async (_name, frame) => {
  const gateway = await startTestGateway();
  const client = await RawClient.connect(gateway.url);
  await client.hear("connected");
  vi.advanceTimersByTime(LIMITS.silenceTimeout - 1);
  client.send(frame);
  await arrived();
  vi.advanceTimersByTime(LIMITS.silenceTimeout - 1);
  await arrived();
  expect(client.heard().closeCode).toBeNull();
  vi.advanceTimersByTime(TICK + 1);
  await expect.poll(() => client.heard().closeCode, { interval: 5 }).toBe(CLOSE_CODES.SLOW_CONSUMER);
});

test("a heartbeat comes once in every interval, however often the silence is looked at", async () => {
  const gateway = await startTestGateway();
  const client = await RawClient.connect(gateway.url);
  await client.hear("connected");
  for (let count = 1; count <= 5; count++) {
    vi.advanceTimersByTime(LIMITS.heartbeatInterval);
    client.send({ opcode: OPCODE.pong });
    await arrived();
    await expect.poll(() => heartbeats(client), { interval: 5 }).toBe(count);
  }
});
