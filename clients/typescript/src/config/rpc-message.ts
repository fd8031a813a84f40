import type { AcpErrorData } from "../generated/types.ts";

/** A refusal, as JSON-RPC has it. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: AcpErrorData;
}

/** What the gateway sends: an answer, or a notification. */
export interface RpcMessage {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: RpcError;
  readonly method?: string;
  readonly params?: unknown;
}

/** A call as JSON text. */
export function callText(id: number | string, method: string, params: object): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, params });
}

/** Reads a frame; null when it holds no message. */
export function readRpcMessage(data: unknown): RpcMessage | null {
  try {
    const message: unknown = JSON.parse(data as string);
    return typeof message === "object" && message !== null ? message : null;
  } catch {
    return null;
  }
}
