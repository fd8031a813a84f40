import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureFailover } from "./failover.ts";
import { FAULT_NAMES, FAULTS, type FaultName } from "./faults/faults.ts";
import { describe, holds } from "./report.ts";
import { runChaos } from "./run.ts";

const USAGE = `Usage: npm run concordance:chaos -- [--seconds 60] [--history FILE] [--seed N] [--faults LIST] …
       npm run concordance:chaos -- --failover 20

Runs a cluster of real processes under load while things go wrong, heals it, and checks what clients and watchers were told.

  --seconds N      how long things go wrong (60)
  --history FILE   where the history of the clients goes, an operation a line (in the run's folder)
  --seed N         decides what goes wrong when, as far as chance does; processes are never the same twice (by the clock)
  --nodes N        (3)
  --clients N      (8)
  --watchers N     (6)
  --folder FOLDER  where data and logs go; kept in any case (a temporary one, kept only when something is broken)
  --faults LIST    only these, by commas:
${FAULT_NAMES.map((name) => `                     ${name.padEnd(15)} ${FAULTS[name].help}`).join("\n")}
  --failover N     instead: kills the leader N times under one writer, and says for how long no write succeeded

Exit code: 0 if everything holds, 1 if not, 64 if it was used wrongly.
`;
const EXIT_USAGE = 64;
const EXIT_BROKEN = 1;

class UsageError extends Error {}

function readArguments(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    seconds: { ...text, default: "60" },
    nodes: { ...text, default: "3" },
    clients: { ...text, default: "8" },
    watchers: { ...text, default: "6" },
    seed: { ...text, default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
    history: text,
    folder: text,
    faults: { ...text, default: FAULT_NAMES.join(",") },
    failover: text,
    help: { type: "boolean", default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const count = (name: "seconds" | "nodes" | "clients" | "watchers" | "seed" | "failover", least = 1) => {
      const value = Number(values[name]);
      if (!Number.isInteger(value) || value < least) throw new UsageError(`--${name} is a whole number from ${least} on.`);
      return value;
    };
    return {
      isHelp: values.help,
      failovers: values.failover === undefined ? null : count("failover"),
      history: values.history,
      folder: values.folder,
      seconds: count("seconds"),
      seed: count("seed", 0),
      nodes: count("nodes"),
      clients: count("clients"),
      watchers: count("watchers", 0),
      faults: faultsNamed(values.faults),
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function faultsNamed(list: string): FaultName[] {
  return list
    .split(",")
    .filter((name) => name !== "")
    .map((name) => {
      const found = FAULT_NAMES.find((known) => known === name);
      if (found === undefined) throw new UsageError(`There is no fault "${name}". There are: ${FAULT_NAMES.join(", ")}.`);
      return found;
    });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<number> {
  const { isHelp, failovers, ...given } = readArguments(process.argv.slice(2));
  if (isHelp) {
    say(USAGE);
    return 0;
  }
  const folder = resolve(given.folder ?? (await mkdtemp(join(tmpdir(), "concordance-chaos-"))));
  const isKept = given.folder !== undefined;
  const isRight =
    failovers === null
      ? await chaos({ ...given, folder, history: resolve(given.history ?? join(folder, "history.jsonl")) })
      : await failover(folder, failovers, given.nodes);
  if (isRight && !isKept) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  return isRight ? 0 : EXIT_BROKEN;
}

async function chaos(options: Parameters<typeof runChaos>[0]): Promise<boolean> {
  try {
    const report = await runChaos(options);
    say(describe(report));
    if (holds(report)) return true;
  } catch (error) {
    say(`seed ${options.seed}: the run could not be brought to its end: ${(error as Error).stack}`);
  }
  say(`\nLook at ${options.folder}: data and log of each node (n1.log …), and faults.log; the history is ${options.history}`);
  say(`  npm run check:linearizable -- ${options.history}`);
  say(`  npm run concordance:chaos -- --seed ${options.seed} --seconds ${options.seconds} --faults ${options.faults.join(",")}`);
  return false;
}

async function failover(folder: string, times: number, nodes: number): Promise<boolean> {
  const gaps = await measureFailover({ folder, times, nodes, say });
  const sorted = gaps.toSorted((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  say(
    `without a successful write after SIGKILL of the leader: median ${median.toFixed(0)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms, ${times} times`,
  );
  return true;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = EXIT_USAGE;
}
