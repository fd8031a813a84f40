import type { Json } from "../trace/format.ts";

/** Something that came in on a connection. */
export type Incoming =
  | { kind: "frame"; frame: Json; bytes: number }
  /** What is no JSON: nothing that a server may send. */
  | { kind: "garbage"; text: string }
  | { kind: "closed"; code: number; reason: string };

/** A refused upgrade, or the head of an answer. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: Json;
}

/** The client's end of a connection: a WebSocket, or a stream of server-sent events. */
export interface Peer {
  /** The subprotocol that the server chose. */
  readonly subprotocol: string;
  /** Headers of the answer to the upgrade. */
  readonly headers: Record<string, string>;
  /** Sends text as it is. */
  send(text: string): void;
  sendBinary(bytes: Uint8Array): void;
  /** The next thing that came in; undefined when nothing did in time. */
  next(withinMs: number): Promise<Incoming | undefined>;
  /** Stops reading from the socket, or goes on. */
  pause(): void;
  resume(): void;
  close(code: number): void;
  /** Cuts the connection without a word. */
  cut(): void;
}

/** How a connection is opened. */
export interface Opening {
  url: string;
  headers: Record<string, string>;
  offer: string[];
  /** The own address, where the server is to take this client for another machine. */
  localAddress?: string;
}
