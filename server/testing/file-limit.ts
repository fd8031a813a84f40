import { execFileSync } from "node:child_process";
import { test } from "vitest";

/** Lets no file of a process grow beyond so many bytes: to the process that is a disk without room. Linux's `prlimit`. */
export function limitFiles(pid: number, bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
}

/** What simulates the full disk is a program that every Linux has; elsewhere there is nothing to run. */
export const onLinux = test.runIf(process.platform === "linux");
