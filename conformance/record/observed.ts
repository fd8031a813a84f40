import type { Json } from "../trace/format.ts";
import type { Refusal } from "../wire/peer.ts";

/** How a connection or a request is begun. */
export interface Begun {
  path: string;
  /** Headers of the client, in lower case, without those that every client sends and without tokens. */
  headers: Record<string, string>;
  /** The token that came with it; null when none did. */
  token: string | null;
}

/** Something that was seen between a client and a server, in the order in which it was seen. */
export type Observed =
  | ({ kind: "opened"; on: string; offer: string[]; isSse: boolean; subprotocol: string } & Begun)
  | ({ kind: "refused"; on: string; offer: string[]; answer: Refusal } & Begun)
  | { kind: "sent"; on: string; text: string }
  | { kind: "sentBinary"; on: string; base64: string }
  | { kind: "received"; on: string; frame: Json }
  | { kind: "closed"; on: string; by: "client" | "server"; code: number }
  | ({ kind: "request"; method: string; body: string; answer: Refusal } & Begun);

/** In an offered subprotocol, what goes before a token. */
export const BEARER_PREFIX = "bearer.";
