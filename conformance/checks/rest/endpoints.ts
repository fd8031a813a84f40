import { randomUUID } from "node:crypto";
import type { OperationModel } from "@diminuendo/typespec-protocol/model";
import type { Scene } from "../../runner/scene.ts";
import type { Json } from "../../trace/format.ts";
import type { Refusal } from "../../wire/peer.ts";

/** What stands in the paths of a call. */
export interface Place {
  sessionId: string;
  projectId: string;
  deviceId: string;
}

/** Ids that name nothing. */
export function nowhere(): Place {
  return { sessionId: randomUUID(), projectId: randomUUID(), deviceId: "no-such-device" };
}

/** The least that a body of each type must have. */
const BODIES: Readonly<Record<string, Json>> = {
  NewSession: { agentType: "scripted", name: "Changed" },
  SessionPatch: { name: "Changed" },
  NewTurn: { text: "say Changed" },
  Guidance: { content: "Changed" },
  NewAnswer: { requestId: "none", dismissed: true },
  Fork: { name: "Changed" },
  PreferencesPatch: { preferences: { changed: true } },
  NewDevice: { name: "Changed" },
  SettingsPatch: { settings: { changed: true } },
  NewProject: { name: "Changed" },
  ProjectPatch: { name: "Changed" },
};

/** The endpoints that need to know who calls. */
export function authenticatedOperations({ spec }: Scene): OperationModel[] {
  return spec.gateway.operations.filter(({ authenticated }) => authenticated);
}

/** Makes a call of an endpoint that is right in its form. @throws RuleBroken when the answer is not; Error for a body that is new here */
export async function callEndpoint(
  scene: Scene,
  { method, path, parameters, body }: OperationModel,
  place: Place,
  as: string | null,
  headers: Record<string, string> = {},
): Promise<Refusal> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(place[name as keyof Place] ?? "1"));
  const query = parameters.filter(({ in: where, required }) => where === "query" && required).map(({ wireName }) => `${wireName}=a.txt`);
  return scene.request({
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join("&")}`,
    as,
    headers,
    ...(body === null ? {} : { body: bodyOf(body.$ref ?? "") }),
  });
}

function bodyOf(reference: string): Json {
  const body = BODIES[reference.split("/").at(-1) ?? ""];
  if (body === undefined) throw new Error(`There is no body of ${reference} to try: give one.`);
  return body;
}
