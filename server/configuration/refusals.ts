import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";

export function unavailable(): GatewayError {
  return new GatewayError("CONFIG_UNAVAILABLE", "The configuration store cannot be reached. Try again later.");
}

export function compacted(): GatewayError {
  return new GatewayError("COMPACTED", "The changes since then are not kept any more. Read the entries again, and subscribe from there.");
}

export function noEntry(): GatewayError {
  return new GatewayError("NOT_FOUND", "There is no such entry.");
}

/** @throws GatewayError CONFIG_UNAVAILABLE when it takes longer than `configTimeout` */
export async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(unavailable()), LIMITS.configTimeout);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
