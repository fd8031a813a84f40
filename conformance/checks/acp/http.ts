import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { verifyMatch } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";

const RULE = "ACP-HTTP-1";
/** Longer than the time in which nothing may happen, so that a busy gateway has noticed. */
const SLACK_MS = 10_000;

/** What time makes of a connection over HTTP. */
export const HTTP_CHECKS: Check[] = [
  {
    id: "acp-v1/http/idle",
    covers: [RULE],
    about: "A connection over HTTP without a request or an open stream is ended after acpHttpIdle; one with a stream stays.",
    needs: {},
    async run(scene) {
      const post = (message: JsonObject, headers: Record<string, string> = {}) =>
        scene.request({ method: "POST", path: "/acp", headers, body: { jsonrpc: "2.0", ...message } });
      const open = async () => {
        const { headers } = await post({ id: 0, method: "initialize", params: { protocolVersion: 1 } });
        return { "acp-connection-id": headers["acp-connection-id"] ?? "" };
      };
      const [idle, watched] = [await open(), await open()];
      const stream = await scene.open({ path: "/acp", sse: true, headers: watched }, RULE);
      await delay(scene.limit("acpHttpIdle") + SLACK_MS);
      const list = { id: 1, method: "session/list", params: {} };
      verifyMatch({ status: 404, body: { code: "NOT_FOUND" } }, (await post(list, idle)) as unknown as Json, RULE);
      verifyMatch({ status: 202 }, (await post(list, watched)) as unknown as Json, RULE);
      await stream.until({ data: { id: 1, result: { sessions: [] } } }, RULE);
    },
  },
];
