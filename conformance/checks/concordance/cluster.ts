import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { allChanges, allEntries, openStream, underWay } from "./calls.ts";
import { NODES, rolesOf } from "./nodes.ts";
import { Writer } from "./writer.ts";

const WATCHERS = 9;
/** Acknowledged writes before the leader is killed, and after another one leads. */
const BEFORE = 400;
const AFTER = 400;
const PATIENCE_MS = 60_000;

/** A watcher that comes back by another node when its own has gone, and goes on from what it was told last. */
class Watcher {
  readonly seen: JsonObject[] = [];
  readonly #scene: Scene;
  readonly #namespace: string;
  #node: number;

  constructor(scene: Scene, namespace: string, node: number) {
    this.#scene = scene;
    this.#namespace = namespace;
    this.#node = node;
  }

  /** Resolves when it was told so many changes. */
  async watch(enough: () => boolean): Promise<void> {
    while (!enough()) {
      const line = await this.#subscribed();
      while (!enough()) {
        const frame = await line.poll(200);
        if (frame?.["method"] === "watch/change") this.seen.push(frame["params"] as JsonObject);
        if (frame === null && line.isClosed) break;
      }
      if (!line.isClosed) return;
      this.#node = (this.#node % NODES.length) + 1;
    }
  }

  async #subscribed(): Promise<Line> {
    for (const deadline = performance.now() + PATIENCE_MS; ; ) {
      try {
        const line = await openStream(this.#scene, "CC-WATCH-2", this.#node);
        // Revisions are of batches: what came of a batch that was cut off in the middle comes again.
        const last = Number(this.seen.at(-1)?.["revision"] ?? 0);
        await resultOf(line, "watch/subscribe", { namespace: this.#namespace, sinceRevision: last }, "CC-WATCH-2");
        return line;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        this.#node = (this.#node % NODES.length) + 1;
        await delay(50);
      }
    }
  }
}

/** What a cluster promises while its nodes die. */
export const CLUSTER_CHECKS: Check[] = [
  {
    id: "concordance-v1/cluster/leader-killed",
    covers: ["CC-CLUSTER-5", "CC-WATCH-1", "CC-WATCH-2"],
    about:
      "The leader is killed while many write and watch: every acknowledged write is kept, and every watcher is told each change once and in order.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const writers = NODES.map((node) => new Writer(scene, namespace, node, NODES.length));
      let isOver = false;
      const watchers = Array.from({ length: WATCHERS }, (_, at) => new Watcher(scene, namespace, NODES[at % NODES.length] ?? 1));
      let total = Number.POSITIVE_INFINITY;
      const watching = underWay(Promise.all(watchers.map((watcher) => watcher.watch(() => watcher.seen.length >= total))));
      const writing = underWay(Promise.all(writers.map((writer) => writer.write(() => isOver))));
      const acknowledged = () => writers.reduce((sum, { acknowledged: { length } }) => sum + length, 0);
      await waitUntil(() => acknowledged() >= BEFORE, "CC-CLUSTER-5", "Writes are not acknowledged.");
      await scene.stage.turn("kill", "concordance", (await rolesOf(scene)).leader);
      const before = acknowledged();
      await waitUntil(() => acknowledged() >= before + AFTER, "CC-CLUSTER-5", "No writes are acknowledged after the leader has died.");
      isOver = true;
      await writing;
      const history = await allChanges(scene, namespace, 0, "CC-CLUSTER-5", "leader");
      total = history.length;
      await watching;
      const kept = new Set(history.map(({ value }) => value));
      const lost = writers.flatMap((writer) => writer.acknowledged).filter((value) => !kept.has(value));
      verifyEqual(lost, [], "CC-CLUSTER-5", "Acknowledged writes are lost.");
      for (const { seen } of watchers) {
        const told = seen.map(({ revision, value }) => [revision, value]);
        const wanted = history.map(({ revision, value }) => [revision, value]);
        verifyEqual(told, wanted, "CC-WATCH-1", "A watcher was told other changes than there were, or in another order.");
      }
    },
  },
  {
    id: "concordance-v1/cluster/all-killed",
    covers: ["CC-CLUSTER-5"],
    about: "All nodes are killed at once while many write: what was acknowledged, or told to a watcher, is there when they are back.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const watcher = await openStream(scene, "CC-CLUSTER-5", "leader");
      await resultOf(watcher, "watch/subscribe", { namespace }, "CC-CLUSTER-5");
      const writers = NODES.map((node) => new Writer(scene, namespace, node, NODES.length));
      let isOver = false;
      const writing = underWay(Promise.all(writers.map((writer) => writer.write(() => isOver))));
      const acknowledged = () => writers.flatMap((writer) => writer.acknowledged);
      await waitUntil(() => acknowledged().length >= BEFORE, "CC-CLUSTER-5", "Writes are not acknowledged.");
      isOver = true;
      await Promise.all(NODES.map((node) => scene.stage.turn("kill", "concordance", node)));
      await writing;
      const told: Json[] = [];
      for (let frame = await watcher.poll(1000); frame !== null; frame = await watcher.poll(1000)) {
        if (frame["method"] === "watch/change") told.push((frame["params"] as JsonObject)["value"] as Json);
      }
      await Promise.all(NODES.map((node) => scene.stage.turn("start", "concordance", node)));
      const kept = new Set((await allEntries(scene, namespace, "CC-CLUSTER-5", "leader")).map(({ value }) => value));
      const lost = [...acknowledged(), ...told].filter((value) => !kept.has(value));
      verifyEqual(lost, [], "CC-CLUSTER-5", "What was acknowledged, or told to a watcher, is lost.");
    },
  },
  {
    id: "concordance-v1/cluster/reads-after-writes",
    covers: ["CC-CLUSTER-6", "CC-CLUSTER-1"],
    about: "A linearizable read of any node has the write that another node has just acknowledged.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const lines = await Promise.all(NODES.map((node) => openStream(scene, "CC-CLUSTER-6", node)));
      for (let round = 0; round < 45; round += 1) {
        const writer = lines[round % lines.length] as Line;
        await resultOf(writer, "kv/set", { namespace, key: "k", value: round }, "CC-CLUSTER-1");
        const params = { namespace, key: "k", consistency: "linearizable" };
        const reads = await Promise.all(lines.map((line) => resultOf(line, "kv/get", params, "CC-CLUSTER-6")));
        verifyEqual(
          reads.map(({ value }) => value),
          [round, round, round],
          "CC-CLUSTER-6",
          "A linearizable read is not of the last write.",
        );
      }
    },
  },
  {
    id: "concordance-v1/cluster/leader-of-yesterday",
    covers: ["CC-CLUSTER-6"],
    about: "A leader that slept while another one was elected does not answer linearizable reads from what it knew.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const former = (await rolesOf(scene)).leader;
      const sleeper = await openStream(scene, "CC-CLUSTER-6", former);
      await resultOf(sleeper, "kv/set", { namespace, key: "k", value: "old" }, "CC-CLUSTER-6");
      const process = await scene.stage.process("concordance", former);
      process.signal("SIGSTOP");
      try {
        const other = NODES.find((node) => node !== former) ?? 1;
        const deadline = performance.now() + PATIENCE_MS;
        const write = () =>
          scene.request({ service: "concordance", node: other, method: "PUT", path: `/api/v1/kv/${namespace}/k`, body: { value: "new" } });
        while ((await write()).status !== 200) {
          verify(performance.now() < deadline, "CC-CLUSTER-6", "Nobody else leads.");
          await delay(100);
        }
        // The question is there before the sleeper hears that it leads no more.
        sleeper.send({ jsonrpc: "2.0", id: "read", method: "kv/get", params: { namespace, key: "k", consistency: "linearizable" } });
      } finally {
        process.signal("SIGCONT");
      }
      const answer = await sleeper.until({ id: "read" }, "CC-CLUSTER-6");
      const found = isObject(answer["result"]) ? answer["result"]["value"] : codeOf(answer);
      verify(found === "new" || found === "NO_LEADER", "CC-CLUSTER-6", "A former leader answers with what is not so any more.", answer);
    },
  },
];

/** Looks again and again: what others do is not awaited. @throws RuleBroken when it does not come about */
async function waitUntil(holds: () => boolean, rule: string, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!holds()) {
    verify(performance.now() < deadline, rule, what);
    await delay(20);
  }
}
