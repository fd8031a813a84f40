import { GatewayError } from "../pipeline/gateway-error.ts";

/** The `ETag` of a version of a resource. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Whether a change is based on something: without `If-Match`, or with `*`, it is not. */
export function isConditional(ifMatch: string | undefined): ifMatch is string {
  return ifMatch !== undefined && ifMatch.trim() !== "*";
}

/**
 * Checks that what a change is based on is still there.
 *
 * @param etag the current one
 * @param what the resource is, for the message: `The session`
 * @throws GatewayError VERSION_CONFLICT
 */
export function mustMatch(ifMatch: string | undefined, etag: string, what: string): void {
  if (!isConditional(ifMatch)) return;
  const listed = ifMatch.split(",").map((one) => one.trim());
  if (!listed.includes(etag)) throw new GatewayError("VERSION_CONFLICT", `${what} has changed since. Read it again.`);
}
