/** Raised when an older version could not read what this one writes, or the other way round. */
export const FORMAT = "1";

/** Says of a SQLite file that it is this program's log: "CoRL". */
export const APPLICATION_ID = 0x436f524c;

export const SCHEMA = `
  -- A payload of a command is its text, of a membership its JSON, of a noop nothing. Checksums: see checksums.ts.
  CREATE TABLE entries (
    idx INTEGER PRIMARY KEY,
    term INTEGER NOT NULL,
    -- 0 noop, 1 command, 2 membership
    kind INTEGER NOT NULL,
    payload TEXT,
    checksum INTEGER NOT NULL
  ) STRICT;

  -- format, cluster, node, hard_state (JSON), base (JSON)
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** For every connection that writes. */
export const PRAGMAS: readonly string[] = [
  // Before there is a file. Half as many frames as with 4096 for a batch of entries, and no slower for a single one.
  "page_size = 8192",
  // Before anything is read. Nobody else opens the file: the index of the write-ahead log needs no shared memory, and no
  // transaction takes a lock or asks whether another process wrote.
  "locking_mode = EXCLUSIVE",
  // A commit is one fsync of one file, and appends to it.
  "journal_mode = WAL",
  // What was reported survives a power cut: each commit is synced. With NORMAL, which is the default here, only checkpoints are.
  "synchronous = FULL",
  // On macOS a sync is none without this: the drive may keep what it was given. Elsewhere it does nothing.
  "fullfsync = ON",
  // A checkpoint takes tens of milliseconds, and SQLite would make it part of whichever commit comes along. See `checkpoint`.
  "wal_autocheckpoint = 0",
  // The log is appended to and read once; a cache of 2 MiB holds what appending touches.
  "cache_size = -2048",
  // A page that cannot be right is an error rather than a wrong answer.
  "cell_size_check = ON",
];
