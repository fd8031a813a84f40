import type { Json, JsonObject, ServiceName } from "../trace/format.ts";

/** A frame on its way; what a mutant returns goes on in its place. */
export type Frames = JsonObject | readonly JsonObject[] | null;

/** What a mutant can do to one WebSocket. Every part is optional: without it frames pass as they are. */
export interface Tampering {
  /** A frame of the client's, on its way to the server. */
  toServer?(frame: JsonObject, wire: TamperedWire): Frames;
  /** A frame of the server's, on its way to the client. */
  toClient?(frame: JsonObject, wire: TamperedWire): Frames;
  /** Text of the client's that is no JSON object, or bytes. Returns whether it goes on. */
  raw?(data: Buffer, isBinary: boolean, wire: TamperedWire): boolean;
  /** The code that the client sees when the server closes. */
  closing?(code: number): number;
}

/** What a mutant may do with a connection beside passing frames on. */
export interface TamperedWire {
  readonly path: string;
  answer(frame: JsonObject): void;
  close(code: number): void;
}

/** The head and body of a request over HTTP. */
export interface PassedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** An answer over HTTP, whose body is JSON where it could be read so. */
export interface PassedAnswer {
  status: number;
  headers: Record<string, string>;
  body: Json;
}

/** A server that breaks one rule: the real one, behind a proxy that tampers with what passes. */
export interface Mutant {
  name: string;
  /** The requirement that it breaks, and that the suite must name. */
  rule: string;
  /** What it does wrong, in words. */
  about: string;
  service: ServiceName;
  /** The proxy breaks the rule by itself: it takes whatever a server sends, whoever reads. */
  isProxyAlone?: boolean;
  /** Begins to tamper, for one check. What is remembered here is shared by the connections of that check. */
  begin(): MutantRun;
}

/** One check's encounter with a mutant. */
export interface MutantRun {
  /** Identities whose token is another's. */
  impersonate?: Readonly<Record<string, string>>;
  socket?(path: string): Tampering;
  /** Headers of an upgrade on their way to the server. */
  upgrade?(headers: Record<string, string>): Record<string, string>;
  /** A request on its way; an answer in its place ends it here. */
  request?(request: PassedRequest): PassedRequest | PassedAnswer;
  answer?(request: PassedRequest, answer: PassedAnswer): PassedAnswer;
  /** One server-sent event on its way to the client. */
  event?(block: string): string | null;
  /** The server was killed or stopped. */
  restarted?(): void;
}
