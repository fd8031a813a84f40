import type { AnyMessage } from "@agentclientprotocol/sdk";
import { isObject } from "./json-fields.ts";

export type RpcId = string | number | null;

/** A line that an agent wrote, as far as JSON-RPC goes. */
export type RpcMessage =
  | { readonly kind: "request"; readonly id: RpcId; readonly method: string; readonly raw: AnyMessage }
  | { readonly kind: "notification"; readonly method: string; readonly params: unknown; readonly raw: AnyMessage }
  | { readonly kind: "response"; readonly id: RpcId; readonly raw: AnyMessage }
  | { readonly kind: "rubbish" };

const RUBBISH: RpcMessage = { kind: "rubbish" };

/** Tells what a line is. Pure. */
export function classify(line: string): RpcMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return RUBBISH;
  }
  if (!isObject(value) || value["jsonrpc"] !== "2.0") return RUBBISH;
  const { id, method, params } = value;
  const raw = value as AnyMessage;
  if (typeof method === "string") {
    if (!("id" in value)) return { kind: "notification", method, params, raw };
    return isRpcId(id) ? { kind: "request", id, method, raw } : RUBBISH;
  }
  return method === undefined && isRpcId(id) ? { kind: "response", id, raw } : RUBBISH;
}

function isRpcId(id: unknown): id is RpcId {
  return typeof id === "string" || typeof id === "number" || id === null;
}
