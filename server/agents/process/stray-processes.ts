import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Environment } from "./process-environment.ts";
import { groupOf, processIds } from "./process-table.ts";

/** The variable that names the agent which a process descends from. */
const MARKER = "DIMINUENDO_AGENT";
/** A process that forks while its siblings are looked for is found the next time round. */
const ROUNDS = 5;
/** How often and for how long it is checked that a killed process is gone. */
const CHECK_MS = 5;
const CHECKS = 100;

/** An environment whose processes can be found again, also those that have left the agent's process group. */
export function marked(environment: Environment, agentId: string): Environment {
  return { ...environment, [MARKER]: agentId };
}

/**
 * Kills the processes that were started with `marked` and are still there: those that made a session of their own, so
 * that ending the agent's process group did not reach them. Does nothing on systems without `/proc`.
 */
export async function killStrays(agentId: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const strays = await findStrays(agentId);
    if (strays.length === 0) return;
    await Promise.all(strays.map(kill));
  }
}

async function findStrays(agentId: string): Promise<number[]> {
  const wanted = `${MARKER}=${agentId}`;
  const found = await Promise.all(
    (await processIds()).map(async (id) => {
      // Only the user's own processes can be read, and the environment of one that has ended is empty.
      const environment = await readFile(`/proc/${id}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(wanted) ? id : null;
    }),
  );
  return found.filter((id) => id !== null);
}

async function kill(id: number): Promise<void> {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  for (let check = 0; check < CHECKS && (await groupOf(id)) !== null; check++) await delay(CHECK_MS);
}
