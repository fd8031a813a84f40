import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { exampleObject } from "../../../spec/test/example-files.ts";
import { Membership } from "../../members/membership.ts";
import { createLogger } from "../../observability/logger.ts";
import { EventLog } from "../../sessions/event-log.ts";
import type { SessionRuntime } from "../../sessions/session-runtime.ts";
import { Broadcaster } from "../broadcaster.ts";
import { EventStreams } from "./event-streams.ts";

const ID = "11111111-1111-4111-8111-111111111111";
const ADA = new Membership("ada", "acme", "ada@example.com", "owner");

/** Streams of one session in which nothing has happened, and how to open one. */
function stage() {
  const broadcaster = new Broadcaster();
  const log = new EventLog({ target: { commit: async () => [] }, publish: () => undefined, onStall: () => undefined, now: () => 0 });
  const session = {
    record: { id: ID },
    log: log.open("acme", ID, 0),
    snapshot: () => ({
      session: exampleObject("Session", "valid-full"),
      epoch: "first",
      lastSeq: 0,
      activeTurn: null,
      pendingRequests: [],
    }),
  } as unknown as SessionRuntime;
  const streams = new EventStreams(broadcaster, {
    settle: async () => undefined,
    events: async ({ afterSeq }) => ({ frames: new Uint8Array(), count: 0, lastSeq: afterSeq }),
  });
  return { broadcaster, streams, open: () => new Reader(streams, session) };
}

/** Reads a stream as a response does. */
class Reader {
  text = "";
  readonly done: Promise<void>;
  readonly over = Promise.withResolvers<void>();
  readonly #closed = new AbortController();

  constructor(streams: EventStreams, session: SessionRuntime) {
    const end = () => {
      this.#closed.abort();
      return this.over.promise;
    };
    const response = { closed: this.#closed.signal, end, log: () => createLogger("silent") };
    this.done = this.#read(streams.open(session, {}, ADA, response));
  }

  async synced(): Promise<void> {
    await expect.poll(() => this.text, { interval: 1 }).toContain("session_synced");
  }

  get types(): string[] {
    return [...this.text.matchAll(/^event: (.+)$/gm)].map(([, type = ""]) => type);
  }

  async #read(stream: AsyncIterable<string>): Promise<void> {
    for await (const chunk of stream) this.text += chunk;
  }
}

test("every open stream hears that the gateway shuts down, goes on until it is ended, and then ends", async () => {
  const { streams, open, broadcaster } = stage();
  const readers = [open(), open(), open()];
  for (const reader of readers) await reader.synced();
  streams.announceShutdown("Maintenance.");
  for (const reader of readers) await expect.poll(() => reader.types, { interval: 1 }).toContain("server_shutdown");
  const { data } = /event: server_shutdown\ndata: (?<data>.+)\n\n/.exec(readers[0]?.text ?? "")?.groups ?? {};
  expect(JSON.parse(data ?? "")).toEqual({
    type: "server_shutdown",
    reason: "Maintenance.",
    reconnectAfterMs: LIMITS.reconnectAfterShutdown,
  });
  expect(broadcaster.participants(ID).size).toBe(3);
  let closed = false;
  const closing = streams.closeAll().then(() => {
    closed = true;
  });
  for (const reader of readers) await reader.done;
  expect(readers.map(({ types }) => types)).toEqual(readers.map(() => ["state_snapshot", "session_synced", "server_shutdown"]));
  expect(broadcaster.participants(ID).size).toBe(0);
  // The responses are over only when their clients have read them.
  expect(closed).toBe(false);
  for (const reader of readers) reader.over.resolve();
  await closing;
});

test("a stream that is ended at once still brings what was said of the end", async () => {
  const { streams, open } = stage();
  const reader = open();
  reader.over.resolve();
  await reader.synced();
  streams.announceShutdown("Maintenance.");
  await streams.closeAll();
  await reader.done;
  expect(reader.types.at(-1)).toBe("server_shutdown");
});

test("no stream opens once all were ended", async () => {
  const { streams, open, broadcaster } = stage();
  await streams.closeAll();
  const late = open();
  await late.done;
  expect(late.text).toBe("");
  expect(broadcaster.participants(ID).size).toBe(0);
  await streams.closeAll();
});
