import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentCatalogue } from "../agents/catalogue.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Storage } from "../storage/storage.ts";
import { FileVersions } from "../workspace/file-versions.ts";
import { absent } from "../workspace/workspace-path.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import type { AgentPlace } from "./agent-driver.ts";
import type { EventLog, SessionLog } from "./event-log.ts";
import { fromRow, insertSession, type NewSession, newRecord, type SessionRecord, type SessionRow } from "./session-record.ts";
import { SessionRuntime } from "./session-runtime.ts";
import type { TurnCredits } from "./turn-charges.ts";

/** Sessions that are kept in memory although nothing happens in them. */
const RESTING_SESSIONS = 10_000;

export interface SessionDirectoryOptions {
  storage: Storage;
  log: EventLog;
  catalogue: AgentCatalogue;
  creditsFor: (record: SessionRecord, tenantId: string) => TurnCredits;
  /** Gives back what was set aside for turns that have ended, or never began; null where that cannot be told now. */
  releaseCredits: (tenantId: string, openTurns: (sessionId: string) => Promise<ReadonlySet<string> | null>) => Promise<void>;
  /** Whether someone watches the session, so that it must stay in memory. */
  isWatched: (sessionId: string) => boolean;
  now: () => number;
  /** See `SessionRuntimeOptions.onTurn`. */
  onTurn: (tenantId: string, record: SessionRecord, turnId: string) => (outcome: string) => void;
  note: (tenantId: string, sessionId: string, message: string, error: unknown) => void;
}

/** Finds the sessions of tenants, and keeps those in memory that are in use. */
export class SessionDirectory {
  readonly #options: SessionDirectoryOptions;
  readonly #tenants = new Map<string, Promise<void>>();
  readonly #sessions = new Map<string, Promise<SessionRuntime>>();

  constructor(options: SessionDirectoryOptions) {
    this.#options = options;
  }

  /** Opens the registries of all tenants, so that turns that were waiting when the gateway ended run on. */
  async openAll(): Promise<void> {
    const tenants = (await readdir(this.#options.storage.layout.tenants).catch(absent)) ?? [];
    // What fails was noted, and concerns its own tenant alone.
    for (const tenantId of tenants) await this.openTenant(tenantId).catch(() => undefined);
  }

  /**
   * Opens a tenant's registry, and settles what a restart of the gateway interrupted.
   *
   * @throws StorageError when the registry is broken
   */
  openTenant(tenantId: string): Promise<void> {
    let opened = this.#tenants.get(tenantId);
    if (opened === undefined) {
      opened = this.#open(tenantId);
      this.#tenants.set(tenantId, opened);
      opened.catch((error: unknown) => {
        // A registry that is mended while the gateway runs is found again.
        this.#tenants.delete(tenantId);
        this.#options.note(tenantId, "", "a tenant's registry could not be opened", error);
      });
    }
    return opened;
  }

  /** Creates a session. Nothing of it is on disk but its row. */
  async create(tenantId: string, session: NewSession): Promise<SessionRuntime> {
    const record = await this.#register(tenantId, session);
    const runtime = this.#runtime(tenantId, record, this.#options.log.open(tenantId, record.id, 0), [], true);
    this.#remember(tenantId, record.id, Promise.resolve(runtime));
    return runtime;
  }

  /**
   * Creates a session whose log begins with that of another one.
   *
   * @param fill writes the log, brings the record up to it, and readies the workspace; returns the turn that it cuts off
   */
  async createFrom(
    tenantId: string,
    session: NewSession,
    fill: (record: SessionRecord, log: SessionLog) => Promise<{ turnId: string; text: string } | null>,
  ): Promise<SessionRuntime> {
    const record = await this.#register(tenantId, session);
    const log = this.#options.log.open(tenantId, record.id, 0);
    try {
      const openTurn = await fill(record, log);
      const runtime = this.#runtime(tenantId, record, log, [], false);
      runtime.cutOff(openTurn);
      this.#remember(tenantId, record.id, Promise.resolve(runtime));
      await log.committed(log.lastSeq);
      return runtime;
    } catch (error) {
      await log.recordDeletion();
      throw error;
    }
  }

  async #register(tenantId: string, session: NewSession): Promise<SessionRecord> {
    await this.openTenant(tenantId);
    const record = newRecord(randomUUID(), session, this.#options.now());
    await this.#options.storage.transact({ kind: "registry", tenantId }, [insertSession(record)]);
    return record;
  }

  /**
   * Finds a session of a tenant.
   *
   * @throws GatewayError SESSION_NOT_FOUND, also for a session of another tenant
   */
  async find(tenantId: string, sessionId: string): Promise<SessionRuntime> {
    await this.openTenant(tenantId);
    return this.#load(tenantId, sessionId);
  }

  /** The session if it is in memory. */
  loaded(tenantId: string, sessionId: string): Promise<SessionRuntime> | undefined {
    return this.#sessions.get(keyOf(tenantId, sessionId));
  }

  /** Every session in memory. */
  async all(): Promise<SessionRuntime[]> {
    const settled = await Promise.allSettled(this.#sessions.values());
    return settled.flatMap((session) => (session.status === "fulfilled" ? [session.value] : []));
  }

  /** Forgets a session that was deleted. */
  forget(tenantId: string, sessionId: string): void {
    this.#sessions.delete(keyOf(tenantId, sessionId));
  }

  async #open(tenantId: string): Promise<void> {
    const { storage } = this.#options;
    const registry = { kind: "registry", tenantId } as const;
    await storage.transact(registry, []);
    await this.#releaseCredits(tenantId);
    const rows = await storage.query<{ id: string }>(
      registry,
      "SELECT id FROM sessions WHERE status NOT IN ('inactive', 'error') OR queued_turns > 0",
      [],
    );
    for (const { id } of rows) {
      await this.#load(tenantId, id).catch((error: unknown) => this.#options.note(tenantId, id, "a session could not be recovered", error));
    }
  }

  /** A failure keeps credits set aside, not the tenant out. */
  async #releaseCredits(tenantId: string): Promise<void> {
    const { storage, releaseCredits, note } = this.#options;
    const openTurns = async (sessionId: string) => {
      try {
        return new Set((await storage.hydrate(tenantId, sessionId))?.queued.map(({ turnId }) => turnId));
      } catch (error) {
        note(tenantId, sessionId, "the turns that credits are set aside for cannot be told", error);
        return null;
      }
    };
    await releaseCredits(tenantId, openTurns).catch((error: unknown) => note(tenantId, "", "credits were not given back", error));
  }

  #load(tenantId: string, sessionId: string): Promise<SessionRuntime> {
    const known = this.#sessions.get(keyOf(tenantId, sessionId));
    if (known !== undefined) return known;
    const loading = this.#hydrate(tenantId, sessionId);
    this.#remember(tenantId, sessionId, loading);
    loading.catch(() => this.forget(tenantId, sessionId));
    return loading;
  }

  async #hydrate(tenantId: string, sessionId: string): Promise<SessionRuntime> {
    const { storage } = this.#options;
    if ((await this.#row(tenantId, sessionId)) === undefined) throw sessionNotFound(sessionId);
    const hydrated = await storage.hydrate(tenantId, sessionId);
    const row = await this.#row(tenantId, sessionId);
    if (hydrated === null || row === undefined) throw sessionNotFound(sessionId);
    const { running, queued } = hydrated;
    const { status, lastSeq, inputTokens, outputTokens, cost, epoch } = hydrated.row;
    const record = { ...fromRow(row), status, lastSeq, inputTokens, outputTokens, cost, epoch };
    const runtime = this.#runtime(tenantId, record, this.#options.log.open(tenantId, sessionId, lastSeq), queued, false);
    runtime.recover(running);
    runtime.resume();
    return runtime;
  }

  async #row(tenantId: string, sessionId: string): Promise<SessionRow | undefined> {
    const [row] = await this.#options.storage.query<SessionRow>({ kind: "registry", tenantId }, "SELECT * FROM sessions WHERE id = ?", [
      sessionId,
    ]);
    return row;
  }

  #runtime(tenantId: string, record: SessionRecord, log: SessionLog, queue: readonly AcceptedTurn[], isNew: boolean): SessionRuntime {
    const { storage, catalogue, creditsFor, now, onTurn } = this.#options;
    const note = (message: string, error: unknown) => this.#options.note(tenantId, record.id, message, error);
    return new SessionRuntime({
      record,
      log,
      queue,
      findTurn: isNew ? undefined : (clientTurnId) => this.#findTurn(record.id, clientTurnId),
      credits: creditsFor(record, tenantId),
      onTurn: (turnId) => onTurn(tenantId, record, turnId),
      now,
      driver: {
        agent: catalogue.driven(record.agentType),
        files: new FileVersions(storage, record.id, isNew),
        place: (signal) => this.#agentPlace(record.id, signal, note),
        note,
      },
    });
  }

  async #findTurn(sessionId: string, clientTurnId: string): Promise<string | undefined> {
    const { storage } = this.#options;
    await storage.settle({ sessionId });
    const [row] = await storage.query<{ turn_id: string }>(
      { kind: "session", sessionId },
      "SELECT turn_id FROM turns WHERE client_turn_id = ?",
      [clientTurnId],
    );
    return row?.turn_id;
  }

  async #agentPlace(sessionId: string, signal: AbortSignal, note: (message: string, error: unknown) => void): Promise<AgentPlace> {
    const { layout } = this.#options.storage;
    const workspace = layout.workspace(sessionId);
    await mkdir(workspace, { recursive: true });
    const memory = join(layout.session(sessionId), "agent.json");
    return {
      sessionId,
      workspace,
      signal,
      memory: { read: () => readFile(memory, "utf8").catch(absent), write: (text) => writeFile(memory, text) },
      note: (message, detail) => note(message, detail),
    };
  }

  #remember(tenantId: string, sessionId: string, session: Promise<SessionRuntime>): void {
    this.#sessions.set(keyOf(tenantId, sessionId), session);
    if (this.#sessions.size > RESTING_SESSIONS) void this.#forgetOne();
  }

  /** Forgets the session that was loaded first among those that rest and that nobody watches. */
  async #forgetOne(): Promise<void> {
    for (const [key, loading] of this.#sessions) {
      const session = await loading.catch(() => undefined);
      if (session === undefined || !session.isAtRest || this.#options.isWatched(session.record.id)) continue;
      this.#sessions.delete(key);
      return;
    }
  }
}

function keyOf(tenantId: string, sessionId: string): string {
  return `${tenantId}/${sessionId}`;
}

/** The one answer for a session that does not exist and for one of another tenant. */
export function sessionNotFound(sessionId: string): GatewayError {
  return new GatewayError("SESSION_NOT_FOUND", "There is no such session.", { sessionId });
}
