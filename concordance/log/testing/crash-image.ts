import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { FILES } from "../log-folder.ts";

/** A copy of the folder as it is now: what would be there if the process that has it were killed. */
export async function crashImage(folder: string): Promise<string> {
  const image = await temporaryFolder();
  await copyLog(folder, image);
  return image;
}

/** What was written while it was copied makes it a copy of several moments, which is refused with good reason: then it is made anew. */
export async function copyLog(from: string, to: string): Promise<void> {
  const mark = () => readFile(join(from, FILES.mark)).catch(() => null);
  for (;;) {
    const before = await mark();
    await cp(from, to, { recursive: true, force: true });
    const after = await mark();
    if (before === null || (after !== null && before.equals(after))) break;
    await rm(to, { recursive: true });
  }
  await rm(join(to, "concordance.lock"), { force: true });
}
