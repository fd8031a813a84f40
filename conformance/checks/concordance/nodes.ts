import type { Scene } from "../../runner/scene.ts";

/** The nodes of a cluster of three, by their numbers. */
export const NODES = [1, 2, 3];

/** Which node leads at the moment, and which follow. */
export async function rolesOf(scene: Scene): Promise<{ leader: number; followers: number[] }> {
  const url = await scene.stage.url("concordance", "leader");
  const urls = await Promise.all(NODES.map((node) => scene.stage.url("concordance", node)));
  const leader = urls.indexOf(url) + 1;
  return { leader, followers: NODES.filter((node) => node !== leader) };
}
