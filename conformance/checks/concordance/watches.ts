import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { callAll, nextChange, numberedWrites, openStream, underWay } from "./calls.ts";

const WATCHERS = 8;
const WRITES = 600;
/** What the systems at both ends hold for a reader that sleeps, at most. */
const SYSTEM_BUFFER_BYTES = 16 * 2 ** 20;

/** The values of the next changes of a subscription. */
async function valuesOf(line: Line, count: number, rule: string): Promise<Json[]> {
  const values: Json[] = [];
  while (values.length < count) values.push((await nextChange(line, rule))["value"] as Json);
  return values;
}

/** What watchers are told while others write. */
export const WATCH_CHECKS: Check[] = [
  {
    id: "concordance-v1/watch/joined-midway",
    covers: ["CC-WATCH-1", "CC-WATCH-2"],
    about: "Whoever subscribes with a revision while others write is told every change once and in order.",
    needs: {},
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const writer = await openStream(scene, "CC-WATCH-2");
      const { revision = 0 } = await resultOf(writer, "kv/list", { namespace, consistency: "linearizable" }, "CC-WATCH-2");
      const watchers = await Promise.all(Array.from({ length: WATCHERS }, () => openStream(scene, "CC-WATCH-2")));
      const written = callAll(writer, numberedWrites(namespace, WRITES), "CC-WATCH-2", 30_000);
      const wanted = Array.from({ length: WRITES }, (_, at) => at);
      const seen = watchers.map(async (line, at) => {
        await delay(at * 10);
        await resultOf(line, "watch/subscribe", { namespace, sinceRevision: revision }, "CC-WATCH-2");
        verifyEqual(
          await valuesOf(line, WRITES, "CC-WATCH-2"),
          wanted,
          "CC-WATCH-2",
          "A watcher is told other changes, or in another order.",
        );
      });
      await Promise.all([written, ...seen]);
    },
  },
  {
    id: "concordance-v1/watch/subscriptions-limit",
    covers: ["CC-WATCH-6"],
    about: "A connection has as many subscriptions as may be, and not one more; one that is ended makes room.",
    needs: {},
    async run(scene) {
      const tenant = String(scene.stage.names["tenant"]);
      const line = await openStream(scene, "CC-WATCH-6");
      const most = scene.limit("subscriptionsPerConnection");
      const subscribe = (at: number) => ({ method: "watch/subscribe", params: { namespace: `${tenant}/${at}` } });
      const answers = await callAll(
        line,
        Array.from({ length: most }, (_, at) => subscribe(at)),
        "CC-WATCH-6",
        30_000,
      );
      verifyEqual(
        answers.filter((answer) => codeOf(answer) !== null),
        [],
        "CC-WATCH-6",
        "A subscription within the limit is refused.",
      );
      const tooMany = { error: { code: -32016, data: { code: "TOO_MANY_SUBSCRIPTIONS" } } };
      verifyMatch(tooMany, (await callAll(line, [subscribe(most)], "CC-WATCH-6"))[0], "CC-WATCH-6");
      // Subscribing again is not one more.
      await resultOf(line, "watch/subscribe", subscribe(0).params, "CC-WATCH-6");
      const ended = await resultOf(line, "watch/unsubscribe", { namespace: `${tenant}/1` }, "CC-WATCH-6");
      verifyEqual(ended["unsubscribed"], true, "CC-WATCH-6", "Whether the subscription was there.");
      await resultOf(line, "watch/subscribe", subscribe(most).params, "CC-WATCH-6");
      await resultOf(line, "kv/set", { namespace: `${tenant}/${most}`, key: "k", value: 1 }, "CC-WATCH-6");
      await resultOf(line, "kv/set", { namespace: `${tenant}/2`, key: "k", value: 2 }, "CC-WATCH-6");
      await resultOf(line, "kv/set", { namespace: `${tenant}/1`, key: "k", value: 3 }, "CC-WATCH-5");
      const told = line.frames.filter(({ method }) => method === "watch/change").map(({ params }) => (params as JsonObject)["value"]);
      if (told.length < 2) told.push(...(await valuesOf(line, 2 - told.length, "CC-WATCH-6")));
      verifyEqual(told, [1, 2], "CC-WATCH-6", "The changes that the subscriptions are told.");
    },
  },
  {
    id: "concordance-v1/watch/slow-reader",
    covers: ["CC-WATCH-1", "CC-WATCH-2"],
    about: "A subscriber that does not read is closed with 4408, disturbs nobody, and goes on from its last revision without loss.",
    needs: { nodes: 1 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const [sleeper, reader, writer] = await Promise.all([1, 2, 3].map(() => openStream(scene, "CC-WATCH-1")));
      if (!sleeper || !reader || !writer) throw new Error("There are three connections.");
      for (const line of [sleeper, reader]) await resultOf(line, "watch/subscribe", { namespace }, "CC-WATCH-1");
      sleeper.peer.pause();
      const value = "x".repeat(scene.limit("valueBytes") / 2);
      const count = Math.ceil((scene.limit("subscriberBufferBytes") * 3 + SYSTEM_BUFFER_BYTES) / value.length);
      const keys = Array.from({ length: count }, (_, at) => String(at));
      for (const key of keys) await resultOf(writer, "kv/set", { namespace, key, value }, "CC-WATCH-1");
      const read: Json[] = [];
      while (read.length < count) read.push((await nextChange(reader, "CC-WATCH-1"))["key"] as Json);
      verifyEqual(read, keys, "CC-WATCH-1", "What another one is told.");
      sleeper.peer.resume();
      verifyEqual((await sleeper.closed("CC-WATCH-1", 30_000)).code, 4408, "CC-WATCH-1", "How a reader that sleeps is closed.");
      const had = sleeper.frames.filter(({ method }) => method === "watch/change").map(({ params }) => params as JsonObject);
      verify(had.length < count, "CC-WATCH-1", "A reader that slept was told everything.");
      const again = await openStream(scene, "CC-WATCH-2");
      await resultOf(again, "watch/subscribe", { namespace, sinceRevision: had.at(-1)?.["revision"] ?? 0 }, "CC-WATCH-2");
      const all = had.map(({ key }) => key);
      while (all.length < count) all.push((await nextChange(again, "CC-WATCH-2"))["key"]);
      verifyEqual(all, keys, "CC-WATCH-2", "What it is told altogether.");
    },
  },
  {
    id: "concordance-v1/rest/long-poll",
    covers: ["CC-REST-4"],
    about: "A long poll ends with the change that it waits for, else when its time is over.",
    needs: {},
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const line = await openStream(scene, "CC-REST-4");
      const { revision } = await resultOf(line, "kv/set", { namespace, key: "k", value: 0 }, "CC-REST-4");
      const poll = (waitMs: number) =>
        scene.request({
          service: "concordance",
          method: "GET",
          path: `/api/v1/changes?namespace=${namespace}&since=${revision}&waitMs=${waitMs}`,
        });
      const began = performance.now();
      const waiting = underWay(poll(scene.limit("longPoll")));
      await resultOf(line, "kv/set", { namespace: `${namespace}-other`, key: "k", value: 0 }, "CC-REST-4");
      await delay(300);
      await resultOf(line, "kv/set", { namespace, key: "k", value: 1 }, "CC-REST-4");
      verifyMatch({ status: 200, body: { changes: [{ value: 1 }] } }, (await waiting) as unknown as Json, "CC-REST-4");
      verify(performance.now() - began < scene.limit("longPoll"), "CC-REST-4", "A change does not end a long poll.");
      const { revision: last } = await resultOf(line, "kv/get", { namespace, key: "k" }, "CC-REST-4");
      const quiet = performance.now();
      const path = `/api/v1/changes?namespace=${namespace}&since=${String(last)}&waitMs=1000`;
      const answer = await scene.request({ service: "concordance", method: "GET", path });
      verifyMatch({ status: 200, body: { changes: [], revision: { $min: Number(last) } } }, answer as unknown as Json, "CC-REST-4");
      verify(performance.now() - quiet >= 900, "CC-REST-4", "A long poll does not wait.");
    },
  },
];
