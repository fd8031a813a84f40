import { writeFile } from "node:fs/promises";
import { readSpec } from "../runner/spec.ts";
import type { Observed } from "./observed.ts";
import { RECORD_USAGE, type RecordOptions, readRecordOptions } from "./options.ts";
import { RecordingProxy } from "./proxy.ts";
import { Tape } from "./tape.ts";
import { traceText } from "./trace-text.ts";

/** `diminuendo-conformance record`: returns the exit status. @throws UsageError */
export async function record(args: readonly string[]): Promise<number> {
  const options = readRecordOptions(args);
  if (options === null) {
    process.stdout.write(RECORD_USAGE);
    return 0;
  }
  const observed = await recorded(options);
  if (observed.length === 0) {
    process.stderr.write("Nothing was said, so nothing was written.\n");
    return 1;
  }
  const text = traceText(await readSpec(), observed, options);
  await writeFile(options.out, text);
  process.stdout.write(`${options.out}: ${text.trimEnd().split("\n").length - 1} steps\n`);
  return 0;
}

/** Records until somebody ends it, or as many connections have ended as were asked for. */
async function recorded({ to, port, connections }: RecordOptions): Promise<Observed[]> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const tape = new Tape((ended) => ended === connections && resolve());
  const proxy = await RecordingProxy.start({ to, port, tape });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  process.stdout.write(`Records ${to} on ${proxy.url}. Ctrl-C writes the trace.\n`);
  await over;
  // What is cut now was not ended by anybody.
  const observed = [...tape.observed];
  await proxy.end();
  return observed;
}
