import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { allChanges, allEntries, callAll, numberedWrites, openStream } from "./calls.ts";

const RULE = "CC-LIMIT-1";
/** What `"` at both ends takes of a text as JSON. */
const QUOTES = 2;

/** A text of so many bytes, the last of them in a letter of two when there are enough. */
function bytes(count: number): string {
  return count < 2 ? "x".repeat(count) : `${"x".repeat(count - 2)}é`;
}

/** So many arrays, each the only element of the one around it. */
function nested(levels: number): Json {
  let value: Json = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}

/** The same write over `/stream` and over REST is taken, or refused by the same code. */
async function writes(scene: Scene, line: Line, entry: { namespace: string; key: string } & JsonObject, code: string | null) {
  const answer = await line.callMethod("kv/set", entry, RULE);
  verifyEqual(codeOf(answer), code, RULE, "What becomes of the write over /stream.");
  const { namespace, key, ...body } = entry;
  const path = `/api/v1/kv/${encodeURIComponent(namespace)}/${encodeURIComponent(key)}`;
  const response = await scene.request({ service: "concordance", method: "PUT", path, body });
  const received = isObject(response.body) && isObject(response.body["error"]) ? response.body["error"]["code"] : null;
  verifyEqual(received, code, RULE, "What becomes of the write over REST.");
}

/** Operations that take exactly so many bytes as JSON, none of them with a value that is too large. */
function operationsOf(namespace: string, total: number, valueBytes: number): JsonObject[] {
  const count = Math.ceil(total / valueBytes) + 1;
  const bare = Array.from({ length: count }, (_, at): JsonObject => ({ op: "set", namespace, key: String(at), value: "" }));
  const rest = total - Buffer.byteLength(JSON.stringify(bare));
  const share = Math.floor(rest / count);
  return bare.map((one, at) => ({ ...one, value: "x".repeat(at === 0 ? rest - share * (count - 1) : share) }));
}

/** Everything that has a size is taken at its limit and refused one above it. */
export const LIMIT_CHECKS: Check[] = [
  {
    id: "concordance-v1/limits/names",
    covers: [RULE],
    about: "Namespace, key, prefix and actor are taken at their limit, counted as the spec says, and refused one above it.",
    needs: {},
    async run(scene) {
      const line = await openStream(scene, RULE);
      const tenant = String(scene.stage.names["tenant"]);
      const long = `${tenant}/${"x".repeat(scene.limit("namespaceBytes") - tenant.length - 1)}`;
      await writes(scene, line, { namespace: long, key: "k", value: 1 }, null);
      await writes(scene, line, { namespace: `${long}x`, key: "k", value: 1 }, "INVALID_REQUEST");
      await writes(scene, line, { namespace: tenant, key: bytes(scene.limit("keyBytes")), value: 1 }, null);
      await writes(scene, line, { namespace: tenant, key: bytes(scene.limit("keyBytes") + 1), value: 1 }, "INVALID_REQUEST");
      await writes(scene, line, { namespace: tenant, key: "", value: 1 }, "INVALID_REQUEST").catch((error: unknown) => {
        // Over REST an empty key is the path of the namespace, which takes no PUT.
        if (!String(error).includes("REST")) throw error;
      });
      const actor = "é".repeat(scene.limit("actorLength"));
      await writes(scene, line, { namespace: tenant, key: "k", value: 1, actor }, null);
      await writes(scene, line, { namespace: tenant, key: "k", value: 1, actor: `${actor}é` }, "INVALID_REQUEST");
      const prefix = bytes(scene.limit("keyBytes"));
      verifyMatch({ items: [{ key: prefix }] }, await resultOf(line, "kv/list", { namespace: tenant, prefix }, RULE), RULE);
      const longer = await line.callMethod("kv/list", { namespace: tenant, prefix: bytes(scene.limit("keyBytes") + 1) }, RULE);
      verifyEqual(codeOf(longer), "INVALID_REQUEST", RULE, "What becomes of a prefix that is too long.");
    },
  },
  {
    id: "concordance-v1/limits/values",
    covers: [RULE],
    about: "A value, and the nesting of what is sent, is taken at its limit and refused above it.",
    needs: {},
    async run(scene) {
      const line = await openStream(scene, RULE);
      const place = { namespace: String(scene.stage.names["tenant"]), key: "k" };
      const value = bytes(scene.limit("valueBytes") - QUOTES);
      await writes(scene, line, { ...place, value }, null);
      verifyMatch({ value, version: 2 }, await resultOf(line, "kv/get", place, RULE), RULE);
      await writes(scene, line, { ...place, value: `x${value}` }, "TOO_LARGE");
      const operation = { op: "set", ...place, value: `x${value}` };
      const batch = await line.callMethod("kv/batch", { operations: [operation] }, RULE);
      verifyEqual(codeOf(batch), "TOO_LARGE", RULE, "What becomes of a batch with a value that is too large.");
      const levels = scene.limit("jsonNesting");
      // The frame and its `params` are two of the levels, the body of a request is one.
      const deep = await line.callMethod("kv/set", { ...place, value: nested(levels - 2) }, RULE);
      verifyEqual(codeOf(deep), null, RULE, "What becomes of the deepest frame.");
      line.send({ jsonrpc: "2.0", id: "deeper", method: "kv/set", params: { ...place, value: nested(levels - 1) } });
      verifyMatch({ id: null, error: { data: { code: "INVALID_JSON" } } }, await line.next(RULE), RULE);
      const path = `/api/v1/kv/${place.namespace}/${place.key}`;
      const put = (body: JsonObject) => scene.request({ service: "concordance", method: "PUT", path, body });
      verifyMatch({ status: 200 }, (await put({ value: nested(levels - 1) })) as unknown as Json, RULE);
      const refused = (await put({ value: nested(levels) })) as unknown as Json;
      verifyMatch({ status: 400, body: { error: { code: "INVALID_JSON" } } }, refused, RULE);
    },
  },
  {
    id: "concordance-v1/limits/batches",
    covers: [RULE, "CC-REST-3"],
    about: "A batch is taken with as many operations and bytes as may be, and refused with one more.",
    needs: {},
    async run(scene) {
      const line = await openStream(scene, RULE);
      const tenant = String(scene.stage.names["tenant"]);
      const apply = (operations: JsonObject[]) =>
        scene.request({ service: "concordance", method: "POST", path: "/api/v1/batch", body: { operations } });
      const most = scene.limit("batchOperations");
      const sets = (count: number) =>
        Array.from({ length: count }, (_, at): JsonObject => ({ op: "set", namespace: tenant, key: `few-${at}`, value: at }));
      verifyMatch({ results: { $size: most } }, await resultOf(line, "kv/batch", { operations: sets(most) }, RULE), RULE);
      verifyMatch({ status: 200, body: { results: { $size: most } } }, (await apply(sets(most))) as unknown as Json, RULE);
      const many = sets(most + 1);
      verifyEqual(
        codeOf(await line.callMethod("kv/batch", { operations: many }, RULE)),
        "INVALID_REQUEST",
        RULE,
        "One operation too many.",
      );
      const tooMany = (await apply(many)) as unknown as Json;
      verifyMatch({ status: 400, body: { error: { code: "INVALID_REQUEST" } } }, tooMany, RULE);
      const [total, valueBytes] = [scene.limit("batchBytes"), scene.limit("valueBytes")];
      const full = operationsOf(tenant, total, valueBytes);
      verifyEqual(Buffer.byteLength(JSON.stringify(full)), total, RULE, "The batch of the check.");
      verifyEqual(codeOf(await line.callMethod("kv/batch", { operations: full }, RULE)), null, RULE, "The largest batch.");
      verifyMatch({ status: 200 }, (await apply(full)) as unknown as Json, RULE);
      const larger = operationsOf(tenant, total + 1, valueBytes);
      verifyEqual(
        codeOf(await line.callMethod("kv/batch", { operations: larger }, RULE)),
        "TOO_LARGE",
        RULE,
        "A batch of a byte too many.",
      );
      verifyMatch({ status: 413, body: { error: { code: "TOO_LARGE" } } }, (await apply(larger)) as unknown as Json, RULE);
    },
  },
  {
    id: "concordance-v1/limits/frames",
    covers: [RULE],
    about: "A frame and a body are taken at their limit; a larger body is 413, a larger frame ends its connection with 1009.",
    needs: {},
    async run(scene) {
      const tenant = String(scene.stage.names["tenant"]);
      const most = scene.limit("frameBytes");
      const filled = (bare: JsonObject, size: number) =>
        JSON.stringify({ ...bare, pad: "x".repeat(size - Buffer.byteLength(JSON.stringify({ ...bare, pad: "" }))) });
      const put = (size: number) =>
        scene.request({
          service: "concordance",
          method: "PUT",
          path: `/api/v1/kv/${tenant}/k`,
          headers: { "content-type": "application/json" },
          text: filled({ value: 1 }, size),
        });
      verifyMatch({ status: 200 }, (await put(most)) as unknown as Json, RULE);
      verifyMatch({ status: 413, body: { error: { code: "TOO_LARGE" } } }, (await put(most + 1)) as unknown as Json, RULE);
      const line = await openStream(scene, RULE);
      const call = { jsonrpc: "2.0", id: 1, method: "kv/get", params: { namespace: tenant, key: "k" } };
      line.sendText(filled(call, most), call);
      verifyMatch({ id: 1, result: { value: 1, version: 1 } }, await line.next(RULE), RULE);
      line.sendText(filled({ ...call, id: 2 }, most + 1), { ...call, id: 2 });
      verifyEqual((await line.closed(RULE)).code, 1009, RULE, "How the connection ends.");
    },
  },
  {
    id: "concordance-v1/limits/pages",
    covers: [RULE, "CC-REST-2", "CC-REST-4"],
    about: "Pages of entries and changes end at their limits, and together they are all there is.",
    needs: {},
    async run(scene) {
      const line = await openStream(scene, RULE);
      const tenant = String(scene.stage.names["tenant"]);
      const most = scene.limit("listLimit");
      await callAll(line, numberedWrites(tenant, most + 1), RULE);
      const page = await resultOf(line, "kv/list", { namespace: tenant }, RULE);
      verify(Array.isArray(page["items"]) && page["items"].length === most, RULE, "A page has another number of entries.", page["items"]);
      const wanted = Array.from({ length: most + 1 }, (_, at) => at);
      const entries = await allEntries(scene, tenant, RULE);
      verifyEqual(
        entries.map(({ value }) => value),
        wanted,
        "CC-REST-2",
        "The pages are not all entries by their keys.",
      );
      const changes = await allChanges(scene, tenant, 0, RULE);
      verifyEqual(
        changes.map(({ value }) => value),
        wanted,
        "CC-REST-4",
        "The pages are not all changes in their order.",
      );
      const path = `/api/v1/changes?namespace=${tenant}&since=0`;
      const { body } = await scene.request({ service: "concordance", method: "GET", path });
      verifyMatch({ changes: { $size: scene.limit("changesLimit") } }, body, "CC-REST-4");
      const keys = (count: number): JsonObject[] => Array.from({ length: count }, () => ({ namespace: tenant, key: "none" }));
      const several = await resultOf(line, "kv/mget", { keys: keys(scene.limit("mgetKeys")) }, RULE);
      verifyMatch({ items: { $size: scene.limit("mgetKeys"), $each: null } }, several, RULE);
      const tooMany = await line.callMethod("kv/mget", { keys: keys(scene.limit("mgetKeys") + 1) }, RULE);
      verifyEqual(codeOf(tooMany), "INVALID_REQUEST", RULE, "One key too many.");
    },
  },
  {
    id: "concordance-v1/limits/page-bytes",
    covers: [RULE, "CC-REST-2"],
    about: "A page ends before its limit when its values are large, and what has no pages is refused.",
    needs: {},
    async run(scene) {
      const line = await openStream(scene, RULE);
      const namespace = String(scene.stage.names["tenant"]);
      const value = "x".repeat(scene.limit("valueBytes") - QUOTES);
      const count = Math.ceil(scene.limit("pageBytes") / scene.limit("valueBytes")) + 2;
      const keys = Array.from({ length: count }, (_, at): { namespace: string; key: string } => ({ namespace, key: String(at) }));
      for (const place of keys) await resultOf(line, "kv/set", { ...place, value }, RULE);
      const page = await resultOf(line, "kv/list", { namespace }, RULE);
      verify(typeof page["nextCursor"] === "string", RULE, "A page has more than may be sent at a time.", (page["items"] as Json[]).length);
      const entries = await allEntries(scene, namespace, "CC-REST-2");
      verifyEqual(
        entries.map(({ key }) => key),
        keys.map(({ key }) => key),
        "CC-REST-2",
        "The pages are not all entries.",
      );
      const changes = await allChanges(scene, namespace, 0, "CC-REST-4");
      verifyEqual(changes.length, count, RULE, "The pages are not all changes.");
      const fitting = scene.limit("pageBytes") / scene.limit("valueBytes");
      const some = await line.callMethod("kv/mget", { keys: keys.slice(0, fitting) }, RULE);
      verifyEqual(codeOf(some), null, RULE, "As many bytes as may be read at a time.");
      const all = await line.callMethod("kv/mget", { keys }, RULE);
      verifyEqual(codeOf(all), "TOO_LARGE", RULE, "More bytes than may be read at a time.");
    },
  },
];
