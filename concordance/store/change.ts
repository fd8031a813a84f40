/**
 * One change of one key, and the only form in which the store keeps anything: the last change of a key is its entry (`set`)
 * or its tombstone (`delete`, `expire`), and the change log holds the same objects.
 */
export interface Change {
  readonly op: "set" | "delete" | "expire";
  readonly namespace: string;
  readonly key: string;
  /** JSON text, exactly as it was proposed; null when the entry went away. */
  readonly value: string | null;
  /** From 1; rises by 1 with each change of the key, also across deletion and creation. */
  readonly version: number;
  /** The store's counter: shared by what one batch changed, or by what expired together. */
  readonly revision: number;
  /** Its place among the changes of its revision, from 0. */
  readonly position: number;
  /** The actor of the command; "concordance" for what expired. */
  readonly updatedBy: string;
  /** The machine's clock at the change, in milliseconds. Never falls from one change to the next. */
  readonly updatedAt: number;
  /** From then on (milliseconds) nobody may see the entry. Null: it stays. */
  readonly expiresAt: number | null;
}
