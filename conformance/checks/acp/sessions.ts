import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { newSession, openAcp, said } from "./clients.ts";

const SESSIONS = 55;
const TURNS = 8;

/** The updates of a session as they came, without what is of one connection only. */
function told(line: Line, sessionId: string): Json[] {
  return line.frames.flatMap(({ method, params }) => {
    if (method !== "session/update") return [];
    const { sessionId: id, update } = params as { sessionId: string; update: JsonObject };
    const isOwn = ["user_message_chunk", "session_info_update", "available_commands_update"].includes(String(update["sessionUpdate"]));
    return id === sessionId && !isOwn ? [update] : [];
  });
}

/** What holds of sessions over any number of steps. */
export const SESSION_CHECKS: Check[] = [
  {
    id: "acp-v1/sessions/replay-as-live",
    covers: ["ACP-SESSION-2", "ACP-PROMPT-1", "ACP-SCHEMA-1"],
    about: "Whoever loads a session is told exactly what was told live, and from any cursor exactly the rest.",
    needs: {},
    async run(scene) {
      const rule = "ACP-SESSION-2";
      const live = await openAcp(scene, rule);
      const sessionId = await newSession(live, "scripted", rule);
      for (let turn = 0; turn < TURNS; turn += 1) {
        const prompt = said(`think t${turn}\nsay one ${turn}\ntool search\nplan a, b\nfail thing\nwords 1 x y z`);
        verifyMatch(
          { stopReason: "end_turn" },
          await resultOf(live, "session/prompt", { sessionId, prompt }, "ACP-PROMPT-1"),
          "ACP-PROMPT-1",
        );
      }
      const all = told(live, sessionId);
      const opening = { sessionId, cwd: "/x", mcpServers: [] };
      const second = await openAcp(scene, rule);
      const { _meta } = await resultOf(second, "session/load", opening, rule);
      verifyEqual(told(second, sessionId), all, rule, "The replay differs from what was told live.");
      const { epoch = null } = _meta as JsonObject;
      const cursors = all.flatMap((update) => ((update as JsonObject)["_meta"] as JsonObject | undefined)?.["seq"] ?? []);
      for (const cursor of [cursors[0], cursors[Math.floor(cursors.length / 2)], cursors.at(-1)]) {
        const line = await openAcp(scene, rule);
        await resultOf(line, "session/resume", { ...opening, _meta: { afterSeq: Number(cursor), epoch } }, rule);
        const rest = told(line, sessionId);
        const seqs = rest.flatMap((update) => ((update as JsonObject)["_meta"] as JsonObject | undefined)?.["seq"] ?? []);
        verifyEqual(
          seqs,
          cursors.filter((one) => Number(one) > Number(cursor)),
          rule,
          `The rest after ${String(cursor)} differs.`,
        );
      }
    },
  },
  {
    id: "acp-v1/sessions/pages",
    covers: ["ACP-SESSION-3"],
    about: "Pages of session/list are all sessions of the tenant, each once.",
    needs: {},
    async run(scene) {
      const rule = "ACP-SESSION-3";
      const made: string[] = [];
      const line = await openAcp(scene, rule);
      for (let count = 0; count < SESSIONS; count += 1) {
        const { body } = await scene.request({ method: "POST", path: "/api/v1/sessions", body: { agentType: "echo", name: `S${count}` } });
        made.push(String((body as JsonObject)["id"]));
      }
      const listed: string[] = [];
      for (let cursor: Json = null; ; ) {
        const page: JsonObject = await resultOf(line, "session/list", cursor === null ? {} : { cursor }, rule);
        listed.push(...(page["sessions"] as { sessionId: string }[]).map(({ sessionId }) => sessionId));
        if (page["nextCursor"] === undefined || page["nextCursor"] === null) break;
        cursor = page["nextCursor"];
      }
      verifyEqual(listed.toSorted(), made.toSorted(), rule, "The pages are not all sessions, each once.");
    },
  },
  {
    id: "acp-v1/turns/one-at-a-time",
    covers: ["ACP-PROMPT-1"],
    about: "Of many prompts at once one runs; the others are told so.",
    needs: {},
    async run(scene) {
      const rule = "ACP-PROMPT-1";
      const first = await openAcp(scene, rule);
      const sessionId = await newSession(first, "scripted", rule);
      const others = await Promise.all(Array.from({ length: 4 }, () => openAcp(scene, rule)));
      for (const line of others) await resultOf(line, "session/resume", { sessionId, cwd: "/x", mcpServers: [] }, rule);
      const lines = [first, ...others];
      for (const line of lines)
        line.send({ jsonrpc: "2.0", id: "turn", method: "session/prompt", params: { sessionId, prompt: said("say mine\nwait") } });
      const chunk = { method: "session/update", params: { update: { sessionUpdate: "agent_message_chunk" } } };
      await Promise.all(lines.map((line) => line.until(chunk, rule)));
      for (const line of lines) line.send({ jsonrpc: "2.0", method: "session/cancel", params: { sessionId } });
      const answers = await Promise.all(
        lines.map(async (line) => line.frames.find(({ id }) => id === "turn") ?? line.until({ id: "turn" }, rule)),
      );
      const codes = answers.map(codeOf);
      verifyEqual(codes.filter((code) => code === null).length, 1, rule, "So many of the prompts ran.");
      verify(
        codes.every((code) => code === null || code === "TURN_IN_PROGRESS"),
        rule,
        "A prompt is refused for another reason.",
        codes,
      );
      const winner = answers.find((answer) => codeOf(answer) === null);
      verifyMatch({ result: { stopReason: "cancelled" } }, winner, "ACP-PROMPT-1");
    },
  },
];
