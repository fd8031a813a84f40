import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import Database from "better-sqlite3";

/** What SQLite writes beside a database, at times of its own choosing. */
const BESIDE_DATABASES = /(\.db-wal|\.db-shm|gateway\.lock(-journal)?)$/;

/**
 * Everything that a gateway has written down: the rows of every database, and the hash of every other file. Two states
 * are equal when nothing was changed between them; settle the tenant first (`list_sessions` does), or events that were
 * committed before are still on their way from the journal to a database.
 */
export function diskState(dataDir: string): Record<string, unknown> {
  const state: [string, unknown][] = [];
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (BESIDE_DATABASES.test(path)) continue;
    const content = entry.isFile() ? (path.endsWith(".db") ? rowsOf(path) : hashOf(path)) : "no file";
    state.push([relative(dataDir, path), content]);
  }
  return Object.fromEntries(state.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Rows of a table of a database that a gateway has open. */
export function readRows<Row = Record<string, unknown>>(path: string, sql: string): Row[] {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}

/** Changes a database behind the gateway's back. */
export function changeRows(path: string, sql: string, ...params: unknown[]): void {
  const database = new Database(path);
  try {
    if (params.length > 0) database.prepare(sql).run(...params);
    else database.exec(sql);
  } finally {
    database.close();
  }
}

/** The path of a tenant's registry. */
export function registryPath(dataDir: string, tenantId: string): string {
  return join(dataDir, "tenants", tenantId, "registry.db");
}

/** The path of a session's database. */
export function sessionPath(dataDir: string, sessionId: string): string {
  return join(dataDir, "sessions", sessionId, "session.db");
}

function rowsOf(path: string): Record<string, unknown[]> {
  const tables = readRows<{ name: string }>(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return Object.fromEntries(tables.map(({ name }) => [name, readRows(path, `SELECT * FROM "${name}"`)]));
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
