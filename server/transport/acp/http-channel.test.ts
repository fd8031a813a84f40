import { describe, expect, onTestFinished, test, vi } from "vitest";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { HttpChannel } from "./http-channel.ts";

const MIB = 1024 * 1024;
/** What stands around a message in a stream, in bytes. */
const FRAME = "data: \n\n".length;
const MAIN = { method: "x", sessionId: null };
const of = (sessionId: string) => ({ method: "session/update", sessionId });

/** A channel that ends with the test, and what became of it. */
function open() {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const channel = new HttpChannel({ address: "::1", onClosed: resolve });
  onTestFinished(() => channel.close(CLOSE_CODES.SHUTDOWN, "The test is over."));
  return { channel, closed };
}

/** Reads a stream of a channel by hand, as a client does that takes one piece when it wants one. */
function read(channel: HttpChannel, sessionId: string | null = null) {
  const over = new AbortController();
  const pieces = channel.open(sessionId, { over: over.signal, destroy: () => over.abort() });
  return {
    /** What comes next; null at the end. */
    next: async () => {
      const { value, done } = await pieces.next();
      return done ? null : String(value);
    },
    leave: () => over.abort(),
  };
}

/** Time passes when a test lets it, from now on. */
function timePasses(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => void vi.advanceTimersByTime(ms);
}

/** Whether something settles before everything that is under way has come to rest. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  const quiet = Symbol();
  let rest: Promise<symbol> = Promise.resolve(quiet);
  for (let tick = 0; tick < 20; tick++) rest = rest.then(() => new Promise((resolve) => setImmediate(resolve, quiet)));
  return (await Promise.race([promise, rest])) !== quiet;
}

describe("streams", () => {
  test("a stream says at once that it is there, then what waited, then what comes, in order", async () => {
    const { channel } = open();
    channel.send("1", MAIN);
    channel.send("2", MAIN);
    const { next } = read(channel);
    expect(await next()).toBe(": open\n\n");
    expect(await next()).toBe("data: 1\n\ndata: 2\n\n");
    const following = next();
    expect(await settles(following)).toBe(false);
    channel.send("3", MAIN);
    expect(await following).toBe("data: 3\n\n");
  });

  test("a session's messages come on its stream while that is read, whatever the case of its id", async () => {
    const { channel } = open();
    const [main, session] = [read(channel), read(channel, "A")];
    for (const { next } of [main, session]) await next();
    channel.send("1", of("a"));
    channel.send("2", of("b"));
    expect(await session.next()).toBe("data: 1\n\n");
    expect(await main.next()).toBe("data: 2\n\n");
  });

  test("what the reader of a session's stream did not get comes on the connection's, in order", async () => {
    const { channel } = open();
    const session = read(channel, "a");
    await session.next();
    channel.send("1", of("a"));
    await session.next();
    channel.send("2", of("a"));
    channel.send("3", of("a"));
    session.leave();
    channel.send("4", of("a"));
    const { next } = read(channel);
    await next();
    expect(await next()).toBe("data: 2\n\ndata: 3\n\ndata: 4\n\n");
  });

  test("a stream has one reader at a time, and another one once that has gone", async () => {
    const { channel } = open();
    const response = { over: new AbortController().signal, destroy: () => undefined };
    for (const sessionId of [null, "a"]) {
      const first = read(channel, sessionId);
      expect(() => channel.open(sessionId, response)).toThrow(expect.objectContaining({ code: "CONFLICT" }));
      first.leave();
      channel.open(sessionId, response);
    }
  });

  test("1,000 sessions have streams of their own beside the connection's, and one more does not", () => {
    const { channel } = open();
    const streams = Array.from({ length: 1000 }, (_, index) => read(channel, String(index)));
    read(channel);
    expect(() => read(channel, "more")).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
    streams[0]?.leave();
    read(channel, "more");
  });

  test("a reader that is gone before it begins takes nothing", async () => {
    const { channel } = open();
    channel.send("1", MAIN);
    const gone = channel.open(null, { over: AbortSignal.abort(), destroy: () => undefined });
    await gone.next();
    expect(await gone.next()).toMatchObject({ done: true });
    const { next } = read(channel);
    await next();
    expect(await next()).toBe("data: 1\n\n");
  });

  test("the next message can be had by itself, without a stream", async () => {
    const { channel } = open();
    const next = channel.next();
    channel.send("1", MAIN);
    channel.send("2", MAIN);
    expect(await next).toBe("1");
    const reader = read(channel);
    await reader.next();
    expect(await reader.next()).toBe("data: 2\n\n");
  });
});

describe("a client that reads slowly", () => {
  test("as many bytes as the limit may wait, and one more ends the connection", async () => {
    for (const more of [0, 1]) {
      const { channel } = open();
      channel.send("x".repeat(MIB), MAIN);
      channel.send("x".repeat(LIMITS.sendBufferBytes - MIB - 2 * FRAME + more), MAIN);
      expect(channel.isOpen).toBe(more === 0);
    }
  });

  test("all streams of a connection count, and what was handed to a reader that has not taken it does, too", async () => {
    const { channel, closed } = open();
    const [main, session] = [read(channel), read(channel, "a")];
    for (const { next } of [main, session]) await next();
    const half = "x".repeat(LIMITS.sendBufferBytes / 2);
    channel.send(half, MAIN);
    await main.next();
    channel.send(half, of("a"));
    await closed;
    expect(channel.isOpen).toBe(false);
  });

  test("one message may be larger than the limit when nothing else waits", async () => {
    const { channel } = open();
    channel.send("x".repeat(LIMITS.sendBufferBytes + 1), MAIN);
    expect(channel.isOpen).toBe(true);
    channel.send("x", MAIN);
    expect(channel.isOpen).toBe(false);
  });

  test("whoever waits for the client goes on when it has taken most of what waited", async () => {
    const { channel } = open();
    const { next } = read(channel);
    await next();
    channel.send("x".repeat(2 * MIB), MAIN);
    const drained = channel.drained();
    await next();
    expect(await settles(drained)).toBe(false);
    void next();
    await drained;
    await channel.drained();
  });

  test("a connection whose output nobody takes in time is ended, whatever else it does", () => {
    const pass = timePasses();
    const { channel } = open();
    channel.began();
    channel.send("1", MAIN);
    pass(LIMITS.acpHttpIdle - 1);
    channel.send("2", MAIN);
    expect(channel.isOpen).toBe(true);
    pass(1);
    expect(channel.isOpen).toBe(false);
  });

  test("a connection whose output is taken, piece by piece, is kept", async () => {
    const pass = timePasses();
    const { channel } = open();
    const { next } = read(channel);
    await next();
    let following = next();
    for (let round = 0; round < 3; round++) {
      channel.send("1", MAIN);
      expect(await following).toBe("data: 1\n\n");
      pass(LIMITS.acpHttpIdle - 1);
      following = next();
    }
    channel.send("2", MAIN);
    await following;
    pass(LIMITS.acpHttpIdle - 1);
    expect(channel.isOpen).toBe(true);
    pass(1);
    expect(channel.isOpen).toBe(false);
  });
});

describe("an idle connection", () => {
  test("a connection without a request or a stream is ended in time", () => {
    const pass = timePasses();
    const { channel } = open();
    pass(LIMITS.acpHttpIdle - 1);
    expect(channel.isOpen).toBe(true);
    pass(1);
    expect(channel.isOpen).toBe(false);
  });

  test("a request that is handled, and a stream that is read, keep it; when both are over its time begins anew", async () => {
    const pass = timePasses();
    const { channel } = open();
    const handled = channel.began();
    pass(2 * LIMITS.acpHttpIdle);
    const { leave, next } = read(channel);
    handled();
    await next();
    for (let beats = 0; beats < 5; beats++) {
      const beat = next();
      pass(LIMITS.heartbeatInterval);
      await beat;
    }
    expect(channel.isOpen).toBe(true);
    leave();
    pass(LIMITS.acpHttpIdle - 1);
    expect(channel.isOpen).toBe(true);
    pass(1);
    expect(channel.isOpen).toBe(false);
  });

  test("a reader hears from time to time that the stream is there, where nothing else says so", async () => {
    const pass = timePasses();
    const { channel } = open();
    const { next } = read(channel);
    await next();
    const beat = next();
    pass(LIMITS.heartbeatInterval);
    expect(await beat).toBe(":\n\n");
  });
});

describe("the end", () => {
  test("readers get what waits, then why it ended, then the end", async () => {
    const { channel, closed } = open();
    const { next } = read(channel);
    await next();
    channel.send("1", MAIN);
    channel.close(CLOSE_CODES.FORBIDDEN, "You are no longer a member of this tenant.");
    channel.send("2", MAIN);
    expect(await next()).toBe("data: 1\n\n: 4403 You are no longer a member of this tenant.\n\n");
    expect(await next()).toBeNull();
    await closed;
  });

  test("it ends once, and lets go whoever waits for it", async () => {
    let ends = 0;
    const channel = new HttpChannel({ address: "", onClosed: () => ends++ });
    channel.pause();
    const ready = channel.ready();
    const next = channel.next();
    channel.close(CLOSE_CODES.SHUTDOWN, "");
    channel.close(CLOSE_CODES.SHUTDOWN, "");
    await ready;
    expect(await next).toBeNull();
    expect(await channel.next()).toBeNull();
    await channel.drained();
    await channel.over();
    expect(ends).toBe(1);
  });

  test("it is over when the last stream is", async () => {
    const { channel } = open();
    const [one, two] = [read(channel), read(channel, "a")];
    channel.close(CLOSE_CODES.SHUTDOWN, "");
    const over = channel.over();
    one.leave();
    expect(await settles(over)).toBe(false);
    two.leave();
    await over;
  });
});

test("while it is paused the client's messages wait", async () => {
  const { channel } = open();
  await channel.ready();
  channel.pause();
  const ready = channel.ready();
  expect(await settles(ready)).toBe(false);
  channel.resume();
  await ready;
});
