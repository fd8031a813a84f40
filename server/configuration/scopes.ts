import { LIMITS } from "../../generated/concordance/limits.ts";
import { CONFIG_SCOPE_NEEDS } from "../../generated/gateway/access-tables.ts";
import type { ConfigGetParams, ConfigScope, Permission } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import { canonicalId } from "../pipeline/authorize.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import { deviceNamespace, preferencesNamespace, projectNamespace, sessionNamespace, settingsNamespace } from "./namespaces.ts";

/** What names a scope in the parameters of every method. */
export type ConfigTarget = Pick<ConfigGetParams, "scope" | IdName>;

/** What is to be done with a scope. */
export type Access = "read" | "write";

/** A scope, found out from what a caller said and who they are. */
export interface Place {
  /** As clients are told of it: with the ids of its scope in their canonical form, and nothing else. */
  readonly target: ConfigTarget;
  readonly namespace: string;
  /** What someone needs to read it. */
  readonly readPermission: Permission;
}

type IdName = "sessionId" | "projectId" | "deviceId";

/** The id that belongs to each scope. */
const ID_OF: Readonly<Record<ConfigScope, IdName | null>> = {
  user: null,
  tenant: null,
  session: "sessionId",
  project: "projectId",
  device: "deviceId",
};
const IDS: readonly IdName[] = ["sessionId", "projectId", "deviceId"];
/** What a caller may never say: it is known who they are. */
const IDENTITY = ["userId", "tenantId"];
/** The entries that are written over REST only, by their scope. */
const OWN_KEYS: Readonly<Partial<Record<ConfigScope, string>>> = { project: "project", device: "device" };

/**
 * Finds the namespace that a target means for a caller. Pure: whether its session or project exists is not looked at.
 *
 * @param at where the target stands in the message, as a JSON Pointer
 * @throws GatewayError INVALID_MESSAGE for ids that are not those of the scope, for a named identity, and for a user whose
 *   namespace would be too long; FORBIDDEN
 */
export function locate(target: ConfigTarget, membership: Membership, access: Access, at = ""): Place {
  const { scope } = target;
  const { tenantId, userId, role } = membership;
  const own = ID_OF[scope];
  for (const name of IDENTITY) {
    if (name in target) throw invalid(`${at}/${name}`, "must not be given: it is the caller's own");
  }
  for (const name of IDS) {
    const isGiven = target[name] !== undefined;
    if (isGiven && name !== own) throw invalid(`${at}/${name}`, `must not be given with the scope "${scope}"`);
    if (!isGiven && name === own) throw invalid(`${at}/${name}`, `must be given with the scope "${scope}"`);
  }
  const [readPermission, writePermission] = CONFIG_SCOPE_NEEDS[scope];
  for (const permission of access === "read" ? [readPermission] : [readPermission, writePermission]) {
    if (!membership.may(permission)) throw new GatewayError("FORBIDDEN", `Your role "${role}" does not include ${permission}.`);
  }
  const id = own === null ? "" : idOf(own, target[own] ?? "");
  const namespace = namespaceOf(scope, tenantId, userId, id);
  // Only what is escaped can be longer than it looks, and everything in a namespace is ASCII.
  if (namespace.length > LIMITS.namespaceBytes) throw invalid(`${at}/scope`, "cannot be used: your user id is too long for it");
  return { target: { scope, ...(own === null ? {} : { [own]: id }) }, namespace, readPermission };
}

/**
 * Checks that an entry may be written by `config/*`.
 *
 * @throws GatewayError INVALID_MESSAGE
 */
export function mustBeWritable({ scope }: ConfigTarget, key: string, at = ""): void {
  if (OWN_KEYS[scope] === key) throw invalid(`${at}/key`, `is written over REST only in the scope "${scope}"`);
}

/** UUIDs are known in lower case; devices are called what their clients call them. */
function idOf(name: IdName, id: string): string {
  return name === "deviceId" ? id : canonicalId(id);
}

function namespaceOf(scope: ConfigScope, tenantId: string, userId: string, id: string): string {
  switch (scope) {
    case "user":
      return preferencesNamespace(tenantId, userId);
    case "tenant":
      return settingsNamespace(tenantId);
    case "session":
      return sessionNamespace(tenantId, id);
    case "project":
      return projectNamespace(tenantId, id);
    case "device":
      return deviceNamespace(tenantId, userId, id);
  }
}
