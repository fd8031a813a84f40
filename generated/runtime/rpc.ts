// Generated from spec/protocol/runtime/rpc.ts by `npm run generate`. Do not edit.

/** What a caller recognises the answer to a JSON-RPC call by. */
export type CallId = string | number | null;

/** The answer to a call that succeeded. @param result as JSON text */
export function resultFrame(id: CallId, result: string): string {
  return `{"jsonrpc":"2.0","id":${idText(id)},"result":${result}}`;
}

/** The answer to a call that failed. @param error as JSON text */
export function errorFrame(id: CallId, error: string): string {
  return `{"jsonrpc":"2.0","id":${idText(id)},"error":${error}}`;
}

/** What the server sends on its own. @param params as JSON text */
export function notificationFrame(method: string, params: string): string {
  return `{"jsonrpc":"2.0","method":"${method}","params":${params}}`;
}

function idText(id: CallId): string {
  return typeof id === "number" ? String(id) : JSON.stringify(id);
}
