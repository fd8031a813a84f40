import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, type Stats } from "node:fs";
import { lstat, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { FileChanged } from "../../generated/gateway/types.ts";
import type { LogBody } from "../../generated/runtime/handler-types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Storage } from "../storage/storage.ts";
import { fileContents } from "./workspace.ts";
import { absent, normalizePath, openInside, resolveInside } from "./workspace-path.ts";

/** A change that a turn left behind, without the turn. */
export type FileChange = Omit<LogBody<FileChanged>, "type" | "turnId">;

/** The newest version of a file. */
interface KnownFile {
  iteration: number;
  size: number;
  hash: string;
  deleted: boolean;
  /** What `lstat` said when the hash was taken; the file is read again unless it still says so. */
  stamp: string | null;
}

interface FileRow {
  path: string;
  iteration: number;
  size: number;
  hash: string;
  deleted: number;
}

/** The coarsest steps in which a file system counts time. */
const TIME_STEP_MS = 2000;
/** Folders whose content belongs to tools, not to the work: their files are not kept. */
const PASSED_OVER = new Set([".git", "node_modules", ".venv", "__pycache__", ".cache"]);

/**
 * Keeps every version of a workspace file that a turn leaves behind, by the hash of its content. What stands in the log
 * as `file_changed` can be read back byte for byte.
 */
export class FileVersions {
  readonly #storage: Storage;
  readonly #sessionId: string;
  readonly #workspace: string;
  #known: Map<string, KnownFile> | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param isNew the session has no log yet: there is nothing to read back */
  constructor(storage: Storage, sessionId: string, isNew: boolean) {
    this.#storage = storage;
    this.#sessionId = sessionId;
    this.#workspace = storage.layout.workspace(sessionId);
    if (isNew) this.#known = new Map();
  }

  /**
   * Keeps the new versions of all files that changed, and reports them.
   *
   * @param enough once aborted, no further file is looked at: it is the next time
   */
  captureAll(enough: AbortSignal): Promise<FileChange[]> {
    return this.#inTurn(async () => {
      // Refuses a workspace that has become a link: what is elsewhere is not the agent's work.
      await resolveInside(this.#workspace, "");
      const known = await this.#knownFiles();
      const present = new Map<string, string | null>();
      await this.#walk("", present);
      const changes: FileChange[] = [];
      for (const [path, stamp] of present) {
        if (enough.aborted) return changes;
        const isUnchanged = stamp !== null && known.get(path)?.stamp === stamp;
        const change = isUnchanged ? null : await this.#capture(path, stamp);
        if (change !== null) changes.push(change);
      }
      for (const [path, file] of known) {
        if (!file.deleted && !present.has(path) && (await this.#isGone(path))) changes.push(this.#captureDeletion(path, file));
      }
      return changes;
    });
  }

  /** Keeps the new version of one file, if it changed, and reports it. */
  captureOne(given: string): Promise<FileChange | null> {
    return this.#inTurn(async () => {
      await this.#knownFiles();
      const path = await this.#ownPath(normalizePath(given));
      if (path === null || isPassedOver(path)) return null;
      const facts = await lstat(join(this.#workspace, path)).catch(absent);
      return facts?.isFile() ? this.#capture(path, stampOf(facts)) : null;
    });
  }

  /** The path by which a walk comes upon a file: links followed. Null when it is not there. */
  async #ownPath(path: string): Promise<string | null> {
    const [root, real] = [await resolveInside(this.#workspace, ""), await resolveInside(this.#workspace, path)];
    return root === null || real === null ? null : relative(root, real).split(sep).join("/");
  }

  /** One capture at a time: two would give one version two numbers. */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #knownFiles(): Promise<Map<string, KnownFile>> {
    if (this.#known !== undefined) return this.#known;
    const database = { kind: "session", sessionId: this.#sessionId } as const;
    const rows = await this.#storage.query<FileRow>(database, "SELECT path, iteration, size, hash, deleted FROM files", []);
    this.#known = new Map(
      rows.map(({ path, iteration, size, hash, deleted }) => [path, { iteration, size, hash, deleted: deleted === 1, stamp: null }]),
    );
    return this.#known;
  }

  async #walk(prefix: string, present: Map<string, string | null>): Promise<void> {
    const children = (await readdir(join(this.#workspace, prefix), { withFileTypes: true }).catch(absent)) ?? [];
    for (const child of children) {
      if (present.size >= LIMITS.workspaceFiles) return;
      const path = prefix === "" ? child.name : `${prefix}/${child.name}`;
      if (child.isDirectory()) {
        if (!PASSED_OVER.has(child.name)) await this.#walk(path, present);
      } else if (child.isFile()) {
        const facts = await lstat(join(this.#workspace, path)).catch(absent);
        if (facts !== null) present.set(path, stampOf(facts));
      }
    }
  }

  /** Whether a file that was not come upon is really not there: a walk ends at `workspaceFiles`. */
  async #isGone(path: string): Promise<boolean> {
    return !(await lstat(join(this.#workspace, path)).catch(absent))?.isFile();
  }

  async #capture(path: string, stamp: string | null): Promise<FileChange | null> {
    const kept = await this.#keep(path);
    if (kept === null) return null;
    const known = this.#known?.get(path);
    if (known !== undefined && !known.deleted && known.hash === kept.hash) {
      known.stamp = stamp;
      return null;
    }
    const iteration = (known?.iteration ?? 0) + 1;
    this.#known?.set(path, { ...kept, iteration, deleted: false, stamp });
    return { path, iteration, ...kept, change: known === undefined || known.deleted ? "created" : "modified" };
  }

  #captureDeletion(path: string, file: KnownFile): FileChange {
    file.deleted = true;
    file.stamp = null;
    return { path, iteration: file.iteration, size: 0, hash: file.hash, change: "deleted" };
  }

  /**
   * Copies a file to where its hash says, and returns both hash and size of what was copied. Null when it is gone, or
   * when a link has taken its place.
   */
  async #keep(path: string): Promise<{ size: number; hash: string } | null> {
    const file = await openInside(this.#workspace, path).catch(outside);
    if (file === null) return null;
    const tooLarge = (await file.stat()).size > LIMITS.iterationBytes;
    const temporary = join(this.#storage.layout.session(this.#sessionId), "blobs", `${randomUUID()}.tmp`);
    const hash = createHash("sha256");
    let size = 0;
    const source = file.createReadStream({ start: 0 });
    async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        if (!tooLarge) yield chunk;
      }
    }
    try {
      await mkdir(dirname(temporary), { recursive: true });
      await pipeline(source, measured, createWriteStream(temporary, { flags: "wx" }));
      const digest = hash.digest("hex");
      if (!tooLarge) await this.#place(temporary, digest);
      return { size, hash: digest };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async #place(temporary: string, hash: string): Promise<void> {
    const blob = this.#storage.layout.blob(this.#sessionId, hash);
    if ((await stat(blob).catch(absent)) !== null) return;
    await mkdir(dirname(blob), { recursive: true });
    await rename(temporary, blob);
  }
}

/** Whether a file lies in a folder that a walk passes over. */
function isPassedOver(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return folders.some((folder) => PASSED_OVER.has(folder));
}

/** The bytes of a kept version, or null when they were too many to be kept. */
export async function readVersion(
  storage: Storage,
  sessionId: string,
  path: string,
  hash: string,
): Promise<ReturnType<typeof fileContents> | null> {
  const bytes = await readFile(storage.layout.blob(sessionId, hash)).catch(absent);
  return bytes === null ? null : fileContents(path, bytes);
}

function outside(error: unknown): null {
  if (error instanceof GatewayError && error.code === "PATH_OUTSIDE_WORKSPACE") return null;
  throw error;
}

/**
 * What tells that a file was changed; null when it was changed so recently that one more change need not show, as file
 * systems count time in steps.
 */
function stampOf({ ino, size, mtimeMs, ctimeMs }: Stats): string | null {
  if (Date.now() - Math.max(mtimeMs, ctimeMs) < TIME_STEP_MS) return null;
  return `${ino}:${size}:${mtimeMs}:${ctimeMs}`;
}
