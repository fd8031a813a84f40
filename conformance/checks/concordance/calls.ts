import type { Line } from "../../runner/line.ts";
import { verify } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";

/** A call of `/stream` that is to be made. */
export interface CallOf {
  method: string;
  params: JsonObject;
}

let calls = 0;

/** Opens `/stream` at a node. */
export function openStream(scene: Scene, rule: string, node?: number | "leader" | "follower", as = "full"): Promise<Line> {
  return scene.open({ path: "/stream", service: "concordance", as, ...(node === undefined ? {} : { node }) }, rule);
}

/**
 * Sends calls one after the other without waiting, and resolves with their answers in the order of the calls.
 *
 * @param onAnswer told of each answer as it comes: the connection may end before the last one
 * @throws RuleBroken
 */
export async function callAll(
  line: Line,
  wanted: readonly CallOf[],
  rule: string,
  withinMs?: number,
  onAnswer: (answer: JsonObject) => void = () => undefined,
): Promise<JsonObject[]> {
  const places = new Map<Json | undefined, number>();
  for (const [place, { method, params }] of wanted.entries()) {
    calls += 1;
    const id = `all-${calls}`;
    places.set(id, place);
    line.send({ jsonrpc: "2.0", id, method, params });
  }
  const answers: JsonObject[] = [];
  let missing = wanted.length;
  while (missing > 0) {
    const frame = await line.next(rule, withinMs);
    const place = places.get(frame["id"]);
    if (place === undefined) continue;
    answers[place] = frame;
    onAnswer(frame);
    missing -= 1;
  }
  return answers;
}

/** The next change that a subscription is told; progress and answers are passed over. @throws RuleBroken */
export async function nextChange(line: Line, rule: string, withinMs?: number): Promise<JsonObject> {
  const { params } = await line.until({ method: "watch/change" }, rule, new Map(), withinMs);
  verify(isObject(params), rule, "A change without parameters.", params);
  return params;
}

/** Every entry of a namespace by pages, of a state that has every acknowledged write. @throws RuleBroken */
export async function allEntries(
  scene: Scene,
  namespace: string,
  rule: string,
  node?: number | "leader" | "follower",
): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  let cursor = "";
  do {
    const path = `/api/v1/kv/${encodeURIComponent(namespace)}?consistency=linearizable${cursor}`;
    const { status, body } = await scene.request({ service: "concordance", method: "GET", path, ...(node === undefined ? {} : { node }) });
    verify(status === 200 && isObject(body) && Array.isArray(body["items"]), rule, "The entries cannot be listed.", body);
    found.push(...(body["items"] as JsonObject[]));
    cursor = body["nextCursor"] === null ? "" : `&cursor=${String(body["nextCursor"])}`;
  } while (cursor !== "");
  return found;
}

/** Every change of a namespace since a revision, by pages. @throws RuleBroken */
export async function allChanges(
  scene: Scene,
  namespace: string,
  since: number,
  rule: string,
  node?: number | "leader" | "follower",
): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for (let from = since; ; ) {
    const path = `/api/v1/changes?namespace=${encodeURIComponent(namespace)}&since=${from}`;
    const { status, body } = await scene.request({ service: "concordance", method: "GET", path, ...(node === undefined ? {} : { node }) });
    verify(status === 200 && isObject(body) && Array.isArray(body["changes"]), rule, "The changes cannot be read.", body);
    if (body["changes"].length === 0) return found;
    found.push(...(body["changes"] as JsonObject[]));
    from = Number(body["revision"]);
  }
}

/** Something that is awaited later on: until then its failure ends nothing. */
export function underWay<T>(deed: Promise<T>): Promise<T> {
  deed.catch(() => undefined);
  return deed;
}

/** So many writes of one namespace, each of a key of its own: its number. */
export function numberedWrites(namespace: string, count: number, from = 0): CallOf[] {
  return Array.from({ length: count }, (_, index) => {
    const value = from + index;
    return { method: "kv/set", params: { namespace, key: String(value).padStart(6, "0"), value } };
  });
}
