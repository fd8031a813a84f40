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

/**
 * Checks that the caller may do what is asked, and finds the session that it is about, within the caller's tenant.
 *
 * @throws GatewayError FORBIDDEN, SESSION_NOT_FOUND
 */
export async function authorize(
  rule: AccessRule,
  request: Readonly<Record<string, unknown>>,
  membership: Membership,
  sessions: SessionFinder,
): Promise<SessionRuntime | null> {
  checkPermission(rule, request, membership);
  return rule.sessionScoped ? sessions.find(membership.tenantId, String(request["sessionId"])) : null;
}
