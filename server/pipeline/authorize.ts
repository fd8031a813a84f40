import type { Permission } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import { GatewayError } from "./gateway-error.ts";

/** What the spec says of who may do something; rows of messages and of endpoints both have it. */
export interface AccessRule {
  readonly permission: Permission | null;
  readonly permissionWhen?: { readonly property: string; readonly byValue: Readonly<Record<string, Permission>> } | null;
  readonly sessionScoped: boolean;
}

/** Finds a session in a tenant. */
export interface SessionFinder {
  find(tenantId: string, sessionId: string): Promise<SessionRuntime>;
}

/** The permission that a request needs. Pure. */
export function requiredPermission(rule: AccessRule, request: Readonly<Record<string, unknown>>): Permission | null {
  const conditional = rule.permissionWhen;
  return conditional ? (conditional.byValue[String(request[conditional.property])] ?? null) : rule.permission;
}

/**
 * Checks that the caller may do what is asked.
 *
 * @throws GatewayError FORBIDDEN
 */
export function checkPermission(rule: AccessRule, request: Readonly<Record<string, unknown>>, membership: Membership): void {
  const permission = requiredPermission(rule, request);
  if (permission !== null && !membership.may(permission)) {
    throw new GatewayError("FORBIDDEN", `Your role "${membership.role}" does not include ${permission}.`);
  }
}

/** The form in which a session is known: RFC 9562 takes a UUID in either case, and writes it in lower case. */
export function canonicalId(sessionId: unknown): string {
  return String(sessionId).toLowerCase();
}

/**
 * Checks that the caller may do what is asked, and finds the session that it is about, within the caller's tenant.
 *
 * @param request its `sessionId` is canonical afterwards, so that the reply and the events name the session alike
 * @throws GatewayError FORBIDDEN, SESSION_NOT_FOUND
 */
export async function authorize(
  rule: AccessRule,
  request: { sessionId?: unknown; readonly [field: string]: unknown },
  membership: Membership,
  sessions: SessionFinder,
): Promise<SessionRuntime | null> {
  const sessionId = rule.sessionScoped ? canonicalId(request.sessionId) : null;
  if (sessionId !== null) request.sessionId = sessionId;
  checkPermission(rule, request, membership);
  return sessionId === null ? null : sessions.find(membership.tenantId, sessionId);
}
