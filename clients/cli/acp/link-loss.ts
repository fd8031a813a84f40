import { CLOSE_CODES } from "../../typescript/src/generated/close-codes.ts";
import { comeBackAfter, type Loss } from "../../typescript/src/reconnect.ts";

/** Why a connection to the gateway is no more. */
export interface LinkLoss {
  /** A sentence without its full stop; it names no secret. */
  readonly reason: string;
  readonly comeBack: Loss["comeBack"];
  /** The gateway does not take the token, or wants one. */
  readonly isRefusal: boolean;
}

const REFUSALS: readonly number[] = [CLOSE_CODES.NOT_AUTHENTICATED, CLOSE_CODES.FORBIDDEN];
const REFUSING_STATUSES = [401, 403];

/** A connection was closed. Pure. */
export function afterClose(code: number, words: string): LinkLoss {
  const reason = `The connection to the gateway was closed (${code}${words && `: ${words.replace(/\.$/, "")}`})`;
  return { reason, comeBack: comeBackAfter(code), isRefusal: REFUSALS.includes(code) };
}

/** The gateway answered the attempt to connect with an HTTP status. Pure. */
export function afterStatus(status: number): LinkLoss {
  return { reason: `The gateway answered with HTTP status ${status}`, comeBack: "soon", isRefusal: REFUSING_STATUSES.includes(status) };
}

/** The connection could not be made, or broke. Pure. */
export function afterError(message: string): LinkLoss {
  return { reason: `The connection to the gateway failed (${message})`, comeBack: "soon", isRefusal: false };
}
