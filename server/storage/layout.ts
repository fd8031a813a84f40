import { join } from "node:path";

/** Where everything is kept, below the data folder. */
export class Layout {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  get journal(): string {
    return join(this.root, "journal");
  }

  get tenants(): string {
    return join(this.root, "tenants");
  }

  tenant(tenantId: string): string {
    return join(this.tenants, tenantId);
  }

  registry(tenantId: string): string {
    return join(this.tenant(tenantId), "registry.db");
  }

  session(sessionId: string): string {
    return join(this.root, "sessions", sessionId);
  }

  sessionDatabase(sessionId: string): string {
    return join(this.session(sessionId), "session.db");
  }

  /** The folder that the session's agent works in. */
  workspace(sessionId: string): string {
    return join(this.session(sessionId), "workspace");
  }

  /** Where deleted sessions lie until nothing is left of them. */
  get trash(): string {
    return join(this.root, "trash");
  }

  /** What remembers a session that is being removed: its folder, once that has been moved there. */
  trashed(tenantId: string, sessionId: string): string {
    return join(this.trash, `${sessionId}.${tenantId}`);
  }

  /** Kept versions of workspace files, by the hash of their content. */
  blob(sessionId: string, hash: string): string {
    return join(this.session(sessionId), "blobs", hash.slice(0, 2), hash);
  }
}

const TRASH_NAME = /^([0-9a-f-]{36})\.(.+)$/;

/** The session that something in the trash was, or undefined for anything else. */
export function trashedSession(name: string): { tenantId: string; sessionId: string } | undefined {
  const [, sessionId, tenantId] = TRASH_NAME.exec(name) ?? [];
  return sessionId === undefined || tenantId === undefined ? undefined : { tenantId, sessionId };
}

const SEGMENT_NAME = /^(\d{8})\.journal$/;

/** The file name of a segment of the journal. */
export function segmentName(segment: number): string {
  return `${String(segment).padStart(8, "0")}.journal`;
}

/** The number of a segment by its file name, or undefined for any other file. */
export function segmentNumber(name: string): number | undefined {
  const match = SEGMENT_NAME.exec(name);
  return match ? Number(match[1]) : undefined;
}
