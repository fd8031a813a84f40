import type { MessageOutcome } from "../pipeline/message-pipeline.ts";
import type { Committed } from "../sessions/event-log.ts";
import type { SessionRecord } from "../sessions/session-record.ts";
import type { FaultListener } from "../storage/thread-client.ts";
import type { RequestOutcome } from "../transport/http/http-server.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** What the parts of the gateway report, in one place: to metrics, traces and the log. */
export interface Observer {
  message(outcome: MessageOutcome): void;
  request(outcome: RequestOutcome): void;
  committed(committed: readonly Committed[]): void;
  /** A turn starts; what is returned is called when it ends. */
  turn(tenantId: string, record: SessionRecord, turnId: string): (outcome: string) => void;
  /** There is no room on the disk, or there is again. */
  stall(stalled: boolean, reason: string): void;
  /** Storage could not do something; the ids are empty where it concerns no session. */
  fault: FaultListener;
  /** Something went wrong that no client is told of. */
  note(tenantId: string, sessionId: string, message: string, error: unknown): void;
}

export function createObserver({ metrics, tracing, log }: { metrics: Metrics; tracing: Tracing; log: Logger }): Observer {
  return {
    message({ type, outcome, durationMs }) {
      metrics.messages.inc({ type, outcome });
      metrics.messageDuration.observe({ type }, durationMs / 1000);
    },
    request({ operation, status, durationMs }) {
      metrics.requests.inc({ operation, status });
      metrics.requestDuration.observe({ operation }, durationMs / 1000);
    },
    committed(committed) {
      for (const { firstSeq, lastSeq } of committed) metrics.events.inc(lastSeq - firstSeq + 1);
    },
    turn(tenantId, { id: sessionId, agentType }, turnId) {
      metrics.runningTurns.inc();
      log.info({ tenantId, sessionId, turnId, agentType }, "a turn started");
      const span = tracing.start("turn", {
        "diminuendo.tenant_id": tenantId,
        "diminuendo.session_id": sessionId,
        "diminuendo.turn_id": turnId,
        "diminuendo.agent_type": agentType,
      });
      return (outcome) => {
        metrics.runningTurns.dec();
        metrics.turns.inc({ agent_type: agentType, outcome });
        log.info({ tenantId, sessionId, turnId, agentType, outcome }, "a turn ended");
        span.end(outcome === "ok" || outcome === "stopped" ? undefined : outcome);
      };
    },
    stall(stalled, reason) {
      metrics.storageStalled.set(stalled ? 1 : 0);
      if (stalled) log.error({ reason }, "there is no room on the disk; events wait");
      else log.info("there is room on the disk again");
    },
    fault({ sessionId, tenantId, error }) {
      log.error({ sessionId, tenantId, failure: error.failure, reason: error.message }, "storage could not do something");
    },
    note(tenantId, sessionId, message, error) {
      log.warn({ tenantId, sessionId, error }, message);
    },
  };
}
