import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, endOf, eventsOf, join, readLog, runTurn, TURN_MS } from "./play.ts";

/** More than the largest page. */
const SESSIONS = 205;
const CREATORS = 5;
const PAGE = 40;
/** Turns that together are more than one page of the log or of the history may hold; what each says, in KiB. */
const TURNS = 7;
const TURN_KIB = 900;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** Lists that are longer than a page. */
export const PAGING_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/paging/sessions",
    covers: ["WS-SESSION-3"],
    about: "The pages of a long list of sessions follow each other without gap and overlap.",
    needs: {},
    async run(scene) {
      const creators = await Promise.all(Array.from({ length: CREATORS }, () => scene.connect()));
      const creating = creators.map(async (line) => {
        const ids: string[] = [];
        for (let count = 0; count < SESSIONS / CREATORS; count += 1) ids.push(await createSession(line, "echo"));
        return ids;
      });
      const created = (await Promise.all(creating)).flat();
      const line = await scene.connect();
      for (const [limit, first] of [
        [PAGE, PAGE],
        [200, 200],
        [undefined, 100],
      ]) {
        const listed: JsonObject[] = [];
        let cursor: string | null = null;
        do {
          const page: JsonObject = await line.ask(
            { type: "list_sessions", ...(limit === undefined ? {} : { limit }), ...(cursor === null ? {} : { cursor }) },
            "WS-SESSION-3",
          );
          const sessions = page["sessions"] as JsonObject[];
          if (cursor === null) verifyEqual(sessions.length, first, "WS-SESSION-3", "The first page has another length.");
          listed.push(...sessions);
          cursor = page["nextCursor"] as string | null;
          verify(listed.length <= SESSIONS, "WS-SESSION-3", "Pages overlap, or never end.", listed.length);
        } while (cursor !== null);
        verifyEqual(new Set(listed.map(({ id }) => id)), new Set(created), "WS-SESSION-3", "Sessions are missing, or listed twice.");
        const times = listed.map(({ updatedAt }) => String(updatedAt));
        verifyEqual(times, times.toSorted().reverse(), "WS-SESSION-3", "The most recently updated session does not come first.");
      }
    },
  },
  {
    id: "gateway-v1/paging/bytes",
    covers: ["WS-EVENTS-1", "WS-HISTORY-1"],
    about: "Pages hold no more than their bytes, and leave nothing out.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      await join(line, sessionId);
      const turns: string[] = [];
      for (let turn = 0; turn < TURNS; turn += 1) {
        turns.push(await runTurn(line, sessionId, `flood ${TURN_KIB}`, { whenBusy: "queue" }));
        await endOf(line, turns.at(-1) ?? "");
      }
      await line.until({ type: "session_state", status: "ready" }, "WS-STATE-1");
      const live = eventsOf(scene, line.frames, sessionId);
      const most = scene.limit("eventsPageBytes");
      const reader = await scene.connect();
      const page = await reader.ask({ type: "get_events", sessionId, limit: 1000 }, "WS-EVENTS-1", TURN_MS);
      verifyMatch({ type: "events", hasMore: true, lastSeq: live.length, events: { $is: "array" } }, page, "WS-EVENTS-1");
      const events = page["events"] as JsonObject[];
      verify(bytesOf(events) <= most + events.length, "WS-EVENTS-1", "A page of the log is larger than the limit.", bytesOf(events));
      verifyEqual(await readLog(reader, sessionId), live, "WS-EVENTS-1", "Pages of the log have a gap, or overlap.");
      const said: JsonObject[] = [];
      let beforeSeq: number | null = null;
      do {
        const asked: JsonObject = { type: "get_history", sessionId, ...(beforeSeq === null ? {} : { beforeSeq }) };
        const history: JsonObject = await reader.ask(asked, "WS-HISTORY-1", TURN_MS);
        verifyMatch({ type: "history" }, history, "WS-HISTORY-1");
        const messages = history["messages"] as JsonObject[];
        verify(messages.length > 0, "WS-HISTORY-1", "A page of the history is empty, though there is more.");
        const bytes = bytesOf(messages);
        verify(
          bytes <= scene.limit("listBytes") + messages.length,
          "WS-HISTORY-1",
          "A page of the history is larger than the limit.",
          bytes,
        );
        said.unshift(...messages);
        beforeSeq = history["nextBeforeSeq"] as number | null;
      } while (beforeSeq !== null);
      const shape = said.map(({ role, turnId }) => `${String(role)} ${String(turnId)}`);
      const expected = turns.flatMap((turn) => [`user ${turn}`, `agent ${turn}`]);
      verifyEqual(shape, expected, "WS-HISTORY-1", "Pages of the history have a gap, or overlap.");
      const texts = said.filter(({ role }) => role === "agent").map(({ text }) => String(text).length);
      verifyEqual(
        texts,
        turns.map(() => TURN_KIB * 1024),
        "WS-HISTORY-1",
        "What an agent said is not all there.",
      );
    },
  },
];
