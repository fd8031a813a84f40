import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { createSession, endOf, join, runTurn } from "../gateway/play.ts";

const MANY = 45;
/** A size that does not divide them. */
const LIMIT = 7;
const TURNS = 6;

/** Lists of many things, and streams of a log of many events. */
export const PAGE_CHECKS: readonly Check[] = [
  {
    id: "rest-v1/pages/lists",
    covers: ["REST-PAGE-1"],
    about: "Sessions, projects and devices come page by page, each once, whatever is made or deleted meanwhile.",
    needs: {},
    async run(scene) {
      for (let count = 0; count < MANY; count += 1) {
        await scene.request({ method: "POST", path: "/api/v1/sessions", body: { agentType: "scripted", name: `s${count}` } });
        await scene.request({ method: "POST", path: "/api/v1/projects", body: { name: `p${count}` } });
        await scene.request({ method: "PUT", path: `/api/v1/me/devices/d${count}`, body: { name: `d${count}` } });
      }
      for (const resource of ["sessions", "projects", "me/devices"]) {
        const pages = await pagesOf(scene, resource);
        const ids = pages.flat().map(({ id }) => id);
        verifyEqual([ids.length, new Set(ids).size], [MANY, MANY], "REST-PAGE-1", `Not every one of ${resource} comes once.`);
        verify(
          pages.slice(0, -1).every(({ length }) => length === LIMIT),
          "REST-PAGE-1",
          `A page of ${resource} in the midst is not full.`,
          pages.map(({ length }) => length),
        );
        await whileDeleting(scene, resource, ids.map(String));
      }
    },
  },
  {
    id: "rest-v1/pages/foreign-cursors",
    covers: ["REST-PAGE-1"],
    about: "A cursor that is no cursor is INVALID_MESSAGE on every list.",
    needs: {},
    async run(scene) {
      const session = await scene.request({ method: "POST", path: "/api/v1/sessions", body: { agentType: "scripted" } });
      const id = String((session.body as JsonObject)["id"]);
      const lists = scene.spec.gateway.operations.filter(({ parameters }) => parameters.some(({ wireName }) => wireName === "cursor"));
      for (const { path, parameters } of lists) {
        const needed = parameters
          .filter(({ required, in: place }) => required && place === "query")
          .map(({ wireName }) => `&${wireName}=a`);
        // In base64: no list, an empty one, null, numbers that count nothing.
        for (const cursor of ["nonsense", "e30", "W10", "bnVsbA", "W251bGxd", "Wy0xXQ", "WzEuNV0"]) {
          const url = `${path.replace("{sessionId}", id)}?cursor=${cursor}${needed.join("")}`;
          const answer = await scene.request({ method: "GET", path: url });
          // Of a file that is not there nothing is listed, whatever the cursor.
          const codes = needed.length === 0 ? ["INVALID_MESSAGE"] : ["INVALID_MESSAGE", "FILE_NOT_FOUND"];
          verifyMatch({ body: { code: { $oneOf: codes } } }, { body: answer.body, url }, "REST-PAGE-1");
        }
      }
    },
  },
  {
    id: "rest-v1/pages/streams",
    covers: ["REST-SSE-1", "REST-EVENTS-1"],
    about: "Streams that begin at any place while turns run have every event once, in order, as the pages of the log have them.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "echo");
      await join(line, sessionId);
      const path = `/api/v1/sessions/${sessionId}/events`;
      const streams: { after: number; line: Awaited<ReturnType<Scene["open"]>> }[] = [];
      let last = 0;
      for (let turn = 0; turn < TURNS; turn += 1) {
        const turnId = await runTurn(line, sessionId, `word `.repeat(20 + turn));
        const after = Math.max(0, last - turn);
        streams.push({ after, line: await scene.open({ path, sse: true, headers: { "last-event-id": String(after) } }, "REST-SSE-1") });
        await endOf(line, turnId);
        last = Number((await line.until({ type: "session_state", status: "ready" }, "WS-STATE-1"))["seq"]);
      }
      const log = (await pagesOf(scene, `sessions/${sessionId}/events`, 50)).flat();
      verifyEqual(
        log.map(({ seq }) => seq),
        Array.from({ length: last }, (_, index) => index + 1),
        "REST-EVENTS-1",
        "The pages of the log have a gap, or something twice.",
      );
      for (const { after, line: stream } of streams) {
        await stream.until({ id: String(last) }, "REST-SSE-1");
        const streamed = stream.frames.filter(({ id }) => id !== undefined);
        verifyEqual(
          streamed.map(({ id }) => Number(id)),
          log.slice(after).map(({ seq }) => seq),
          "REST-SSE-1",
          `The stream after ${after} has a gap, or something twice.`,
        );
        verifyEqual(
          streamed.map(({ data }) => data),
          log.slice(after),
          "REST-SSE-1",
          "A streamed event is not as it stands in the log.",
        );
      }
    },
  },
];

/** A list, page by page. @throws RuleBroken when it does not end */
async function pagesOf(scene: Scene, resource: string, limit = LIMIT): Promise<JsonObject[][]> {
  const pages: JsonObject[][] = [];
  let cursor: Json = "";
  do {
    const next: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const { body } = await scene.request({ method: "GET", path: `/api/v1/${resource}?limit=${limit}${next}` });
    const { items, nextCursor } = body as { items: JsonObject[]; nextCursor: string | null };
    pages.push(items);
    cursor = nextCursor;
    verify(pages.length <= 10 * MANY, "REST-PAGE-1", `The pages of ${resource} do not end.`);
  } while (cursor !== null);
  return pages;
}

/** Between two pages something that has come already goes away: what follows is not skipped. */
async function whileDeleting(scene: Scene, resource: string, ids: readonly string[]): Promise<void> {
  const path = `/api/v1/${resource}`;
  const first = (await scene.request({ method: "GET", path: `${path}?limit=${LIMIT}` })).body as { nextCursor: string };
  await scene.request({ method: "DELETE", path: `${path}/${ids[0]}` });
  const second = await scene.request({ method: "GET", path: `${path}?limit=${LIMIT}&cursor=${encodeURIComponent(first.nextCursor)}` });
  verifyEqual(
    (second.body as { items: JsonObject[] }).items.map(({ id }) => id),
    ids.slice(LIMIT, 2 * LIMIT),
    "REST-PAGE-1",
    `Something of ${resource} is skipped when something before it goes away.`,
  );
}
