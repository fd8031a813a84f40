import type { OperationModel } from "@diminuendo/typespec-protocol/model";
import type { Check } from "../../runner/check.ts";
import { verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";

/** A body that an endpoint would take, by its path. What is to be refused for its key must be fine otherwise. */
const BODIES: Readonly<Record<string, JsonObject>> = {
  "/api/v1/kv/{namespace}/{key}": { value: 1 },
  "/api/v1/batch": { operations: [{ op: "check", namespace: "conformance", key: "none", cas: 0 }] },
  "/api/v1/cluster/join": { nodeId: "nobody", address: "127.0.0.1:1", learner: true },
  "/api/v1/cluster/remove": { nodeId: "nobody" },
  "/api/v1/cluster/transfer": { nodeId: "nobody" },
};

/** Makes the request that an endpoint is for. */
async function ask(scene: Scene, { method, path, body, parameters }: OperationModel, as: string | null): Promise<Json> {
  const query = parameters.flatMap(({ in: place, required, name }) =>
    place === "query" && required ? [`${name}=${name === "since" ? "0" : "conformance"}`] : [],
  );
  const filled = path.replace("{namespace}", "conformance").replace("{key}", "none");
  const answer = await scene.request({
    service: "concordance",
    as,
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join("&")}`,
    ...(body === null ? {} : { body: BODIES[path] ?? {} }),
  });
  return answer as unknown as Json;
}

/** Which key may do what, for every endpoint of the spec. */
export const ACCESS_CHECKS: Check[] = [
  {
    id: "concordance-v1/rest/keys",
    covers: ["CC-AUTH-1"],
    about: "Every endpoint that needs a key is UNAUTHORIZED without one, and with one that is not known.",
    needs: {},
    async run(scene) {
      const guarded = scene.spec.concordance.operations.filter(({ access }) => access !== "none");
      for (const operation of guarded) {
        for (const as of [null, "unknown"]) {
          const expected = { status: 401, body: { error: { code: "UNAUTHORIZED", message: { $is: "text" } } } };
          verifyMatch(expected, await ask(scene, operation, as), "CC-AUTH-1");
        }
      }
    },
  },
  {
    id: "concordance-v1/rest/read-only",
    covers: ["CC-AUTH-2"],
    about: "Every endpoint that changes something is READ_ONLY with the agents' key; every other one answers it.",
    needs: {},
    async run(scene) {
      for (const operation of scene.spec.concordance.operations) {
        const answer = await ask(scene, operation, "agent");
        const expected: Json =
          operation.access === "write"
            ? { status: 403, body: { error: { code: "READ_ONLY" } } }
            : { status: { $oneOf: [200, 404] }, body: { $not: { error: { code: "READ_ONLY" } } } };
        verifyMatch(expected, answer, "CC-AUTH-2");
      }
    },
  },
];
