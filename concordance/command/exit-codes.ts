/** What the command's exit code says; those from 64 on are those of sysexits.h. */
export const EXIT = {
  DONE: 0,
  /** The cluster refused it, or a file is not what it should be; the message says why. */
  REFUSED: 1,
  /** There is no such entry, or it has another version than was demanded. */
  OTHERWISE: 2,
  /** The command line makes no sense. */
  USAGE: 64,
  /** No node could be reached. */
  UNREACHABLE: 69,
  /** A write may have taken effect, or not. */
  UNKNOWN: 75,
} as const;
