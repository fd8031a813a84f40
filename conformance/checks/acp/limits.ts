import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { newSession, openAcp, said } from "./clients.ts";

/** A message as text of exactly so many bytes; blanks around JSON mean nothing. */
function filled(message: Json, bytes: number): string {
  const text = JSON.stringify(message);
  return text + " ".repeat(bytes - Buffer.byteLength(text));
}

/** How much of something is taken, and what becomes of more. */
export const LIMIT_CHECKS: Check[] = [
  {
    id: "acp-v1/limits/frame",
    covers: ["ACP-SIZE-1"],
    about: "A message of acpFrameBytes is answered; one of a byte more is not, and ends its connection.",
    needs: {},
    async run(scene) {
      const line = await openAcp(scene, "ACP-SIZE-1");
      const most = scene.limit("acpFrameBytes");
      const call = (id: string) => ({ jsonrpc: "2.0", id, method: "session/list", params: {} });
      line.sendText(filled(call("largest"), most), call("largest"));
      verifyMatch({ id: "largest", result: { sessions: [] } }, await line.next("ACP-SIZE-1", 30_000), "ACP-SIZE-1");
      line.sendText(filled(call("larger"), most + 1), call("larger"));
      verifyEqual((await line.closed("ACP-SIZE-1", 30_000)).code, 1009, "ACP-SIZE-1", "How the connection ends.");
    },
  },
  {
    id: "acp-v1/limits/body",
    covers: ["ACP-SIZE-1", "ACP-HTTP-1"],
    about: "Over HTTP a message of acpFrameBytes is taken; one of a byte more is 413.",
    needs: {},
    async run(scene) {
      const most = scene.limit("acpFrameBytes");
      const initialize = { jsonrpc: "2.0", id: 0, method: "initialize", params: { protocolVersion: 1 } };
      const post = (bytes: number) =>
        scene.request({ method: "POST", path: "/acp", headers: { "content-type": "application/json" }, text: filled(initialize, bytes) });
      verifyMatch({ status: 200, body: { result: { protocolVersion: 1 } } }, (await post(most)) as unknown as Json, "ACP-SIZE-1");
      verifyMatch({ status: 413, body: { code: "MESSAGE_TOO_LARGE" } }, (await post(most + 1)) as unknown as Json, "ACP-SIZE-1");
    },
  },
  {
    id: "acp-v1/limits/session-calls",
    covers: ["ACP-RATE-1"],
    about: "So many session/new and session/prompt calls are taken within a window; one more is RATE_LIMITED, and heard later.",
    needs: {},
    async run(scene) {
      const line = await openAcp(scene, "ACP-RATE-1");
      const began = performance.now();
      const sessionId = await newSession(line, "echo", "ACP-RATE-1");
      const most = scene.limit("acpSessionCallsPerWindow");
      const prompt = (id: string) =>
        line.send({
          jsonrpc: "2.0",
          id,
          method: "session/prompt",
          params: { sessionId, prompt: said("x"), _meta: { whenBusy: "reject" } },
        });
      for (let count = 2; count <= most + 1; count += 1) prompt(`p${count}`);
      const answers = new Map<string, JsonObject>();
      while (answers.size < most) {
        const frame = await line.next("ACP-RATE-1");
        if (frame["method"] === undefined) answers.set(String(frame["id"]), frame);
      }
      const isWithinWindow = performance.now() - began < scene.limit("messageWindow");
      for (let count = 2; count <= most; count += 1) {
        const code = codeOf(answers.get(`p${count}`) ?? {});
        verify(code === null || code === "TURN_IN_PROGRESS", "ACP-RATE-1", `The call ${count} of ${most} is refused.`, code);
      }
      if (isWithinWindow) {
        const limited = {
          error: { code: -32010, data: { code: "RATE_LIMITED", retryAfterMs: { $min: 1, $max: scene.limit("messageWindow") } } },
        };
        verifyMatch(limited, answers.get(`p${most + 1}`), "ACP-RATE-1");
      }
      // Other calls are not counted.
      await resultOf(line, "session/list", {}, "ACP-RATE-1");
      const other = await openAcp(scene, "ACP-RATE-1");
      await newSession(other, "echo", "ACP-RATE-1");
      const error = answers.get(`p${most + 1}`)?.["error"];
      const wait = isObject(error) && isObject(error["data"]) ? Number(error["data"]["retryAfterMs"]) : 0;
      await delay(wait + 100);
      await newSession(line, "echo", "ACP-RATE-1");
    },
  },
  {
    id: "acp-v1/limits/config",
    covers: ["ACP-FIELD-1", "ACP-CONFIG-5"],
    about: "Keys, values and batches of config/* are taken at their limit and refused above it.",
    needs: {},
    async run(scene) {
      const rule = "ACP-FIELD-1";
      const line = await openAcp(scene, rule);
      const sizes = new Map(scene.spec.concordance.limits.map(({ name, value }) => [name, value]));
      const limit = (name: string) => sizes.get(name) ?? 0;
      const set = async (key: string, value: Json) => codeOf(await line.callMethod("config/set", { scope: "user", key, value }, rule));
      const key = `${"k".repeat(limit("keyBytes") - 2)}é`;
      verifyEqual(await set(key, 1), null, rule, "The longest key.");
      verifyEqual(await set(`k${key}`, 1), "INVALID_MESSAGE", rule, "A longer key.");
      const value = "v".repeat(limit("valueBytes") - 2);
      verifyEqual(await set("value", value), null, rule, "The largest value.");
      verifyEqual(await set("value", `${value}v`), "INVALID_MESSAGE", rule, "A larger value.");
      const operations = (count: number) =>
        Array.from({ length: count }, (_, at): JsonObject => ({ op: "set", scope: "user", key: String(at), value: at }));
      const batch = async (count: number) => codeOf(await line.callMethod("config/batch", { operations: operations(count) }, rule));
      verifyEqual(await batch(limit("batchOperations")), null, "ACP-CONFIG-5", "The largest batch.");
      verifyEqual(await batch(limit("batchOperations") + 1), "INVALID_MESSAGE", "ACP-CONFIG-5", "A larger batch.");
    },
  },
  {
    id: "acp-v1/limits/subscriptions",
    covers: ["ACP-CONFIG-6"],
    about: "A connection is subscribed to as many scopes as may be, and to one more when another has ended.",
    needs: {},
    async run(scene) {
      const rule = "ACP-CONFIG-6";
      const line = await openAcp(scene, rule);
      const most = scene.limit("configSubscriptions");
      const target = (at: number) => ({ scope: "device", deviceId: `d${at}` });
      const group = 100;
      for (let from = 0; from < most; from += group) {
        for (let at = from; at < from + group; at += 1)
          line.send({ jsonrpc: "2.0", id: at, method: "config/subscribe", params: target(at) });
        for (let count = 0; count < group; count += 1) verifyMatch({ result: { subscribed: true } }, await line.next(rule, 30_000), rule);
      }
      verifyEqual(codeOf(await line.callMethod("config/subscribe", target(most), rule)), "INVALID_STATE", rule, "One scope too many.");
      verifyEqual(codeOf(await line.callMethod("config/subscribe", target(0), rule)), null, rule, "A scope that is there already.");
      await resultOf(line, "config/unsubscribe", target(1), rule);
      verifyMatch({ subscribed: true }, await resultOf(line, "config/subscribe", target(most), rule), rule);
    },
  },
];
