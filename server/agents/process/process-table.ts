import { readdir, readFile } from "node:fs/promises";

/** State of a process that has ended and that its parent has not asked after. */
const ZOMBIE = "Z";

/** The numbers of all processes; none on systems without `/proc`. */
export async function processIds(): Promise<number[]> {
  const names = await readdir("/proc").catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The group of a process that runs; null when it does not. */
export async function groupOf(id: number): Promise<number | null> {
  const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  // The name, in parentheses, may hold anything; state, parent and group follow it.
  const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === ZOMBIE || group === undefined ? null : Number(group);
}

/** Whether a process of a group still runs; null on systems without `/proc`. */
export async function isGroupRunning(group: number): Promise<boolean | null> {
  const ids = await processIds();
  if (ids.length === 0) return null;
  const groups = await Promise.all(ids.map(groupOf));
  return groups.includes(group);
}
