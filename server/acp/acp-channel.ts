/** What a message concerns, for bindings that have a stream for each session. */
export interface MessageRoute {
  /** The method that is answered or called. */
  readonly method: string;
  /** The session, where there is one. */
  readonly sessionId: string | null;
}

/** The way to one client, whatever carries it. */
export interface AcpChannel {
  /** Where the client is, for the limit of attempts to authenticate. */
  readonly address: string;
  readonly isOpen: boolean;
  /** Sends one message. What the client does not read in time ends the channel. */
  send(json: string, route: MessageRoute): void;
  /** Resolves when the client has read most of what it was sent, or is gone. */
  drained(): Promise<void>;
  /** No more messages are read until `resume`: too many calls wait. */
  pause(): void;
  resume(): void;
  /** Ends the channel, for a reason that the client can read. */
  close(code: number, reason: string): void;
}
