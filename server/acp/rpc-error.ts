import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import type { AcpErrorData } from "../../generated/gateway/types.ts";
import { type CallId, errorFrame } from "../../generated/runtime/rpc.ts";
import type { GatewayError } from "../pipeline/gateway-error.ts";

/** The answer to a call that is refused. */
export function refusalFrame(id: CallId, { code, message, facts }: GatewayError): string {
  const data: AcpErrorData = { code, ...facts };
  return errorFrame(id, JSON.stringify({ code: ERROR_CODES[code].rpcCode, message, data }));
}
