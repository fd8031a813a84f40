import type { Loss } from "./reconnect.ts";

/** A connection as a link uses it. */
export interface LinkedConnection {
  /** Ends it. Its owner hears no more of it. */
  close(): void;
  /** The network may have changed: unless the gateway answers soon, the connection is taken for dead. */
  doubt(): void;
}

/** Who hears what becomes of a connection. */
export interface ConnectionOwner<Received> {
  /** The gateway wants to know who it is. */
  authenticating(): void;
  /** Messages may be sent from now on. */
  opened(): void;
  received(message: Received): void;
  /** The connection is no more. Nothing is heard of it after this. */
  lost(loss: Loss): void;
}
