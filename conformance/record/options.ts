import { parseArgs } from "node:util";
import { namedToken, originOf, UsageError } from "../options.ts";

export const RECORD_USAGE = `Usage: diminuendo-conformance record --to URL --out FILE.ndjson [options]

Stands between clients and a server, and writes what they say to each other as a trace that can be replayed. It listens on a
loopback port and says where: give that address to the client in the place of the server's. The trace is written on Ctrl-C.

  --to URL                the server, for instance http://127.0.0.1:8080: a gateway or a node of Concordance
  --out FILE              where the trace is written
  --listen PORT           the port to listen on; any free one unless said otherwise
  --connections N         ends by itself when so many connections have ended
  --trace SENTENCE        what the trace is about
  --covers ID,ID          the requirements that hold when it passes
  --token [NAME=]TOKEN    who a token is of, when the server does not tell: owner (without a name), viewer, full, …
  --help
`;

/** What is to be recorded. */
export interface RecordOptions {
  to: string;
  out: string;
  port: number;
  connections: number | null;
  trace: string;
  covers: string[];
  /** Names of identities by their tokens. */
  identities: Map<string, string>;
}

/** Reads what follows `record`; null when help is asked for. @throws UsageError */
export function readRecordOptions(args: readonly string[]): RecordOptions | null {
  const { to, out, listen = "0", connections, trace = "A recorded conversation.", covers = "", token = [], help } = parse(args);
  if (help) return null;
  if (to === undefined) throw new UsageError("What is to be recorded? Give --to, the address of a server.");
  if (out === undefined) throw new UsageError("Where is the trace to be written? Give --out.");
  return {
    to: originOf(to),
    out,
    port: whole("--listen", listen),
    connections: connections === undefined ? null : whole("--connections", connections),
    trace,
    covers: covers.split(",").filter((id) => id !== ""),
    identities: new Map(token.map(namedToken).map(([name, value]) => [value, name])),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        to: { type: "string" },
        out: { type: "string" },
        listen: { type: "string" },
        connections: { type: "string" },
        trace: { type: "string" },
        covers: { type: "string" },
        token: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`${name} must be a number.`);
  return Number(text);
}
