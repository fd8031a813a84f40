// Generated from scripts/generate/runtime/operation-types.ts by `npm run generate`. Do not edit.

/** Bytes that are sent as they come. */
export type ByteStream = AsyncIterable<Uint8Array | string>;

/** A parameter of an endpoint: what the handler calls it, and what the wire does. */
export interface Parameter {
  readonly name: string;
  readonly wireName: string;
  readonly in: "path" | "query" | "header";
}

/** What a handler of an endpoint returns. */
export interface OperationResult {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: unknown;
}
