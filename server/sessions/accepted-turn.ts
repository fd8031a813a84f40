import type { Attachment } from "../../generated/gateway/types.ts";

/** A turn that was accepted: recorded before anyone is told so. */
export interface AcceptedTurn {
  readonly turnId: string;
  /** Chosen by the client; the same one starts nothing again. */
  readonly clientTurnId?: string;
  readonly text: string;
  readonly userId: string;
  readonly attachments?: readonly Attachment[];
  /** Orders the turns of a session that wait; lower ones run first. */
  readonly position: number;
  /** It stops whatever runs, and runs before turns that merely wait. */
  readonly interrupts?: boolean;
}
