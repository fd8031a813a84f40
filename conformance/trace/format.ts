/*
 * A trace is a file of JSON Lines: a header, and then one step a line. `conformance/README.md` describes it for people who
 * write one.
 */

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** What runs the trace needs beside the server. A target that cannot give it fails the check. */
export interface TraceHeader {
  /** What it is about, in a sentence. */
  trace: string;
  /** The requirements that hold when the trace passes; a failing step that names none breaks the first. */
  covers: string[];
  /** The limits that it touches, by their names in the spec. */
  limits?: string[];
  /** Environment of a server of its own. */
  env?: Record<string, string>;
  /** The server is killed or stopped, so it needs one of its own. */
  restarts?: boolean;
  /** Nodes of a Concordance of its own; without it the trace shares one. */
  nodes?: number;
  /** Types of frames that are passed over beside heartbeats, for instance announcements that another trace is about; none when it is empty. */
  ignore?: string[];
  /** It waits for clocks more than it works. */
  waits?: boolean;
}

/** The servers that a profile is about. */
export type ServiceName = "gateway" | "concordance";

/** Who speaks: an identity of the target, or an exact token. */
export interface Caller {
  /** `owner` unless said otherwise; null for nobody. */
  as?: string | null;
  service?: ServiceName;
  /** Which node of Concordance, counted from 1; or `leader`, `follower`. */
  node?: number | "leader" | "follower";
}

export interface OpenStep extends Caller {
  /** The path of a WebSocket. With `sse` it is a GET for a stream of events. */
  path: string;
  sse?: boolean;
  offer?: string[];
  headers?: Record<string, string>;
  /** What is expected of the upgrade's answer. */
  answer?: Json;
}

export interface RequestStep extends Caller {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: Json;
  /** A body that is no JSON. */
  text?: string;
}

/** What a limit makes of a frame or text: its value by the name in the spec, and something beside. */
export interface SizeOf {
  limit: string;
  plus?: number;
}

/** Things that every step may say. */
interface Common {
  /** The requirement that is broken when the step fails. */
  rule?: string;
  /** Milliseconds within which it must come about. */
  within?: number;
}

export type Step = Common &
  (
    | { on: string; open: OpenStep; refused?: Json }
    | { on: string; send: Json; size?: SizeOf; times?: number }
    | { on: string; sendText: string }
    | { on: string; sendBinary: string }
    | { on: string; receive: Json; from?: Json }
    | { on: string; unordered: Json[] }
    | { on: string; repeat: Json; joined?: Record<string, Json>; from?: Json }
    | { on: string; until: Json }
    | { on: string; silent: true }
    | { on: string; close: number }
    | { on: string; closed: Json }
    | { request: RequestStep; answer: Json; eventually?: true }
    | { server: "kill" | "stop" | "start"; service?: ServiceName; node?: number | "leader" | "follower" }
    | { set: Record<string, Json> }
  );

/** A trace as it was read. */
export interface Trace {
  /** Its path below the folder of traces, without the ending. */
  id: string;
  /** The folder that it stands in: the profile. */
  profile: string;
  header: TraceHeader;
  /** Steps with their line in the file, counted from 1. */
  steps: { line: number; step: Step }[];
}
