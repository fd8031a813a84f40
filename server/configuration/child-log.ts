import type { Logger } from "../observability/logger.ts";

const LEVELS = ["warn", "error", "fatal"] as const;

/** Hands a line that a Concordance of the gateway's own has logged to the gateway's log. */
export function logChildLine(log: Logger, line: string): void {
  const entry = parsed(line);
  if (entry === null) {
    // What is no line of a log says why it could not start.
    log.warn({ concordance: line }, "the gateway's own Concordance says something");
    return;
  }
  const { level, time: _time, msg, ...facts } = entry;
  const known = LEVELS.find((name) => name === level);
  if (known !== undefined) log[known]({ concordance: facts }, String(msg));
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
