import fc from "fast-check";
import { expect, test } from "vitest";
import { payloads, textFrame } from "../wire/text-frame.ts";
import { EventLog, type SessionLog } from "./event-log.ts";
import { type EventSource, planReplay, Replay } from "./replay.ts";

const SESSION = "11111111-1111-4111-8111-111111111111";
const LOG = { epoch: "first", lastSeq: 10 };

test.each([
  ["no cursor", {}, { resume: "live", afterSeq: 10 }],
  ["an epoch without a place", { epoch: "first" }, { resume: "live", afterSeq: 10 }],
  ["a place", { afterSeq: 4 }, { resume: "continued", afterSeq: 4 }],
  ["a place of this epoch", { afterSeq: 4, epoch: "first" }, { resume: "continued", afterSeq: 4 }],
  ["the beginning", { afterSeq: 0 }, { resume: "continued", afterSeq: 0 }],
  ["the end", { afterSeq: 10 }, { resume: "continued", afterSeq: 10 }],
  ["a place past the end", { afterSeq: 11 }, { resume: "reset", afterSeq: 0 }],
  ["a place of another epoch", { afterSeq: 4, epoch: "second" }, { resume: "reset", afterSeq: 0 }],
  ["the beginning of another epoch", { afterSeq: 0, epoch: "second" }, { resume: "reset", afterSeq: 0 }],
])("%s is answered as the spec says", (_name, cursor, expected) => {
  expect(planReplay(cursor, LOG)).toEqual(expected);
});

/** A log in memory whose commits and reads take as long as the property test wants them to. */
function slowLog(scheduler: fc.Scheduler) {
  const stored: string[] = [];
  const listeners = new Set<Replay>();
  const log = new EventLog({
    target: {
      async commit(drafts) {
        await scheduler.schedule(Promise.resolve(), "commit");
        return drafts.map(({ texts }) => {
          stored.push(...texts);
          return Buffer.concat(texts.map(textFrame));
        });
      },
    },
    publish: (committed) => {
      for (const run of committed) for (const listener of listeners) listener.deliver(run);
    },
    onStall: () => undefined,
    now: () => 0,
  });
  const source: EventSource = {
    settle: () => scheduler.schedule(Promise.resolve(), "settle"),
    async events({ afterSeq, untilSeq }) {
      await scheduler.schedule(Promise.resolve(), "read");
      const page = stored.slice(afterSeq, Math.min(untilSeq, afterSeq + 3));
      return { frames: Buffer.concat(page.map(textFrame)), count: page.length, lastSeq: afterSeq + page.length };
    },
  };
  return { session: log.open("acme", SESSION, 0), listeners, source };
}

interface View {
  from: number;
  seen: number[];
  syncedAt: number | null;
  replay: Replay;
  joined: Promise<void>;
}

async function join(
  session: SessionLog,
  source: EventSource,
  listeners: Set<Replay>,
  scheduler: fc.Scheduler,
  afterSeq: number | undefined,
): Promise<View> {
  const plan = planReplay(afterSeq === undefined ? {} : { afterSeq }, { epoch: "first", lastSeq: session.lastSeq });
  const until = session.lastSeq;
  const view: View = { from: plan.afterSeq, seen: [], syncedAt: null, replay: undefined as never, joined: Promise.resolve() };
  view.replay = new Replay(
    source,
    {
      write: (frames) => view.seen.push(...[...payloads(frames)].map((json) => (JSON.parse(json) as { seq: number }).seq)),
      drained: () => scheduler.schedule(Promise.resolve(), "drain"),
      synced: (seq) => (view.syncedAt = seq),
    },
    session,
    plan.afterSeq,
  );
  listeners.add(view.replay);
  view.joined = session.committed(until).then(() => view.replay.run(until));
  return view;
}

test("whatever joins, drops and publishes at whatever moment: every view is a run of the log without a gap, and nothing twice", async () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant("append" as const), count: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ do: fc.constant("join" as const), afterSeq: fc.option(fc.nat({ max: 60 }), { nil: undefined }) }),
    fc.record({ do: fc.constant("drop" as const), which: fc.nat() }),
    fc.record({ do: fc.constant("wait" as const), steps: fc.integer({ min: 1, max: 5 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(action, { minLength: 1, maxLength: 40 }), async (scheduler, actions) => {
      const { session, listeners, source } = slowLog(scheduler);
      const views: View[] = [];
      const dropped = new Set<View>();
      for (const step of actions) {
        if (step.do === "append") {
          for (let count = 0; count < step.count; count++) session.append({ type: "text_delta", turnId: SESSION, text: "x" });
          await new Promise((resolve) => setImmediate(resolve));
        } else if (step.do === "join") {
          views.push(await join(session, source, listeners, scheduler, step.afterSeq));
        } else if (step.do === "drop") {
          const view = views[step.which % Math.max(views.length, 1)];
          if (view !== undefined) {
            view.replay.cancel();
            listeners.delete(view.replay);
            dropped.add(view);
          }
        } else {
          for (let count = 0; count < step.steps && scheduler.count() > 0; count++) await scheduler.waitOne();
        }
      }
      const all = Promise.all([session.committed(session.lastSeq), ...views.map(({ joined }) => joined)]);
      let done = false;
      void all.then(() => (done = true));
      while (!done) {
        if (scheduler.count() > 0) await scheduler.waitOne();
        else await new Promise((resolve) => setImmediate(resolve));
      }
      for (const view of views) {
        const expected = view.seen.map((_, index) => view.from + index + 1);
        expect(view.seen).toEqual(expected);
        if (dropped.has(view)) continue;
        expect(view.from + view.seen.length).toBe(session.lastSeq);
        expect(view.syncedAt).not.toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});

test("a replay that is overrun by what happens meanwhile reads on from the log, and still misses nothing", async () => {
  const big = "x".repeat(300_000);
  const stored: string[] = [];
  const replays: Replay[] = [];
  const log = new EventLog({
    target: {
      async commit(drafts) {
        return drafts.map(({ texts }) => {
          stored.push(...texts);
          return Buffer.concat(texts.map(textFrame));
        });
      },
    },
    publish: (committed) => {
      for (const run of committed) for (const replay of replays) replay.deliver(run);
    },
    onStall: () => undefined,
    now: () => 0,
  });
  const session = log.open("acme", SESSION, 0);
  for (let count = 0; count < 5; count++) session.append({ type: "text_delta", turnId: SESSION, text: "x" });
  await session.committed(5);
  const seen: number[] = [];
  let reads = 0;
  const replay = new Replay(
    {
      settle: async () => undefined,
      async events({ afterSeq, untilSeq }) {
        // While the first page is read, far more is committed than is held back.
        if (reads++ === 0) {
          for (let count = 0; count < 30; count++) session.append({ type: "text_delta", turnId: SESSION, text: big });
          await session.committed(session.lastSeq);
        }
        const page = stored.slice(afterSeq, untilSeq);
        return { frames: Buffer.concat(page.map(textFrame)), count: page.length, lastSeq: untilSeq };
      },
    },
    {
      write: (frames) => seen.push(...[...payloads(frames)].map((json) => (JSON.parse(json) as { seq: number }).seq)),
      drained: async () => undefined,
      synced: () => undefined,
    },
    session,
    0,
  );
  replays.push(replay);
  await replay.run(5);
  expect(reads).toBe(2);
  session.append({ type: "text_delta", turnId: SESSION, text: "live" });
  await session.committed(36);
  expect(seen).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
});
