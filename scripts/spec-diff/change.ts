/** Every kind of change that is told apart. */
export const KINDS = [
  "protocol-added",
  "protocol-removed",
  "version-raised",
  "version-lowered",
  "version-supported",
  "version-dropped",
  "subprotocol-changed",
  "message-added",
  "message-removed",
  "reply-changed",
  "announcement-added",
  "announcement-removed",
  "permission-required",
  "permission-changed",
  "permission-dropped",
  "session-check-changed",
  "authentication-changed",
  "event-added",
  "event-removed",
  "durability-changed",
  "method-added",
  "method-removed",
  "access-changed",
  "repeatable-changed",
  "notification-added",
  "notification-removed",
  "socket-added",
  "socket-removed",
  "socket-moved",
  "error-code-added",
  "error-code-removed",
  "error-status-changed",
  "error-number-changed",
  "error-meaning-changed",
  "error-raised",
  "error-not-raised",
  "close-code-added",
  "close-code-removed",
  "close-code-changed",
  "reconnect-changed",
  "permission-added",
  "permission-removed",
  "permission-renamed",
  "role-added",
  "role-removed",
  "role-gained",
  "role-lost",
  "access-row-added",
  "access-row-removed",
  "limit-added",
  "limit-removed",
  "limit-lowered",
  "limit-raised",
  "limit-unit-changed",
  "state-added",
  "state-removed",
  "move-added",
  "move-removed",
  "state-life-changed",
  "requirement-added",
  "requirement-removed",
  "requirement-weakened",
  "requirement-strengthened",
  "requirement-reworded",
  "endpoint-added",
  "endpoint-removed",
  "endpoint-renamed",
  "parameter-added",
  "parameter-removed",
  "parameter-required",
  "parameter-optional",
  "body-added",
  "body-removed",
  "body-required",
  "body-optional",
  "body-type-added",
  "body-type-removed",
  "response-added",
  "response-removed",
  "response-header-added",
  "response-header-removed",
  "response-type-added",
  "response-type-removed",
  "security-changed",
  "field-added",
  "field-removed",
  "field-required",
  "field-optional",
  "type-changed",
  "type-narrowed",
  "type-widened",
  "value-added",
  "value-removed",
  "values-closed",
  "values-opened",
  "variant-added",
  "variant-removed",
  "bound-narrowed",
  "bound-widened",
  "form-added",
  "form-removed",
  "form-changed",
  "exclusion-added",
  "exclusion-removed",
  "exclusion-changed",
  "default-changed",
] as const;

export type ChangeKind = (typeof KINDS)[number];

/** One thing that the spec says differently. */
export interface Change {
  kind: ChangeKind;
  /** What is different: `RunTurn/text maxLength`, `GET /api/v1/sessions ?limit`. An item of an array is `-`. */
  path: string;
  before: unknown;
  after: unknown;
  /** Whether a client that was written before may fail now. */
  breaking: boolean;
  /** Why it breaks clients, or why it does not. */
  reason: string;
}

/** Gathers changes. A type that is reached by several ways is told of once, and breaks if one of them does. */
export class Changes {
  readonly #byKey = new Map<string, Change>();

  add(change: Change): void {
    const key = JSON.stringify([change.kind, change.path, change.before, change.after]);
    const known = this.#byKey.get(key);
    if (known === undefined || (change.breaking && !known.breaking)) this.#byKey.set(key, change);
  }

  breaks(kind: ChangeKind, path: string, before: unknown, after: unknown, reason: string): void {
    this.add({ kind, path, before, after, breaking: true, reason });
  }

  keeps(kind: ChangeKind, path: string, before: unknown, after: unknown, reason: string): void {
    this.add({ kind, path, before, after, breaking: false, reason });
  }

  get all(): Change[] {
    return [...this.#byKey.values()];
  }
}
