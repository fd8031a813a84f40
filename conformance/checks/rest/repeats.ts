import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import type { Refusal } from "../../wire/peer.ts";

const CREATED = 201;
const OK = 200;
const CONFLICT = 409;
/** How many come at once. */
const AT_ONCE = 12;

/** Requests that are made again, or at once. */
export const REPEAT_CHECKS: readonly Check[] = [
  {
    id: "rest-v1/repeats/at-once",
    covers: ["REST-IDEMPOTENCY-1"],
    about: "Many requests with one key that come at once make one session, and all that are answered name that one.",
    needs: {},
    async run(scene) {
      const headers = { "idempotency-key": "at-once" };
      const answers = await atOnce(() => create(scene, { agentType: "scripted", name: "Once" }, headers));
      const made = answers.filter(({ status }) => status === CREATED);
      verify(made.length > 0, "REST-IDEMPOTENCY-1", "None of the requests was answered.", answers);
      verifyEqual(new Set(made.map(idOf)).size, 1, "REST-IDEMPOTENCY-1", "The key stood for several sessions.");
      verifyEqual(
        made.filter(({ headers: { "idempotency-replayed": replayed } }) => replayed === undefined).length,
        1,
        "REST-IDEMPOTENCY-1",
        "Not all answers but the first say that they are replayed.",
      );
      // One that comes while the first is not answered may be sent away.
      const others = answers.filter(({ status }) => status !== CREATED && status !== CONFLICT);
      verifyEqual(others, [], "REST-IDEMPOTENCY-1", "A request with the same key was answered otherwise.");
      verifyEqual((await listed(scene, "sessions")).length, 1, "REST-IDEMPOTENCY-1", "There are several sessions.");
    },
  },
  {
    id: "rest-v1/repeats/restart",
    covers: ["REST-IDEMPOTENCY-1"],
    about: "A key is known after the server was killed, and what it stood for is not done again.",
    needs: { restarts: true },
    async run(scene) {
      const headers = { "idempotency-key": "through-a-crash" };
      const first = await create(scene, { agentType: "scripted", name: "Once" }, headers);
      await scene.stage.turn("kill", "gateway");
      await scene.stage.turn("start", "gateway");
      const second = await create(scene, { agentType: "scripted", name: "Once" }, headers);
      verifyEqual([second.status, idOf(second)], [CREATED, idOf(first)], "REST-IDEMPOTENCY-1", "The key was forgotten.");
      verifyEqual((await listed(scene, "sessions")).length, 1, "REST-IDEMPOTENCY-1", "It was done again.");
    },
  },
  {
    id: "rest-v1/repeats/changes-at-once",
    covers: ["REST-ETAG-1"],
    about: "Of many changes that are based on one version, one is made, of a session, of a project and of settings.",
    needs: {},
    async run(scene) {
      const session = await create(scene, { agentType: "scripted" }, {});
      const project = await scene.request({ method: "POST", path: "/api/v1/projects", body: { name: "One" } });
      const settings = await scene.request({ method: "PATCH", path: "/api/v1/settings", body: { settings: { a: 0 } } });
      for (const [path, { headers }, bodyOf] of [
        [`/api/v1/sessions/${idOf(session)}`, session, (count: number) => ({ name: `n${count}` })],
        [`/api/v1/projects/${idOf(project)}`, project, (count: number) => ({ name: `n${count}` })],
        ["/api/v1/settings", settings, (count: number) => ({ settings: { a: count } })],
      ] as const) {
        const condition = { "if-match": headers["etag"] ?? "" };
        const answers = await atOnce((count) => scene.request({ method: "PATCH", path, headers: condition, body: bodyOf(count) }));
        const made = answers.filter(({ status }) => status === OK);
        verifyEqual(made.length, 1, "REST-ETAG-1", `Not one of the changes of ${path} was made.`);
        const refused = answers.filter(({ status }) => status === CONFLICT);
        verifyEqual(refused.length, AT_ONCE - 1, "REST-ETAG-1", `Not all other changes of ${path} were refused.`);
        const now = await scene.request({ method: "GET", path });
        verifyEqual(now.body, made[0]?.body, "REST-ETAG-1", `${path} is not as the change that was made left it.`);
      }
    },
  },
];

function atOnce(ask: (count: number) => Promise<Refusal>): Promise<Refusal[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, count) => ask(count)));
}

function create(scene: Scene, body: JsonObject, headers: Record<string, string>): Promise<Refusal> {
  return scene.request({ method: "POST", path: "/api/v1/sessions", body, headers });
}

function idOf({ body }: Refusal): string {
  return String((body as JsonObject)["id"]);
}

async function listed(scene: Scene, resource: string): Promise<unknown[]> {
  return ((await scene.request({ method: "GET", path: `/api/v1/${resource}` })).body as { items: unknown[] }).items;
}
