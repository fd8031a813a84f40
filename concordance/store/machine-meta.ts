/** What a machine knows besides its records. */
export interface MachineMeta {
  /** The last one that was given to changes. */
  readonly revision: number;
  /** The latest time that a leader wrote into the log, in milliseconds. */
  readonly clock: number;
  /** The last revision that the change log does not have, or not completely. */
  readonly compactedTo: number;
}
