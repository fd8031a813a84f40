import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

/** A copy of the folder as it is now: what would be there if the process that has it were killed. */
export async function crashImage(folder: string): Promise<string> {
  const image = await temporaryFolder();
  await copyLog(folder, image);
  return image;
}

export async function copyLog(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  await rm(join(to, "concordance.lock"), { force: true });
}
