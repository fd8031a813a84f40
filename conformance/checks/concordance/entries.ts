import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { codeOf } from "../rpc-answers.ts";
import { callAll, numberedWrites, openStream } from "./calls.ts";

const WRITERS = 6;
const ROUNDS = 15;
const WRITES = 100;

/** What many writers at once may and may not see. */
export const ENTRY_CHECKS: Check[] = [
  {
    id: "concordance-v1/entries/cas-writers",
    covers: ["CC-CAS-1", "CC-VERSION-1"],
    about: "Of writers that base a write on the same version, exactly one wins, whatever node they ask.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const nodes = [1, 2, 3];
      const lines = await Promise.all(Array.from({ length: WRITERS }, (_, at) => openStream(scene, "CC-CAS-1", nodes[at % nodes.length])));
      for (let cas = 0; cas < ROUNDS; cas += 1) {
        const answers = await Promise.all(
          lines.map((line, at) => line.callMethod("kv/set", { namespace, key: "k", value: at, cas }, "CC-CAS-1")),
        );
        const winners = answers.filter(({ result }) => isObject(result));
        verifyEqual(winners.length, 1, "CC-CAS-1", `So many of ${WRITERS} writers won with version ${cas}.`);
        verifyMatch({ result: { version: cas + 1 } }, winners[0], "CC-VERSION-1");
        for (const answer of answers.filter(({ result }) => result === undefined)) {
          verifyEqual(codeOf(answer), "CAS_CONFLICT", "CC-CAS-1", "What the others are told.");
        }
        const value = answers.findIndex(({ result }) => isObject(result));
        const params = { namespace, key: "k", consistency: "linearizable" };
        const { result } = await (lines[0] as (typeof lines)[0]).callMethod("kv/get", params, "CC-CAS-1");
        verifyEqual((result as JsonObject | undefined)?.["value"], value, "CC-CAS-1", "The value after the write is not the winner's.");
      }
    },
  },
  {
    id: "concordance-v1/entries/revisions",
    covers: ["CC-REVISION-1"],
    about: "Writers at once get revisions that are all different, and rise for each of them.",
    needs: {},
    async run(scene) {
      const tenant = String(scene.stage.names["tenant"]);
      const lines = await Promise.all(Array.from({ length: WRITERS }, () => openStream(scene, "CC-REVISION-1")));
      const written = await Promise.all(
        lines.map(async (line, at) => {
          const answers = await callAll(line, numberedWrites(`${tenant}/${at}`, WRITES), "CC-REVISION-1");
          return answers.map(({ result }) => Number((result as JsonObject | undefined)?.["revision"]));
        }),
      );
      const all = written.flat();
      verifyEqual(new Set(all).size, WRITERS * WRITES, "CC-REVISION-1", "Two writes have the same revision.");
      for (const revisions of written) {
        verify(
          revisions.every((one, at) => at === 0 || one > (revisions[at - 1] ?? 0)),
          "CC-REVISION-1",
          "A revision is not higher than the one before.",
          revisions,
        );
      }
      const line = await openStream(scene, "CC-REVISION-1");
      const { result } = await line.callMethod("kv/list", { namespace: tenant, consistency: "linearizable" }, "CC-REVISION-1");
      verify(Number((result as JsonObject)["revision"]) >= Math.max(...all), "CC-REVISION-1", "The store's revision is behind.", result);
    },
  },
  {
    id: "concordance-v1/entries/expiry-on-every-node",
    covers: ["CC-EXPIRY-1"],
    about: "No node returns an entry after its time, whether or not its expiry has come there.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const lines = await Promise.all([1, 2, 3].map((node) => openStream(scene, "CC-EXPIRY-1", node)));
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = String(round);
        const [first] = lines as [(typeof lines)[0]];
        const { result } = await first.callMethod("kv/set", { namespace, key, value: round, ttlMs: 40 }, "CC-EXPIRY-1");
        const expiresAt = Number((result as JsonObject | undefined)?.["expiresAt"]);
        const deadline = performance.now() + 10_000;
        for (let isOver = false; !isOver; ) {
          isOver = Date.now() >= expiresAt;
          const answers = await Promise.all(lines.map((line) => line.callMethod("kv/get", { namespace, key }, "CC-EXPIRY-1")));
          if (isOver) verifyEqual(answers.map(codeOf), Array(3).fill("NOT_FOUND"), "CC-EXPIRY-1", "An entry is there after its time.");
          verify(performance.now() < deadline, "CC-EXPIRY-1", "The time of an entry is never over.", expiresAt);
        }
      }
    },
  },
];
