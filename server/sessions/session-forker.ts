import { constants } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DurableEvent, FileChanged, Fork, Session } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import { invalid } from "../pipeline/gateway-error.ts";
import { addEvent, type CountedEvent, EMPTY_TOTALS, isCounted, type SessionTotals } from "../storage/session-totals.ts";
import type { Storage } from "../storage/storage.ts";
import { absent } from "../workspace/workspace-path.ts";
import type { SessionLog } from "./event-log.ts";
import type { HistoryService } from "./history-service.ts";
import type { SessionDirectory } from "./session-directory.ts";
import type { SessionRecord } from "./session-record.ts";
import type { SessionRuntime } from "./session-runtime.ts";
import type { SessionsService } from "./sessions-service.ts";

export interface SessionForkerOptions {
  storage: Storage;
  directory: SessionDirectory;
  sessions: SessionsService;
  history: HistoryService;
}

const PAGE_EVENTS = 1000;

/** Makes a new session out of the log of another one, with the files as they were then. */
export class SessionForker {
  readonly #options: SessionForkerOptions;

  constructor(options: SessionForkerOptions) {
    this.#options = options;
  }

  /** @throws GatewayError INVALID_MESSAGE when the log does not reach that far */
  async fork(call: Call, { seq, name }: Fork): Promise<Session> {
    const source = call.session;
    const untilSeq = seq ?? source.log.committedSeq;
    if (untilSeq > source.log.committedSeq)
      throw invalid("/seq", `must not be past the end of the log, which is ${source.log.committedSeq}`);
    const { agentType, name: original, projectId, metadata, cwd } = source.record;
    const fork = await this.#options.directory.createFrom(
      call.membership.tenantId,
      { agentType, name: name ?? original, projectId, metadata, cwd, createdBy: call.membership.userId },
      (record, log) => this.#fill(source, untilSeq, record, log),
    );
    return this.#options.sessions.announceCreation(call, fork);
  }

  async #fill(
    source: SessionRuntime,
    untilSeq: number,
    record: SessionRecord,
    log: SessionLog,
  ): Promise<{ turnId: string; text: string } | null> {
    const reading = new ForkReading();
    for (let after = 0; after < untilSeq; ) {
      const { texts, reached } = await this.#options.history.eventTexts(source, after, Math.min(PAGE_EVENTS, untilSeq - after));
      for (const text of texts) {
        reading.add(text);
        log.adopt(renamed(text, source.record.id, record.id));
      }
      // One page at a time, so that a long log does not pile up in memory.
      await log.committed(log.lastSeq);
      after = reached;
    }
    const { status, inputTokens, outputTokens, cost } = reading.totals;
    Object.assign(record, { status, inputTokens, outputTokens, cost, lastSeq: log.lastSeq });
    await this.#copyFiles(source.record.id, record.id, reading.files);
    await this.#options.storage.settle({ sessionId: record.id });
    return reading.openTurn;
  }

  /** Copies every kept version, and puts the newest one of each file into the workspace. */
  async #copyFiles(from: string, to: string, versions: readonly FileChanged[]): Promise<void> {
    const { layout } = this.#options.storage;
    for (const hash of new Set(versions.map((version) => version.hash))) {
      await copy(layout.blob(from, hash), layout.blob(to, hash));
    }
    const newest = new Map(versions.map((version) => [version.path, version]));
    for (const { path, hash, change } of newest.values()) {
      if (change !== "deleted") await copy(layout.blob(from, hash), join(layout.workspace(to), path));
    }
  }
}

/** What a log adds up to while it is copied. */
class ForkReading {
  totals: SessionTotals = EMPTY_TOTALS;
  readonly files: FileChanged[] = [];
  openTurn: { turnId: string; text: string } | null = null;

  add(json: string): void {
    const event = JSON.parse(json) as DurableEvent;
    if (isCounted(event.type)) this.totals = addEvent(this.totals, event as CountedEvent);
    switch (event.type) {
      case "turn_started":
        this.openTurn = { turnId: event.turnId, text: "" };
        break;
      case "text_delta":
        if (this.openTurn !== null) this.openTurn.text += event.text;
        break;
      case "turn_complete":
      case "turn_stopped":
      case "turn_error":
        this.openTurn = null;
        break;
      case "file_changed":
        this.files.push(event);
        break;
    }
  }
}

/** The event in another session's name. The log writes the session's id into the head of every event. */
function renamed(json: string, from: string, to: string): string {
  return json.replace(`"sessionId":"${from}"`, `"sessionId":"${to}"`);
}

/** Copies a file, sharing its blocks where the file system can. A version that was too large to be kept is not there. */
async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(absent);
}
