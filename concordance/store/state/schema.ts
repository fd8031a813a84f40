/** Raised when an older version could not read what this one writes. It is `user_version`, and stands in `meta`, too. */
export const FORMAT = 1;

/** Says of a SQLite file that it is a state of this program: "CoSt". */
export const APPLICATION_ID = 0x436f5374;

/** Before the first table is made. Fewer and fuller pages than with 4096; one record of 1 MiB is large either way. */
export const PAGE_SIZE = 8192;

export const SCHEMA = `
  -- Every change that is the last one of its key, or in the change log, or both. Those with a revision above compacted_to are
  -- the change log. The checksum covers all else in the row.
  CREATE TABLE records (
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    -- set, delete or expire
    op TEXT NOT NULL,
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    -- JSON; NULL when the entry went away
    value TEXT,
    version INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    -- ms since 1970
    updated_at INTEGER NOT NULL,
    expires_at INTEGER,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (revision, position)
  ) STRICT, WITHOUT ROWID;

  -- format; index, term and membership (JSON) of the log's last entry that is in here; revision, clock (ms) and compacted_to of the
  -- store; count of records, and the sum of their checksums. Each with a CRC-32 of its own.
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- For people: what is there, as of the store's clock.
  CREATE VIEW entries AS
    SELECT namespace, key, value, version, revision, updated_by, updated_at, expires_at
    FROM (SELECT *, row_number() OVER (PARTITION BY namespace, key ORDER BY version DESC) AS age FROM records)
    WHERE age = 1 AND op = 'set'
      AND (expires_at IS NULL OR expires_at > (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'clock'))
    ORDER BY namespace, key;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

/** For the connection that writes the state. */
export const WRITER_PRAGMAS: readonly string[] = [
  `page_size = ${PAGE_SIZE}`,
  // A crash in the middle of a checkpoint leaves the one before; and copies are read from it while the next one is gathered.
  "journal_mode = WAL",
  // A checkpoint that was reported survives a power cut: the log before it is deleted then. The default here is NORMAL.
  "synchronous = FULL",
  // On macOS a sync is none without this. Elsewhere it does nothing.
  "fullfsync = ON",
  // Done after each commit, on purpose.
  "wal_autocheckpoint = 0",
  // What is gathered beyond 4 MiB waits in the write-ahead log instead of in memory.
  "cache_size = -4096",
  // A page that cannot be right is an error rather than a wrong answer.
  "cell_size_check = ON",
];

/** For a copy, which is nothing before it is whole: it is synced once, at its end. */
export const COPY_PRAGMAS: readonly string[] = [
  `page_size = ${PAGE_SIZE}`,
  "journal_mode = OFF",
  "synchronous = OFF",
  "cache_size = -4096",
];
