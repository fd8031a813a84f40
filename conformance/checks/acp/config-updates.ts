import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual } from "../../runner/line.ts";
import type { JsonObject } from "../../trace/format.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { openAcp } from "./clients.ts";

const SUBSCRIBERS = 6;
const WRITERS = 4;
const CHANGES = 200;
const PATIENCE_MS = 60_000;

/** The next updates of a connection. */
async function updates(line: Line, count: number, rule: string): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  while (found.length < count) {
    const { params } = await line.until({ method: "config/update" }, rule, new Map(), PATIENCE_MS);
    found.push(params as JsonObject);
  }
  return found;
}

/** What subscribers and writers of configuration are told when there are many of them. */
export const CONFIG_CHECKS: Check[] = [
  {
    id: "acp-v1/config/cas-writers",
    covers: ["ACP-CONFIG-3", "ACP-CONFIG-1"],
    about: "Writers that count by compare and swap lose no update: of those with the same version exactly one wins.",
    needs: {},
    async run(scene) {
      const lines = await Promise.all(Array.from({ length: WRITERS }, () => openAcp(scene, "ACP-CONFIG-3")));
      for (let cas = 0; cas < 15; cas += 1) {
        const answers = await Promise.all(
          lines.map((line, value) => line.callMethod("config/set", { scope: "tenant", key: "count", value, cas }, "ACP-CONFIG-3")),
        );
        const codes = answers.map(codeOf);
        verifyEqual(codes.filter((code) => code === null).length, 1, "ACP-CONFIG-3", `So many won with the version ${cas}.`);
        verifyEqual(
          codes.filter((code) => code === "VERSION_CONFLICT").length,
          WRITERS - 1,
          "ACP-CONFIG-3",
          "So many were told of the conflict.",
        );
        const read = await resultOf(lines[0] as Line, "config/get", { scope: "tenant", key: "count" }, "ACP-CONFIG-1");
        verifyEqual(read, { value: codes.indexOf(null), version: cas + 1 }, "ACP-CONFIG-1", "What is read after the write.");
      }
    },
  },
  {
    id: "acp-v1/config/joined-midway",
    covers: ["ACP-CONFIG-6"],
    about: "Whoever subscribes with a revision while others write is told every change once and in order.",
    needs: {},
    async run(scene) {
      const writer = await openAcp(scene, "ACP-CONFIG-6");
      const { revision = 0 } = await resultOf(writer, "config/list", { scope: "tenant" }, "ACP-CONFIG-6");
      const writing = (async () => {
        for (let value = 0; value < CHANGES; value += 1) {
          await resultOf(writer, "config/set", { scope: "tenant", key: `k${value % 7}`, value }, "ACP-CONFIG-6");
        }
      })();
      writing.catch(() => undefined);
      const wanted = Array.from({ length: CHANGES }, (_, at) => at);
      await Promise.all(
        Array.from({ length: SUBSCRIBERS }, async (_, at) => {
          await delay(at * 20);
          const line = await openAcp(scene, "ACP-CONFIG-6", at % 2 === 0 ? "owner" : "member");
          // The answer may be overtaken by updates, so it is not waited for.
          line.send({ jsonrpc: "2.0", id: "subscribe", method: "config/subscribe", params: { scope: "tenant", since: revision } });
          const told = (await updates(line, CHANGES, "ACP-CONFIG-6")).map(({ value }) => value);
          verifyEqual(told, wanted, "ACP-CONFIG-6", "A subscriber is told other changes, or in another order.");
        }),
      );
      await writing;
    },
  },
  {
    id: "acp-v1/config/leader-killed",
    covers: ["ACP-CONFIG-6", "ACP-CONFIG-9", "ACP-CONFIG-1"],
    about:
      "The store's leader is killed while some write: every subscriber is told each change once and in order, and nothing acknowledged is lost.",
    needs: { nodes: 3 },
    async run(scene) {
      const rule = "ACP-CONFIG-6";
      const lines = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => openAcp(scene, rule)));
      for (const line of lines) await resultOf(line, "config/subscribe", { scope: "tenant" }, rule);
      const writer = await openAcp(scene, rule);
      const deadline = performance.now() + PATIENCE_MS;
      for (let cas = 0; cas < CHANGES; ) {
        if (cas === CHANGES / 2) await scene.stage.turn("kill", "concordance", "leader");
        const answer = await writer.callMethod("config/set", { scope: "tenant", key: "k", value: cas, cas }, rule, 30_000);
        const code = codeOf(answer);
        const current = (answer["error"] as { data?: JsonObject } | undefined)?.data?.["currentVersion"];
        // Each write is told apart by its version: what is not known to be done can be tried again.
        if (code === null || (code === "VERSION_CONFLICT" && current === cas + 1)) cas += 1;
        else verifyEqual(code, "CONFIG_UNAVAILABLE", "ACP-CONFIG-9", "What a write says while nobody leads the store.");
        verify(performance.now() < deadline, "ACP-CONFIG-9", "Configuration is not written again after the leader has died.");
      }
      const wanted = Array.from({ length: CHANGES }, (_, at) => [at, at + 1]);
      for (const line of lines) {
        const told = await updates(line, CHANGES, rule);
        verifyEqual(
          told.map(({ value, version }) => [value, version]),
          wanted,
          rule,
          "A subscriber is told other changes, or in another order.",
        );
      }
      const read = await resultOf(writer, "config/get", { scope: "tenant", key: "k" }, "ACP-CONFIG-1");
      verifyEqual(read["version"], CHANGES, "ACP-CONFIG-1", "The version after all writes.");
    },
  },
  {
    id: "acp-v1/config/expiry-in-time",
    covers: ["ACP-CONFIG-10"],
    about: "A key is there until its time, and from then on it is not; its expiry is told.",
    needs: {},
    async run(scene) {
      const rule = "ACP-CONFIG-10";
      const line = await openAcp(scene, rule);
      const reader = await openAcp(scene, rule);
      await resultOf(line, "config/subscribe", { scope: "user" }, rule);
      const expiresAt = Date.now() + 1500;
      await resultOf(line, "config/set", { scope: "user", key: "k", value: 1, expiresAt }, rule);
      const early = await reader.callMethod("config/get", { scope: "user", key: "k" }, rule);
      if (Date.now() < expiresAt) verifyEqual(codeOf(early), null, rule, "What is read before the time.");
      await delay(Math.max(0, expiresAt - Date.now()) + 1);
      const late = await reader.callMethod("config/get", { scope: "user", key: "k" }, rule);
      verifyEqual(codeOf(late), "NOT_FOUND", rule, "What is read after the time.");
      const expire = line.frames.find(({ params }) => (params as JsonObject | undefined)?.["op"] === "expire");
      if (expire === undefined)
        await line.until({ method: "config/update", params: { key: "k", op: "expire", value: null, version: 2 } }, rule);
    },
  },
];
