import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { authenticatedOperations, callEndpoint, nowhere, type Place } from "./endpoints.ts";

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const DEVICE = "phone";

/** Who may do what, over every endpoint that the spec has. */
export const ACCESS_CHECKS: readonly Check[] = [
  {
    id: "rest-v1/access/tokens",
    covers: ["REST-AUTH-1"],
    about: "Every endpoint without a token is UNAUTHENTICATED, with a forged one AUTH_FAILED, and those that need none answer.",
    needs: {},
    async run(scene) {
      const place = nowhere();
      for (const operation of authenticatedOperations(scene)) {
        const answer = await callEndpoint(scene, operation, place, null);
        const expected = { status: 401, headers: { "www-authenticate": { $matches: "^Bearer" } }, body: { code: "UNAUTHENTICATED" } };
        verifyMatch(expected, answer as unknown as Json, "REST-AUTH-1");
      }
      for (const operation of scene.spec.gateway.operations.filter(({ authenticated }) => !authenticated)) {
        const { status } = await callEndpoint(scene, operation, place, null);
        verifyEqual(status, 200, "REST-AUTH-1", `${operation.path} needs a token.`);
      }
      // As many as one address may try; what is tried with no token at all does not count.
      const some = authenticatedOperations(scene).slice(0, scene.limit("authenticationAttempts") - 1);
      for (const operation of some) {
        const answer = await callEndpoint(scene, operation, place, "forged");
        verifyMatch({ status: 401, body: { code: "AUTH_FAILED" } }, answer as unknown as Json, "REST-AUTH-1");
      }
    },
  },
  {
    id: "rest-v1/access/roles",
    covers: ["REST-ROLE-1"],
    about: "Every role calls every endpoint: what it lacks the permission for is FORBIDDEN and changes nothing, the rest is not.",
    needs: {},
    async run(scene) {
      const place = await furnished(scene);
      const before = await stateOf(scene, place);
      for (const { name: role, permissions } of scene.spec.gateway.roles) {
        for (const operation of authenticatedOperations(scene)) {
          const isAllowed = operation.permission === null || permissions.includes(operation.permission);
          const what = `${role}: ${operation.method} ${operation.path}`;
          if (isAllowed) {
            // What is not there cannot be changed by those who may change it.
            const isHarmless = operation.method === "GET" || (operation.method !== "PUT" && operation.path.includes("{"));
            if (!isHarmless) continue;
            const { status } = await callEndpoint(scene, operation, nowhere(), role);
            verify(status !== FORBIDDEN, "REST-ROLE-1", `It is forbidden. ${what}`, status);
            continue;
          }
          const { status, body } = await callEndpoint(scene, operation, place, role);
          verifyMatch({ status: FORBIDDEN, body: { code: "FORBIDDEN" } }, { status, body, what }, "REST-ROLE-1");
        }
      }
      verifyEqual(await stateOf(scene, place), before, "REST-ROLE-1", "What was forbidden has changed something.");
    },
  },
  {
    id: "rest-v1/access/tenants",
    covers: ["REST-TENANT-1"],
    about: "Every endpoint answers the owner of another tenant about what exists in the very words for what does not.",
    needs: {},
    async run(scene) {
      const place = await furnished(scene);
      const before = await stateOf(scene, place);
      for (const operation of authenticatedOperations(scene).filter(({ path }) => path.includes("{"))) {
        // Devices are put by everybody for themselves.
        if (operation.method === "PUT") continue;
        const headers = { "x-request-id": "same" };
        const answers = [];
        for (const there of [place, nowhere()]) answers.push(await callEndpoint(scene, operation, there, "stranger", headers));
        const [existing, missing] = answers.map(({ status, body }) => ({ status, body }));
        verifyEqual(missing?.status, NOT_FOUND, "REST-TENANT-1", `${operation.method} ${operation.path} finds what is not there.`);
        verifyEqual(existing, missing, "REST-TENANT-1", `${operation.method} ${operation.path} tells what another tenant has.`);
      }
      for (const operation of authenticatedOperations(scene).filter(({ path, method }) => method === "GET" && !path.includes("{"))) {
        const text = JSON.stringify((await callEndpoint(scene, operation, place, "stranger")).body);
        for (const id of [place.sessionId, place.projectId, "Secret"]) {
          verify(!text.includes(id), "REST-TENANT-1", `${operation.path} shows what another tenant has.`, text);
        }
      }
      verifyEqual(await stateOf(scene, place), before, "REST-TENANT-1", "Somebody of another tenant has changed something.");
    },
  },
];

/** One of everything that can be named in a path. */
async function furnished(scene: Scene): Promise<Place> {
  const made = async (path: string, body: JsonObject) =>
    String(((await scene.request({ method: "POST", path, body })).body as JsonObject)["id"]);
  const sessionId = await made("/api/v1/sessions", { agentType: "scripted", name: "Secret" });
  const projectId = await made("/api/v1/projects", { name: "Secret" });
  await scene.request({ method: "PUT", path: `/api/v1/me/devices/${DEVICE}`, body: { name: "Secret" } });
  await scene.request({ method: "PATCH", path: "/api/v1/settings", body: { settings: { kept: "Secret" } } });
  await scene.request({ method: "PATCH", path: "/api/v1/me/preferences", body: { preferences: { kept: "Secret" } } });
  return { sessionId, projectId, deviceId: DEVICE };
}

/** What the owner can read of everything. */
async function stateOf(scene: Scene, { sessionId, projectId }: Place): Promise<Json[]> {
  const paths = [
    `sessions/${sessionId}`,
    `sessions/${sessionId}/events`,
    "sessions?includeArchived=true",
    `projects/${projectId}`,
    "projects",
    "me/devices",
    "me/preferences",
    "settings",
  ];
  const state: Json[] = [];
  for (const path of paths) state.push((await scene.request({ method: "GET", path: `/api/v1/${path}` })).body);
  return state;
}
