import type { GatewayMethods } from "./generated/gateway-methods.ts";
import type { TurnEvent } from "./turn.ts";

/** What reading a session's log takes. */
export type LogReader = Pick<GatewayMethods, "getHistory" | "getEvents">;

/**
 * Reads from the log what a turn has said up to a place, that place included. Nothing when the turn begins after it.
 *
 * @throws GatewayError, ConnectionLostError, RequestTimeoutError
 */
export async function readPastTurn(log: LogReader, sessionId: string, turnId: string, untilSeq: number): Promise<TurnEvent[]> {
  const firstSeq = await findStart(log, sessionId, turnId);
  const found: TurnEvent[] = [];
  let afterSeq = (firstSeq ?? untilSeq + 1) - 1;
  while (afterSeq < untilSeq) {
    const { events } = await log.getEvents({ sessionId, afterSeq });
    if (events.length === 0) break;
    for (const event of events) {
      afterSeq = event.seq;
      if ("turnId" in event && event.turnId === turnId && afterSeq <= untilSeq) found.push(event);
    }
  }
  return found;
}

/** `seq` of a turn's first event; null when it has not begun. History is asked, as the log itself may be long. */
async function findStart(log: LogReader, sessionId: string, turnId: string): Promise<number | null> {
  for (let beforeSeq: number | null | undefined; beforeSeq !== null; ) {
    const { messages, nextBeforeSeq } = await log.getHistory({ sessionId, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    const start = messages.find((message) => message.turnId === turnId && message.role === "user");
    if (start !== undefined) return start.seq;
    beforeSeq = nextBeforeSeq;
  }
  return null;
}
