import type {
  ArchiveSessionReceived,
  CreateSessionReceived,
  DeleteSessionReceived,
  ListSessionsReceived,
  RenameSessionReceived,
  SessionsHandlers,
  UnarchiveSessionReceived,
} from "../../generated/gateway/handlers.ts";
import {
  serializeSessionArchived,
  serializeSessionCreated,
  serializeSessionDeleted,
  serializeSessionUnarchived,
  serializeSessionUpdated,
} from "../../generated/gateway/serializers.ts";
import type { Session } from "../../generated/gateway/types.ts";
import type { AgentCatalogue } from "../agents/catalogue.ts";
import type { Call } from "../pipeline/call.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Storage } from "../storage/storage.ts";
import { isDelayed, StorageError } from "../storage/storage-error.ts";
import type { Broadcaster } from "../transport/broadcaster.ts";
import { textFrame } from "../wire/text-frame.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { type SessionDirectory, sessionNotFound } from "./session-directory.ts";
import { applyChange, fromRow, type SessionChange, type SessionRow, toSession, updateSession } from "./session-record.ts";
import type { SessionRuntime } from "./session-runtime.ts";

export interface SessionsServiceOptions {
  storage: Storage;
  sessions: SessionDirectory;
  catalogue: AgentCatalogue;
  broadcaster: Broadcaster;
  /** Gives back everything that is set aside for a session. */
  releaseCredits: (tenantId: string, sessionId: string) => Promise<void>;
  /** Removes the configuration of a session that was deleted. Nobody waits for it. */
  forgetConfiguration: (tenantId: string, sessionId: string) => void;
  now: () => number;
  /** Something went wrong that no client is told of. */
  note: (tenantId: string, sessionId: string, message: string, error: unknown) => void;
}

/** A page of sessions is asked for by what follows this one. */
type Position = [updatedAt: number, id: string];

/** Lists, creates, changes and deletes sessions, and tells the tenant. */
export class SessionsService implements SessionsHandlers<Call> {
  readonly #options: SessionsServiceOptions;

  constructor(options: SessionsServiceOptions) {
    this.#options = options;
  }

  async listSessions({ includeArchived, projectId, cwd, limit, cursor }: ListSessionsReceived, call: Call) {
    const { tenantId } = call.membership;
    const { storage, sessions } = this.#options;
    await storage.settle({ tenantId });
    const conditions = includeArchived ? ["1"] : ["archived = 0"];
    const params: (string | number)[] = [];
    if (projectId !== undefined) {
      conditions.push("project_id = ?");
      params.push(projectId);
    }
    if (cwd !== undefined) {
      // A session of no folder is shown as one of the root.
      conditions.push(cwd === "/" ? "(cwd IS NULL OR cwd = ?)" : "cwd = ?");
      params.push(cwd);
    }
    if (cursor !== undefined) {
      const [updatedAt, id] = decodeCursor<Position>(cursor, ["number", "string"]);
      conditions.push("(updated_at, id) < (?, ?)");
      params.push(updatedAt, id);
    }
    const rows = await storage.query<SessionRow>(
      { kind: "registry", tenantId },
      `SELECT * FROM sessions WHERE ${conditions.join(" AND ")} ORDER BY updated_at DESC, id DESC LIMIT ?`,
      [...params, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = rows.length > limit && last !== undefined ? encodeCursor([last.updated_at, last.id]) : null;
    const listed = await Promise.all(
      page.map(async (row) => {
        const session = await sessions.loaded(tenantId, row.id)?.catch(() => undefined);
        return session === undefined ? toSession(fromRow(row)) : committed(session, () => row);
      }),
    );
    return { sessions: listed, nextCursor };
  }

  /** @param cwd the folder on the client's machine that the session is for, if it has one */
  async createSession({ agentType, name, projectId, metadata }: CreateSessionReceived, call: Call, cwd?: string) {
    const { tenantId, userId } = call.membership;
    this.#options.catalogue.check(agentType);
    const runtime = await this.#options.sessions.create(tenantId, {
      agentType,
      name,
      projectId: projectId ?? null,
      metadata: metadata ?? {},
      cwd: cwd ?? null,
      createdBy: userId,
    });
    return { session: this.announceCreation(call, runtime) };
  }

  /** Tells the others of the tenant of a new session. */
  announceCreation(call: Call, session: SessionRuntime): Session {
    return this.#announced(call, serializeSessionCreated, toSession(session.record)).session;
  }

  async renameSession({ name }: RenameSessionReceived, call: Call) {
    return this.#announced(call, serializeSessionUpdated, await this.#change(call, { name }));
  }

  async archiveSession(_message: ArchiveSessionReceived, call: Call) {
    const { session } = call;
    if (session.record.archived) return { session: toSession(session.record) };
    if (session.isBusy) throw new GatewayError("TURN_IN_PROGRESS", "A turn runs or waits. Stop it before the session is archived.");
    await session.close("archived");
    try {
      return this.#announced(call, serializeSessionArchived, await this.#change(call, { archived: true }));
    } catch (error) {
      session.reopen();
      throw error;
    }
  }

  async unarchiveSession(_message: UnarchiveSessionReceived, call: Call) {
    const { session } = call;
    if (!session.record.archived) return { session: toSession(session.record) };
    const changed = await this.#change(call, { archived: false });
    session.reopen();
    return this.#announced(call, serializeSessionUnarchived, changed);
  }

  async deleteSession({ sessionId }: DeleteSessionReceived, call: Call) {
    await this.#remove(call.session, call.membership.tenantId);
    const frame = textFrame(serializeSessionDeleted({ sessionId }));
    this.#options.broadcaster.announce(frame, { tenantId: call.membership.tenantId, sessionId }, call.connection);
    this.#options.broadcaster.dissolveSession(sessionId);
    return { sessionId };
  }

  /** What clients see of a session. */
  async present({ session, membership: { tenantId } }: Call): Promise<Session> {
    const { id } = session.record;
    const registry = { kind: "registry", tenantId } as const;
    return committed(session, async () => {
      const [row] = await this.#options.storage.query<SessionRow>(registry, "SELECT * FROM sessions WHERE id = ?", [id]);
      if (row === undefined) throw sessionNotFound(id);
      return row;
    });
  }

  /**
   * Changes what people can change of a session, and tells the tenant.
   *
   * @param expectedVersion when given, nothing changes unless it is still the version
   * @throws GatewayError VERSION_CONFLICT
   */
  async update(call: Call, change: SessionChange, expectedVersion?: number): Promise<Session> {
    const { session } = this.#announced(call, serializeSessionUpdated, await this.#change(call, change, expectedVersion));
    return session;
  }

  /**
   * Changes a session's row.
   *
   * @param expectedVersion when given, nothing changes unless it is still the version
   * @throws GatewayError VERSION_CONFLICT
   */
  async #change(call: Call, change: SessionChange, expectedVersion?: number): Promise<Session> {
    const { record } = call.session;
    const now = this.#options.now();
    try {
      await this.#options.storage.transact({ kind: "registry", tenantId: call.membership.tenantId }, [
        updateSession(record.id, change, now, expectedVersion),
      ]);
    } catch (error) {
      if (error instanceof StorageError && error.failure === "condition") {
        throw new GatewayError("VERSION_CONFLICT", "The session has changed since. Read it again.", { sessionId: record.id });
      }
      throw error;
    }
    applyChange(record, change, now);
    return toSession(record);
  }

  async #remove(session: SessionRuntime, tenantId: string): Promise<void> {
    const { storage, sessions, releaseCredits, forgetConfiguration, note } = this.#options;
    const { id } = session.record;
    await session.close("deleted");
    // Recorded first: a gateway that is killed half-way finishes it when it comes back.
    await session.log.recordDeletion();
    await releaseCredits(tenantId, id).catch((error: unknown) => note(tenantId, id, "credits were not given back", error));
    sessions.forget(tenantId, id);
    forgetConfiguration(tenantId, id);
    await storage.release({ kind: "session", sessionId: id });
    await storage.settle({ sessionId: id });
  }

  /** Tells the others of the tenant what the caller is told. */
  #announced(call: Call, serialize: (event: { session: Session }) => string, session: Session): { session: Session } {
    this.#options.broadcaster.announce(textFrame(serialize({ session })), { tenantId: call.membership.tenantId }, call.connection);
    return { session };
  }
}

/**
 * A session as far as it is committed: nobody sees what a kill could take back.
 *
 * @param stored what the registry says: it is older, and counts while there is no room to commit more
 */
async function committed(session: SessionRuntime, stored: () => SessionRow | Promise<SessionRow>): Promise<Session> {
  const seen = toSession(session.record);
  try {
    await session.log.persisted();
    return seen;
  } catch (error) {
    if (!isDelayed(error)) throw error;
    return toSession(fromRow(await stored()));
  }
}
