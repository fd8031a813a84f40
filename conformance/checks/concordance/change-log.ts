import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { allChanges, callAll, nextChange, openStream } from "./calls.ts";

/** Batches that are on their way at a time. */
const AT_ONCE = 40;

/** What of the changes is kept. */
export const CHANGE_LOG_CHECKS: Check[] = [
  {
    id: "concordance-v1/changes/compacted",
    covers: ["CC-REST-5", "CC-WATCH-3", "CC-WATCH-4"],
    about: "The change log keeps what the spec says; who asks for older changes is told from where to go on, and cursors are kept young.",
    needs: { nodes: 1 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const [writer, quiet] = [await openStream(scene, "CC-REST-5"), await openStream(scene, "CC-WATCH-4")];
      await resultOf(quiet, "watch/subscribe", { namespace: `${namespace}-quiet` }, "CC-WATCH-4");
      const size = scene.limit("batchOperations");
      const kept = scene.limit("changeLogChanges");
      const batches = Math.ceil(kept / size) + AT_ONCE;
      for (let done = 0; done < batches; done += AT_ONCE) {
        const calls = Array.from({ length: Math.min(AT_ONCE, batches - done) }, (_, batch) => ({
          method: "kv/batch",
          params: {
            operations: Array.from(
              { length: size },
              (__, at): JsonObject => ({ op: "set", namespace, key: String(at), value: done + batch }),
            ),
          },
        }));
        const answers = await callAll(writer, calls, "CC-REST-5", 60_000);
        verifyEqual(
          answers.map(codeOf),
          calls.map(() => null),
          "CC-REST-5",
          "A batch is refused.",
        );
      }
      const read = (since: number) =>
        scene.request({ service: "concordance", method: "GET", path: `/api/v1/changes?namespace=${namespace}&since=${since}` });
      const { body } = await read(0);
      verifyMatch({ error: { code: "COMPACTED", compactedTo: { $min: 1 } } }, body, "CC-REST-5");
      const compactedTo = Number(((body as JsonObject)["error"] as JsonObject)["compactedTo"]);
      verifyMatch({ status: 410, body: { error: { compactedTo } } }, (await read(compactedTo - 1)) as unknown as Json, "CC-REST-5");
      const changes = await allChanges(scene, namespace, compactedTo, "CC-REST-5");
      verify(changes.length >= kept - size, "CC-REST-5", `Fewer than ${kept} changes are kept.`, changes.length);
      verifyEqual(
        changes.every(({ version }, at) => at < size || Number(version) === Number(changes[at - size]?.["version"]) + 1),
        true,
        "CC-REST-4",
        "A change is missing, or comes twice.",
      );
      const late = await openStream(scene, "CC-WATCH-3");
      const refused = await late.callMethod("watch/subscribe", { namespace, sinceRevision: compactedTo - 1 }, "CC-WATCH-3");
      verifyMatch({ error: { code: -32006, data: { code: "COMPACTED", compactedTo } } }, refused, "CC-WATCH-3");
      await resultOf(late, "watch/subscribe", { namespace, sinceRevision: compactedTo }, "CC-WATCH-3");
      const { revision } = await nextChange(late, "CC-WATCH-3");
      verifyEqual(revision, changes[0]?.["revision"], "CC-WATCH-3", "The first change after the cursor.");
      const progress = await quiet.until({ method: "watch/progress" }, "CC-WATCH-4", new Map(), scene.limit("watchProgress") * 3);
      let reached = Number((progress["params"] as JsonObject)["revision"]);
      for (let more = await quiet.poll(0); more !== null; more = await quiet.poll(0)) {
        reached = Number((more["params"] as JsonObject)["revision"]);
      }
      verify(reached >= compactedTo, "CC-WATCH-4", "A quiet cursor has grown older than the change log.", { reached, compactedTo });
    },
  },
];
