import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import { limitFiles } from "../../target/full-disk.ts";
import type { Json } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { callAll, numberedWrites, openStream, underWay } from "./calls.ts";
import { rolesOf } from "./nodes.ts";

/** To the process it is a full disk: no file may be written beyond its first page. */
const FIRST_PAGE = 4096;
/** Slack for a busy machine. */
const SLACK_MS = 15_000;

interface Put {
  namespace: string;
  key: string;
  node: number;
}

function put(scene: Scene, { namespace, key, node }: Put) {
  return scene.request({ service: "concordance", node, method: "PUT", path: `/api/v1/kv/${namespace}/${key}`, body: { value: key } });
}

/** Does something while nodes sleep, so that nothing is committed. */
async function asleep(scene: Scene, nodes: readonly number[], deed: () => Promise<void>): Promise<void> {
  const processes = await Promise.all(nodes.map((node) => scene.stage.process("concordance", node)));
  for (const process of processes) process.signal("SIGSTOP");
  try {
    await deed();
  } finally {
    for (const process of processes) process.signal("SIGCONT");
  }
}

/** Errors that are only there when something goes wrong. */
export const REFUSAL_CHECKS: Check[] = [
  {
    id: "concordance-v1/cluster/one-change-at-a-time",
    covers: ["CC-CLUSTER-4"],
    about: "While a change of the membership is not committed, another one is CHANGE_PENDING.",
    needs: { nodes: 3 },
    async run(scene) {
      const { leader, followers } = await rolesOf(scene);
      const line = await openStream(scene, "CC-CLUSTER-4", leader);
      await resultOf(line, "kv/set", { namespace: String(scene.stage.names["tenant"]), key: "k", value: 1 }, "CC-CLUSTER-4");
      await asleep(scene, followers, async () => {
        const join = (nodeId: string) => ({
          jsonrpc: "2.0",
          id: nodeId,
          method: "cluster/join",
          params: { nodeId, address: "127.0.0.1:1" },
        });
        line.send({ ...join("first"), params: { nodeId: "first", address: "127.0.0.1:1", learner: true } });
        line.send({ ...join("second"), params: { nodeId: "second", address: "127.0.0.1:1", learner: true } });
        const answer = await line.until({ id: { $oneOf: ["first", "second"] } }, "CC-CLUSTER-4");
        verifyMatch({ id: "second", error: { code: -32009, data: { code: "CHANGE_PENDING" } } }, answer, "CC-CLUSTER-4");
      });
    },
  },
  {
    id: "concordance-v1/cluster/outcome-unknown",
    covers: ["CC-ERROR-2", "CC-ERROR-1", "CC-CLUSTER-1"],
    about: "A write whose leader fell asleep is PROPOSAL_TIMEOUT in time: it may take effect, once at most.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const { leader, followers } = await rolesOf(scene);
      const [follower = 1] = followers;
      const line = await openStream(scene, "CC-ERROR-1", follower);
      await resultOf(line, "kv/set", { namespace, key: "before", value: 1 }, "CC-CLUSTER-1");
      await asleep(scene, [leader], async () => {
        line.send({ jsonrpc: "2.0", id: "lost", method: "kv/set", params: { namespace, key: "lost", value: 1 } });
        const within = scene.limit("proposalTimeout") + SLACK_MS;
        const [answer, response] = await Promise.all([
          line.until({ id: "lost" }, "CC-ERROR-1", new Map(), within),
          put(scene, { namespace, key: "also", node: follower }),
        ]);
        const message = { $matches: "(?i:not known|unknown)" };
        verifyMatch({ error: { code: -32008, message, data: { code: "PROPOSAL_TIMEOUT" } } }, answer, "CC-ERROR-2");
        const unknown = {
          status: 503,
          headers: { "retry-after": { $is: "text" } },
          body: { error: { code: "PROPOSAL_TIMEOUT", message } },
        };
        verifyMatch(unknown, response as unknown as Json, "CC-ERROR-2");
      });
      const { items } = await resultOf(line, "kv/list", { namespace, consistency: "linearizable" }, "CC-CLUSTER-1");
      verifyMatch({ $each: { version: 1 } }, items as Json, "CC-CLUSTER-1");
    },
  },
  {
    id: "concordance-v1/cluster/overloaded",
    covers: ["CC-ERROR-1"],
    about: "Beyond the proposals that may wait, a write is OVERLOADED and has no effect.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const { leader, followers } = await rolesOf(scene);
      const line = await openStream(scene, "CC-ERROR-1", leader);
      const most = scene.limit("pendingProposals");
      const extra = 50;
      let refused: string[] = [];
      await asleep(scene, followers, async () => {
        const answers = await callAll(
          line,
          numberedWrites(namespace, most + extra),
          "CC-ERROR-1",
          scene.limit("proposalTimeout") + SLACK_MS,
        );
        const overloaded = answers.flatMap((answer, at) => (codeOf(answer) === "OVERLOADED" ? [at] : []));
        verifyEqual(
          overloaded,
          Array.from({ length: extra }, (_, at) => most + at),
          "CC-ERROR-1",
          "The writes that are refused are not those beyond the limit.",
        );
        verifyMatch({ error: { code: -32011 } }, answers[most], "CC-ERROR-1");
        refused = overloaded.map((at) => String(at).padStart(6, "0"));
      });
      const keys = refused.map((key) => ({ namespace, key }));
      const deadline = performance.now() + SLACK_MS;
      let answer = await line.callMethod("kv/mget", { keys, consistency: "linearizable" }, "CC-ERROR-1");
      while (codeOf(answer) === "NO_LEADER" && performance.now() < deadline) {
        answer = await line.callMethod("kv/mget", { keys, consistency: "linearizable" }, "CC-ERROR-1");
      }
      verifyMatch({ result: { items: { $each: null } } }, answer, "CC-ERROR-1");
    },
  },
  {
    id: "concordance-v1/cluster/full-disk",
    covers: ["CC-ERROR-1", "CC-HEALTH-1", "CC-CLUSTER-5"],
    about: "A node whose disk refuses a write serves no more and says so; the others go on, and it comes back with what was acknowledged.",
    needs: { nodes: 3 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const { leader, followers } = await rolesOf(scene);
      const [other = 1] = followers;
      const line = await openStream(scene, "CC-ERROR-1", leader);
      await resultOf(line, "kv/set", { namespace, key: "before", value: 1 }, "CC-ERROR-1");
      await limitFiles(await scene.stage.process("concordance", leader), FIRST_PAGE);
      await failing(line, namespace);
      const failed = { status: 503, headers: { "retry-after": { $is: "text" } }, body: { error: { code: "STORAGE_FAILED" } } };
      verifyMatch(failed, (await put(scene, { namespace, key: "refused", node: leader })) as unknown as Json, "CC-ERROR-1");
      const at = { service: "concordance", node: leader, method: "GET" } as const;
      verifyMatch(failed, (await scene.request({ ...at, path: `/api/v1/kv/${namespace}` })) as unknown as Json, "CC-ERROR-1");
      const ready = await scene.request({ ...at, path: "/api/v1/ready", as: null });
      verifyMatch({ status: 503, body: { ok: false } }, ready as unknown as Json, "CC-HEALTH-1");
      const health = await scene.request({ ...at, path: "/api/v1/health", as: null });
      verifyMatch({ status: 200, body: { ok: true } }, health as unknown as Json, "CC-HEALTH-1");
      const deadline = performance.now() + SLACK_MS;
      while ((await put(scene, { namespace, key: "after", node: other })).status !== 200) {
        verify(performance.now() < deadline, "CC-CLUSTER-5", "The others do not go on.");
      }
      await scene.stage.turn("kill", "concordance", leader);
      await scene.stage.turn("start", "concordance", leader);
      const again = await openStream(scene, "CC-CLUSTER-5", leader);
      const params = { keys: ["before", "after"].map((key) => ({ namespace, key })), consistency: "linearizable" };
      let answer = await again.callMethod("kv/mget", params, "CC-CLUSTER-5");
      while (codeOf(answer) === "NO_LEADER" && performance.now() < deadline + SLACK_MS) {
        answer = await again.callMethod("kv/mget", params, "CC-CLUSTER-5");
      }
      verifyMatch({ result: { items: [{ key: "before" }, { key: "after" }] } }, answer, "CC-CLUSTER-5");
    },
  },
  {
    id: "concordance-v1/cluster/writes-at-shutdown",
    covers: ["CC-CLUSTER-5", "CC-ERROR-1"],
    about: "Writes that are under way when a node is stopped are answered one way or the other, and the acknowledged ones are kept.",
    needs: { nodes: 1 },
    async run(scene) {
      const namespace = String(scene.stage.names["tenant"]);
      const line = await openStream(scene, "CC-CLUSTER-5");
      const count = 1000;
      for (const { method, params } of numberedWrites(namespace, count))
        line.send({ jsonrpc: "2.0", id: Number(params["value"]), method, params });
      const kept: Json[] = [];
      const look = (frame: Record<string, Json>) => {
        if (isObject(frame["result"])) kept.push(frame["result"]["value"] as Json);
        const code = codeOf(frame);
        verify(code === null || ["PROPOSAL_TIMEOUT", "SHUTTING_DOWN"].includes(code), "CC-ERROR-1", "Another error at the end.", frame);
      };
      look(await line.next("CC-CLUSTER-5"));
      const stopped = underWay(scene.stage.turn("stop", "concordance", 1));
      for (let frame = await line.poll(SLACK_MS); frame !== null; frame = await line.poll(SLACK_MS)) look(frame);
      verifyEqual((await line.closed("CC-CLUSTER-5")).code, 1001, "CC-ERROR-1", "How the connection ends.");
      await stopped;
      await scene.stage.turn("start", "concordance", 1);
      const again = await openStream(scene, "CC-CLUSTER-5", "leader");
      const { items } = await resultOf(again, "kv/list", { namespace, consistency: "linearizable" }, "CC-CLUSTER-5");
      const there = new Set((items as { value: Json }[]).map(({ value }) => value));
      verifyEqual(
        kept.filter((value) => !there.has(value)),
        [],
        "CC-CLUSTER-5",
        "Acknowledged writes are lost.",
      );
    },
  },
];

/** Writes until the disk refuses: what the node has room for it may still take. */
async function failing(line: Line, namespace: string): Promise<void> {
  for (let at = 0; at < 20; at += 1) {
    const answer = await line.callMethod("kv/set", { namespace, key: "refused", value: "x".repeat(FIRST_PAGE) }, "CC-ERROR-1");
    const code = codeOf(answer);
    if (code === "STORAGE_FAILED") return verifyMatch({ error: { code: -32012 } }, answer, "CC-ERROR-1");
    verify(code === "PROPOSAL_TIMEOUT", "CC-ERROR-1", "A write on a full disk is neither refused nor unknown.", answer);
  }
  verify(false, "CC-ERROR-1", "The disk refuses nothing.");
}
