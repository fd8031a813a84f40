import { GatewayError } from "../errors.ts";
import type { AcpErrorData } from "../generated/types.ts";
import type { RpcError } from "./rpc-message.ts";

/**
 * The gateway refused a call about the configuration, and nothing has changed. `code` says why: for instance
 * `VERSION_CONFLICT`, `COMPACTED`, `FORBIDDEN`, or `CONFIG_UNAVAILABLE` when the store cannot be reached.
 */
export class ConfigError extends GatewayError {
  override readonly name = "ConfigError";
  /** The method of the call; undefined where the connection itself was refused. */
  readonly method: string | undefined;
  /** Of a `VERSION_CONFLICT`: the version that the entry has, 0 if there is none. */
  readonly currentVersion: number | undefined;
  /** Of a `VERSION_CONFLICT` of a batch: which operation met that version, counted from 0. */
  readonly operation: number | undefined;

  constructor(message: string, { code, sessionId, retryAfterMs, details, currentVersion, operation }: AcpErrorData, method?: string) {
    super({
      code,
      message,
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(details === undefined ? {} : { details }),
    });
    this.method = method;
    this.currentVersion = currentVersion;
    this.operation = operation;
  }
}

/**
 * Whether a write took effect is not known, and it still may take effect: its answer was lost. `cause` says how. Read to find
 * out what came of it.
 */
export class ConfigOutcomeUnknownError extends Error {
  override readonly name = "ConfigOutcomeUnknownError";
  /** The method of the call. */
  readonly method: string;
  /**
   * The call was repeated and met another version than its `cas`: this one, 0 if there was no entry. It is the call's own work
   * or another's.
   */
  readonly currentVersion: number | undefined;
  /** In a batch: which operation met that version, counted from 0. */
  readonly operation: number | undefined;

  constructor(method: string, cause: Error) {
    super(`Whether ${method} took effect is not known: ${cause.message}`, { cause });
    this.method = method;
    if (!(cause instanceof ConfigError)) return;
    this.currentVersion = cause.currentVersion;
    this.operation = cause.operation;
  }
}

/** What a refusal says; one that does not name its code is a failure of the gateway, or of what stands before it. */
export function errorOf({ message, data }: RpcError, method?: string): ConfigError {
  return new ConfigError(message, { code: "INTERNAL", ...data }, method);
}
