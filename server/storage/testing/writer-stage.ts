import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { DatabasePool } from "../database-pool.ts";
import type { JournalPosition } from "../journal.ts";
import { encodeBatch, SECTION, type SectionDraft } from "../journal-format.ts";
import { Layout, segmentName } from "../layout.ts";
import { LogApplier } from "../log-applier.ts";
import { removeTree } from "../remove-tree.ts";
import type { Fault } from "../storage-error.ts";

export const TENANT = "acme";
const REFUSAL = Object.assign(new Error("EACCES: permission denied, rmdir"), { code: "EACCES" });

/** One event of a session, as it is committed. */
export const events = (sessionId: string, firstSeq: number): SectionDraft => ({
  kind: SECTION.events,
  tenantId: TENANT,
  sessionId,
  firstSeq,
  texts: [`{"type":"x","seq":${firstSeq},"ts":1}`],
});
/** The end of a session, as it is committed. */
export const deletion = (sessionId: string): SectionDraft => ({
  kind: SECTION.deleted,
  tenantId: TENANT,
  sessionId,
  firstSeq: 0,
  texts: [""],
});

/** A data folder, its journal, and the writer's side of it from one process to the next. */
export class WriterStage {
  readonly layout: Layout;
  readonly faults: Fault[] = [];
  /** What cannot be removed now. */
  refused: ((path: string) => boolean) | undefined;
  /** How often it was tried to remove something. */
  attempts = 0;
  pool: DatabasePool;
  applier: LogApplier;

  private constructor(layout: Layout) {
    this.layout = layout;
    ({ pool: this.pool, applier: this.applier } = this.#begin());
  }

  static async set(): Promise<WriterStage> {
    const layout = new Layout(await temporaryFolder());
    await mkdir(layout.journal);
    const stage = new WriterStage(layout);
    onTestFinished(() => stage.#end());
    return stage;
  }

  /** Writes a segment of the journal; returns where it ends. */
  async write(segment: number, drafts: SectionDraft[]): Promise<JournalPosition> {
    const { bytes } = encodeBatch(drafts);
    await writeFile(join(this.layout.journal, segmentName(segment)), bytes);
    return { segment, offset: bytes.length };
  }

  /** Ends the process and begins another one. */
  restart(): ReturnType<LogApplier["recover"]> {
    this.#end();
    this.faults.length = 0;
    ({ pool: this.pool, applier: this.applier } = this.#begin());
    return this.applier.recover();
  }

  /** A session that has been worked in. */
  async session(): Promise<string> {
    const sessionId = randomUUID();
    this.pool
      .get({ kind: "registry", tenantId: TENANT })
      .statement(
        "INSERT INTO sessions (id, name, agent_type, metadata, created_by, created_at, updated_at, epoch) VALUES (?, '', '', '{}', '', 1, 1, 'e')",
      )
      .run(sessionId);
    await mkdir(this.layout.workspace(sessionId), { recursive: true });
    await writeFile(join(this.layout.workspace(sessionId), "file"), "");
    return sessionId;
  }

  /** The ids in the tenant's registry. */
  registered(): unknown[] {
    const rows = this.pool.get({ kind: "registry", tenantId: TENANT }).statement("SELECT id FROM sessions ORDER BY created_at").all();
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  /** How far a session's log reaches. */
  lastSeq(sessionId: string): number | undefined {
    return this.applier.hydrate(TENANT, sessionId)?.row.lastSeq;
  }

  #begin(): { pool: DatabasePool; applier: LogApplier } {
    const { layout } = this;
    const pool = new DatabasePool({ layout, capacity: 20, readonly: false });
    const remove = async (path: string) => {
      this.attempts++;
      if (existsSync(path) && this.refused?.(path)) throw REFUSAL;
      await removeTree(path);
    };
    return { pool, applier: new LogApplier({ pool, layout, onFault: (fault) => this.faults.push(fault), removeTree: remove }) };
  }

  #end(): void {
    this.applier.finish();
    this.pool.close();
  }
}
