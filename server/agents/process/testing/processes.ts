import { readdirSync, readFileSync } from "node:fs";

interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly state: string;
}

/** Whether a process runs. One that has ended but was not reaped by its parent does not. */
export function isRunning(pid: number): boolean {
  const facts = factsOf(pid);
  return facts !== null && facts.state !== "Z";
}

/** The processes of a group that run. */
export function runningInGroup(group: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => factsOf(Number(name)) ?? [])
    .filter((facts) => facts.group === group && facts.state !== "Z")
    .map(({ pid }) => pid);
}

/** The processes that were started by this one with some argument, and run. */
export function runningWith(argument: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isRunning(pid) && parentOf(pid) === process.pid && argumentsOf(pid).includes(argument));
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | null {
  return factsOf(pid)?.parent ?? null;
}

function factsOf(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything.
    const [state = "", parent = "", group = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent), group: Number(group), state };
  } catch {
    return null;
  }
}
