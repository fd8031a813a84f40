import type * as rest from "../../generated/gateway/operations.ts";
import type { Session } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import { decodeCursor, encodeCursor } from "../sessions/cursor.ts";
import { exportJsonLines, exportMarkdown } from "../sessions/export.ts";
import type { HistoryService } from "../sessions/history-service.ts";
import type { SessionForker } from "../sessions/session-forker.ts";
import type { SessionRecord } from "../sessions/session-record.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import type { TurnsService } from "../sessions/turns-service.ts";
import { type EventStreams, SSE_TYPE } from "../transport/http/event-streams.ts";
import { etagOf, isConditional, mustMatch } from "./etag.ts";
import { given } from "./given.ts";

export interface SessionsOperationsOptions {
  sessions: SessionsService;
  turns: TurnsService;
  history: HistoryService;
  forker: SessionForker;
  streams: EventStreams;
}

/** `/api/v1/sessions`: the same services as on `/ws`, in the words of HTTP. */
export class SessionsOperations implements rest.SessionsOperations<Call> {
  readonly #options: SessionsOperationsOptions;

  constructor(options: SessionsOperationsOptions) {
    this.#options = options;
  }

  async list({ limit, cursor, includeArchived, projectId }: rest.SessionsListInput, call: Call) {
    const message = { type: "list_sessions", limit, includeArchived, ...given({ cursor, projectId }) } as const;
    const { sessions, nextCursor } = await this.#options.sessions.listSessions(message, call);
    return { status: 200, body: { items: sessions, nextCursor } } as const;
  }

  async create({ body }: rest.SessionsCreateInput, call: Call) {
    const { session } = await this.#options.sessions.createSession({ ...body, type: "create_session" }, call);
    return created(session, 1);
  }

  async read(_input: rest.SessionsReadInput, call: Call) {
    return versioned(await this.#options.sessions.present(call), call.session.record);
  }

  async update({ body, ifMatch }: rest.SessionsUpdateInput, call: Call) {
    const { record } = call.session;
    const { name, projectId, metadata } = body;
    const change = given({ name, projectId, metadata });
    const session = await this.#options.sessions.update(call, change, expectedVersion(ifMatch, record));
    return versioned(session, record);
  }

  async delete({ sessionId, ifMatch }: rest.SessionsDeleteInput, call: Call) {
    expectedVersion(ifMatch, call.session.record);
    await this.#options.sessions.deleteSession({ type: "delete_session", sessionId }, call);
    return { status: 204 } as const;
  }

  async archive({ sessionId }: rest.SessionsArchiveInput, call: Call) {
    const { session } = await this.#options.sessions.archiveSession({ type: "archive_session", sessionId }, call);
    return versioned(session, call.session.record);
  }

  async unarchive({ sessionId }: rest.SessionsUnarchiveInput, call: Call) {
    const { session } = await this.#options.sessions.unarchiveSession({ type: "unarchive_session", sessionId }, call);
    return versioned(session, call.session.record);
  }

  async messages({ limit, cursor }: rest.SessionsMessagesInput, call: Call) {
    const [before] = cursor === undefined ? [undefined] : decodeCursor<[number]>(cursor, ["number"]);
    const { messages, nextBeforeSeq } = await this.#options.history.messages(call.session, before, limit);
    return { status: 200, body: { items: messages, nextCursor: nextBeforeSeq === null ? null : encodeCursor([nextBeforeSeq]) } } as const;
  }

  async runTurn({ sessionId, body }: rest.SessionsRunTurnInput, call: Call) {
    const { turnId, duplicate, queued, position } = await this.#options.turns.runTurn({ ...body, type: "run_turn", sessionId }, call);
    return { status: 202, body: { turnId: turnId ?? "", ...given({ duplicate, queued, position }) } } as const;
  }

  async stop({ sessionId }: rest.SessionsStopInput, call: Call) {
    const { turnId = "" } = await this.#options.turns.stopTurn({ type: "stop_turn", sessionId }, call);
    return { status: 202, body: { turnId } } as const;
  }

  async steer({ sessionId, body }: rest.SessionsSteerInput, call: Call) {
    const { turnId = "" } = await this.#options.turns.steer({ ...body, type: "steer", sessionId }, call);
    return { status: 202, body: { turnId } } as const;
  }

  async answer({ sessionId, body }: rest.SessionsAnswerInput, call: Call) {
    await this.#options.turns.answerQuestion({ ...body, type: "answer_question", sessionId }, call);
    return { status: 202, body: { requestId: body.requestId } } as const;
  }

  async events({ limit, cursor, afterSeq, epoch, lastEventId }: rest.SessionsEventsInput, call: Call): Promise<rest.SessionsEventsResult> {
    const { session } = call;
    if (call.accepts(SSE_TYPE)) {
      const after = lastEventId ?? afterSeq;
      const body = this.#options.streams.open(session, given({ afterSeq: after, epoch }), call.membership, call.http);
      return { status: 200, contentType: SSE_TYPE, body };
    }
    const isOfThisLog = epoch === undefined || epoch === session.record.epoch;
    const [after = 0] = cursor === undefined ? [isOfThisLog ? (lastEventId ?? afterSeq) : 0] : decodeCursor<[number]>(cursor, ["number"]);
    const { events, lastSeq, hasMore } = await this.#options.history.events(session, after, limit);
    const last = events.at(-1);
    const nextCursor = hasMore && last !== undefined ? encodeCursor([last.seq]) : null;
    return { status: 200, body: { items: events, nextCursor, lastSeq, epoch: session.record.epoch } };
  }

  async export({ format }: rest.SessionsExportInput, call: Call): Promise<rest.SessionsExportResult> {
    const { history } = this.#options;
    return format === "markdown"
      ? { status: 200, contentType: "text/markdown", body: exportMarkdown(history, call.session) }
      : { status: 200, contentType: "application/x-ndjson", body: exportJsonLines(history, call.session) };
  }

  async fork({ body }: rest.SessionsForkInput, call: Call) {
    return created(await this.#options.forker.fork(call, body), 1);
  }
}

function created(session: Session, version: number) {
  return { status: 201, headers: { location: `/api/v1/sessions/${session.id}`, etag: etagOf(version) }, body: session } as const;
}

function versioned(session: Session, { version }: SessionRecord) {
  return { status: 200, headers: { etag: etagOf(version) }, body: session } as const;
}

/**
 * The version that a change is based on, or undefined when it does not matter.
 *
 * @throws GatewayError VERSION_CONFLICT when it is not the current one
 */
function expectedVersion(ifMatch: string | undefined, { version }: SessionRecord): number | undefined {
  mustMatch(ifMatch, etagOf(version), "The session");
  return isConditional(ifMatch) ? version : undefined;
}
