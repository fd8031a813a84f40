/**
 * The schemas of both kinds of databases, as the steps that led to them. `PRAGMA user_version` counts the steps that a
 * database has taken; opening it takes the rest. A step is never changed once it was released.
 */

/** `data/tenants/{tenantId}/registry.db` */
export const REGISTRY_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    agent_type TEXT NOT NULL,
    project_id TEXT,
    metadata TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Counts what people change; the ETag.
    version INTEGER NOT NULL DEFAULT 1,
    epoch TEXT NOT NULL,
    -- A reading of the session's log, carried over by the writer.
    status TEXT NOT NULL DEFAULT 'inactive',
    last_seq INTEGER NOT NULL DEFAULT 0,
    queued_turns INTEGER NOT NULL DEFAULT 0,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    cost_amount TEXT,
    cost_currency TEXT
  ) STRICT;
  CREATE INDEX sessions_by_update ON sessions (updated_at DESC, id);
  CREATE INDEX sessions_to_recover ON sessions (id) WHERE status NOT IN ('inactive', 'error') OR queued_turns > 0;

  CREATE TABLE members (
    user_id TEXT PRIMARY KEY,
    email TEXT,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- A member who was removed stays out, although anyone else with a token may join.
    removed INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- Append-only; the sum is the balance.
  CREATE TABLE credit_ledger (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    -- In millionths of a credit.
    amount INTEGER NOT NULL,
    session_id TEXT,
    turn_id TEXT,
    note TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX credit_ledger_by_turn ON credit_ledger (turn_id) WHERE turn_id IS NOT NULL;

  CREATE TABLE idempotent_requests (
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    -- Null while the first request is still being handled.
    status INTEGER,
    headers TEXT,
    body TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
  ) STRICT;
  CREATE INDEX idempotent_requests_by_age ON idempotent_requests (created_at);
  `,
  `
  -- What is set aside for turns; by far the most of it was given back.
  CREATE INDEX credit_ledger_held ON credit_ledger (session_id, turn_id, amount) WHERE kind IN ('reservation', 'release');
  `,
  `
  -- The folder on its client's machine that a session was opened for.
  ALTER TABLE sessions ADD COLUMN cwd TEXT;
  CREATE INDEX sessions_by_cwd ON sessions (cwd, updated_at DESC, id) WHERE cwd IS NOT NULL;
  `,
];

/** `data/sessions/{sessionId}/session.db` */
export const SESSION_MIGRATIONS: readonly string[] = [
  `
  -- One row: what the log adds up to.
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    epoch TEXT NOT NULL,
    -- Which file this is; a copy that was put in its place is another one.
    file_identity TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'inactive',
    last_seq INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL DEFAULT 0,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    cost_amount TEXT,
    cost_currency TEXT
  ) STRICT;

  -- The log. The JSON is what clients get.
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;

  -- Which events the conversation is made of. A partial index would say the same, and halve the rate of inserts: SQLite
  -- asks its condition of every row.
  CREATE TABLE said (
    seq INTEGER PRIMARY KEY
  ) STRICT;

  CREATE TABLE turns (
    turn_id TEXT PRIMARY KEY,
    client_turn_id TEXT UNIQUE,
    -- queued, running, ended
    state TEXT NOT NULL,
    -- The accepted turn as JSON; empty once the turn has ended.
    body TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX turns_to_run ON turns (position) WHERE state <> 'ended';

  CREATE TABLE file_iterations (
    path TEXT NOT NULL,
    iteration INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (path, iteration)
  ) STRICT, WITHOUT ROWID;

  -- The newest version of each path, deletions included.
  CREATE TABLE files (
    path TEXT PRIMARY KEY,
    iteration INTEGER NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    deleted INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];
