import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { MissingPrerequisite, type ServerProcess } from "./target.ts";

const run = promisify(execFile);

/**
 * Lets no file of a server grow beyond so many bytes: to the server that is a disk without room. Linux's `prlimit`.
 *
 * @throws MissingPrerequisite where there is no such program
 */
export async function limitFiles({ pid }: ServerProcess, bytes: number | "unlimited"): Promise<void> {
  try {
    await run("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
  } catch (error) {
    throw new MissingPrerequisite(`A full disk needs prlimit: ${error instanceof Error ? error.message : String(error)}`);
  }
}
