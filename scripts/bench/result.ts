/** What was measured of one thing. */
export interface Figure {
  /** What it is a figure of, for instance `append + commit, 100 sessions`. */
  name: string;
  /** Null when it could not be measured here; `note` says why. */
  value: number | null;
  unit: string;
  /** What the figure should reach, in the same unit; undefined when it stands beside another one for comparison. */
  target?: { at: "least" | "most"; value: number };
  /** A few words on how it came about. */
  note?: string;
}

/** What one row of the benchmark measured. */
export interface RowResult {
  row: string;
  figures: Figure[];
}

/** Whether a figure reaches what it should; undefined when nothing was asked of it, or it was not measured. */
export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined || value === null) return undefined;
  return target.at === "least" ? value >= target.value : value <= target.value;
}

/** A point of a distribution; 0.5 is the median. Sorts the samples. */
export function percentile(samples: number[], point: number): number {
  samples.sort((left, right) => left - right);
  return samples[Math.min(samples.length - 1, Math.floor(samples.length * point))] ?? Number.NaN;
}

/** Hands a row's result to whoever started it. */
export function report(result: RowResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
