import { GatewayError } from "../src/index.ts";

/** An error as a user of the SDK sees it. */
export function tellOf(error: Error | null): object | null {
  if (error === null) return null;
  const { name, message, cause } = error;
  const told = { class: name, message, cause: cause instanceof Error ? tellOf(cause) : null };
  if (!(error instanceof GatewayError)) return told;
  const { code, messageType, retryable, retryAfterMs, details } = error;
  return { ...told, code, messageType, retryable, retryAfterMs, details };
}
