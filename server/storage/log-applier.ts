import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AcceptedTurn } from "../sessions/accepted-turn.ts";
import type { DatabasePool } from "./database-pool.ts";
import { Deletions } from "./deletions.ts";
import type { JournalPosition } from "./journal.ts";
import { decodeBatches, encodeSections, SECTION } from "./journal-format.ts";
import { JournalReader, type PlacedSection } from "./journal-reader.ts";
import type { Layout } from "./layout.ts";
import { type ProjectedSession, projectSessions, registeredSession } from "./registry-projection.ts";
import {
  applySections,
  countQueuedTurns,
  createSession,
  identityOf,
  readOpenTurns,
  readSession,
  renewEpoch,
  type SessionRow,
} from "./session-database.ts";
import { type Fault, StorageError, toStorageError } from "./storage-error.ts";

/** What stands in the journal but not in the session's database yet. */
interface Backlog {
  tenantId: string;
  sections: PlacedSection[];
  bytes: number;
  /** When the first of them was taken in, on the clock of `performance.now()`. */
  since: number;
}

/** What the gateway needs of a session's database in order to go on with the session. */
export interface HydratedSession {
  row: SessionRow;
  /** The turn that ran when the process ended. */
  running: string | null;
  queued: AcceptedTurn[];
}

/** What a log applier works with. */
export interface LogApplierOptions {
  pool: DatabasePool;
  layout: Layout;
  /** Hears of what goes wrong while nobody waits for an answer. */
  onFault: (fault: Fault) => void;
  /** See `DeletionsOptions`. */
  removeTree?: (path: string) => Promise<void>;
}

/** How long events may stay in the journal alone while nothing asks for them. */
const DELAY_MS = 50;
/**
 * The same while more sessions have events than databases can be open: each waits until it is worth opening its database,
 * or until so much has come together.
 */
const CROWDED_DELAY_MS = 5000;
const CROWDED_BYTES = 256 * 1024;

const PARKED = "parked.journal";

/**
 * Carries what the journal holds into the session databases, session by session, in as few transactions as it can.
 * One session's broken database holds up no other's: its events are parked beside it until it is mended.
 */
export class LogApplier {
  readonly #pool: DatabasePool;
  readonly #layout: Layout;
  readonly #journal: JournalReader;
  readonly #deletions: Deletions;
  readonly #backlogs = new Map<string, Backlog>();
  #bytes = 0;

  constructor(options: LogApplierOptions) {
    const { pool, layout, onFault } = options;
    this.#pool = pool;
    this.#layout = layout;
    this.#journal = new JournalReader(layout.journal, ({ failure, message }) => {
      onFault({ sessionId: "", tenantId: "", error: new StorageError(failure, `A part of the journal cannot be removed: ${message}`) });
    });
    this.#deletions = new Deletions(options);
  }

  /** Bytes that wait to be carried over. */
  get backlogBytes(): number {
    return this.#bytes;
  }

  /** Carries over what an earlier process left behind. */
  recover(): { nextSegment: number; unreadableBytes: number; faults: Fault[] } {
    this.#deletions.recover();
    const { sections, unreadableBytes } = this.#journal.readLeftBehind();
    for (const section of sections) this.#add(section);
    const faults = this.applyAll();
    return { nextSegment: this.#journal.nextSegment, unreadableBytes, faults };
  }

  /** Says that nothing more is committed: a journal that is carried over whole is removed. */
  finish(): void {
    this.#deletions.stop();
    this.#journal.finish();
  }

  /**
   * Takes in what was committed up to a position. Nothing that is wrong with one session keeps the others' events out.
   *
   * @throws StorageError when the journal cannot be read
   */
  ingest(to: JournalPosition): void {
    for (const section of this.#journal.read(to)) this.#add(section);
  }

  /**
   * Applies what one session waits for.
   *
   * @throws StorageError when its database cannot take it, or the registry cannot be rid of it
   */
  apply(sessionId: string): void {
    this.#deletions.check(sessionId);
    const [fault] = this.#applyWhile(([id]) => id === sessionId);
    if (fault !== undefined) throw fault.error;
  }

  /** Applies what all sessions wait for, of one tenant or of all. */
  applyAll(tenantId?: string): Fault[] {
    return this.#applyWhile(([, backlog]) => tenantId === undefined || backlog.tenantId === tenantId);
  }

  /** Applies what has waited long enough, one session after the other, until a point on the clock of `performance.now()`. */
  applyUntil(deadline: number): Fault[] {
    const now = performance.now();
    const isCrowded = this.#backlogs.size > this.#pool.capacity / 2;
    const delay = isCrowded ? CROWDED_DELAY_MS : DELAY_MS;
    return this.#applyWhile(
      ([, { since, bytes }]) => now - since >= delay || (isCrowded && bytes >= CROWDED_BYTES),
      () => performance.now() < deadline,
    );
  }

  /**
   * Opens a session's database and brings it up to date. The log begins a new epoch when the file is not the one that
   * was written to last.
   *
   * @returns null when the session was deleted meanwhile
   * @throws StorageError when the database is broken
   */
  hydrate(tenantId: string, sessionId: string): HydratedSession | null {
    if (this.#deletions.has(sessionId) || registeredSession(this.#pool, tenantId, sessionId) === undefined) return null;
    this.#unpark(tenantId, sessionId);
    this.apply(sessionId);
    const database = this.#pool.get({ kind: "session", sessionId });
    const row = this.#sessionRow(tenantId, sessionId);
    const replaced = row.fileIdentity !== identityOf(database.path);
    const rolledBack = (registeredSession(this.#pool, tenantId, sessionId)?.lastSeq ?? 0) > row.lastSeq;
    if (replaced || rolledBack) {
      row.epoch = renewEpoch(database);
      projectSessions(this.#pool, tenantId, [this.#projected(sessionId, row)]);
    }
    return { row, ...readOpenTurns(database) };
  }

  #applyWhile(include: (entry: [string, Backlog]) => boolean, goOn: () => boolean = () => true): Fault[] {
    const faults: Fault[] = [];
    const written = new Map<string, ProjectedSession[]>();
    for (const [sessionId, backlog] of [...this.#backlogs].filter(include)) {
      try {
        const projected = this.#write(sessionId, backlog);
        if (projected === undefined) this.#forget(sessionId);
        else written.set(backlog.tenantId, [...(written.get(backlog.tenantId) ?? []), projected]);
      } catch (error) {
        faults.push(this.#failed(sessionId, backlog, toStorageError(error)));
      }
      if (!goOn()) break;
    }
    for (const [tenantId, sessions] of written) faults.push(...this.#project(tenantId, sessions));
    return faults;
  }

  /** Writes a session's events to its database; undefined when the session was deleted meanwhile. */
  #write(sessionId: string, backlog: Backlog): ProjectedSession | undefined {
    if (registeredSession(this.#pool, backlog.tenantId, sessionId) === undefined) return undefined;
    const row = applySections(
      this.#pool.get({ kind: "session", sessionId }),
      () => this.#sessionRow(backlog.tenantId, sessionId),
      backlog.sections.map(({ section }) => section),
    );
    return this.#projected(sessionId, row);
  }

  #project(tenantId: string, sessions: readonly ProjectedSession[]): Fault[] {
    try {
      projectSessions(this.#pool, tenantId, sessions);
    } catch (error) {
      const failure = toStorageError(error);
      return sessions.map(({ sessionId }) => ({ sessionId, tenantId, error: failure }));
    }
    for (const { sessionId } of sessions) this.#forget(sessionId);
    return [];
  }

  /** When there is no room, everything stays as it is and is tried again; a broken database is put aside. */
  #failed(sessionId: string, backlog: Backlog, error: StorageError): Fault {
    if (error.failure !== "full") {
      try {
        this.#park(sessionId, backlog);
      } catch (unparkable) {
        return { sessionId, tenantId: backlog.tenantId, error: toStorageError(unparkable) };
      }
    }
    return { sessionId, tenantId: backlog.tenantId, error };
  }

  #sessionRow(tenantId: string, sessionId: string): SessionRow {
    const database = this.#pool.get({ kind: "session", sessionId });
    const known = readSession(database);
    if (known !== undefined) return known;
    const epoch = registeredSession(this.#pool, tenantId, sessionId)?.epoch ?? "";
    return createSession(database, sessionId, tenantId, epoch);
  }

  #projected(sessionId: string, row: SessionRow): ProjectedSession {
    return { ...row, sessionId, queuedTurns: countQueuedTurns(this.#pool.get({ kind: "session", sessionId })) };
  }

  #add(placed: PlacedSection): void {
    const { section } = placed;
    if (section.kind === SECTION.deleted) {
      this.#forget(section.sessionId);
      this.#pool.release({ kind: "session", sessionId: section.sessionId });
      this.#deletions.add(section.tenantId, section.sessionId, () => this.#journal.release([placed]));
      return;
    }
    if (this.#deletions.has(section.sessionId)) {
      // A journal that is read again tells of what the deleted session did before.
      this.#journal.release([placed]);
      return;
    }
    const backlog = this.#backlogs.get(section.sessionId) ?? {
      tenantId: section.tenantId,
      sections: [],
      bytes: 0,
      since: performance.now(),
    };
    backlog.sections.push(placed);
    backlog.bytes += section.payload.length;
    this.#bytes += section.payload.length;
    this.#backlogs.set(section.sessionId, backlog);
  }

  #forget(sessionId: string): void {
    const backlog = this.#backlogs.get(sessionId);
    if (backlog === undefined) return;
    this.#backlogs.delete(sessionId);
    this.#bytes -= backlog.bytes;
    this.#journal.release(backlog.sections);
  }

  /** Lays a session's events beside its broken database, so that the journal can move on. */
  #park(sessionId: string, backlog: Backlog): void {
    const sections = backlog.sections.map(({ section }) => section);
    appendFileSync(join(this.#layout.session(sessionId), PARKED), encodeSections(sections));
    this.#forget(sessionId);
  }

  /** Takes up what was put aside; it stays aside if the database is still broken. */
  #unpark(tenantId: string, sessionId: string): void {
    const path = join(this.#layout.session(sessionId), PARKED);
    if (!existsSync(path)) return;
    const { sections } = decodeBatches(readFileSync(path));
    const row = applySections(this.#pool.get({ kind: "session", sessionId }), () => this.#sessionRow(tenantId, sessionId), sections);
    projectSessions(this.#pool, tenantId, [this.#projected(sessionId, row)]);
    rmSync(path);
  }
}
