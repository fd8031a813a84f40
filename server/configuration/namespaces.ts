/*
 * Where a tenant's configuration lies in the store: the one place that builds namespaces. Every one of them begins with its
 * tenant, and no two owners share one.
 */

/** What a segment of a namespace may have as it is; anything else is written as `%` and two digits for each of its bytes. */
const PLAIN = /[A-Za-z0-9:._@|-]/;

/** All that a tenant has. */
export function tenantNamespace(tenantId: string): string {
  return `tenant:${segment(tenantId)}`;
}

/** The settings of a tenant. */
export function settingsNamespace(tenantId: string): string {
  return `${tenantNamespace(tenantId)}/settings`;
}

/** What is kept for a session. */
export function sessionNamespace(tenantId: string, sessionId: string): string {
  return `${tenantNamespace(tenantId)}/sessions/${segment(sessionId)}`;
}

/** Names the projects of a tenant: an entry for each, its key is the project's id. */
export function projectsNamespace(tenantId: string): string {
  return `${tenantNamespace(tenantId)}/projects`;
}

/** What is kept for a project. */
export function projectNamespace(tenantId: string, projectId: string): string {
  return `${projectsNamespace(tenantId)}/${segment(projectId)}`;
}

/** The preferences of a user. */
export function preferencesNamespace(tenantId: string, userId: string): string {
  return `${userNamespace(tenantId, userId)}/preferences`;
}

/** Names the devices of a user: an entry for each, its key is the device's id. */
export function devicesNamespace(tenantId: string, userId: string): string {
  return `${userNamespace(tenantId, userId)}/devices`;
}

/** What is kept for a device of a user. */
export function deviceNamespace(tenantId: string, userId: string, deviceId: string): string {
  return `${devicesNamespace(tenantId, userId)}/${segment(deviceId)}`;
}

function userNamespace(tenantId: string, userId: string): string {
  return `${tenantNamespace(tenantId)}/user:${segment(userId)}`;
}

/** Writes any text as a segment, or a part of one. No two texts are written alike, not even those that are no valid Unicode. */
function segment(text: string): string {
  let written = "";
  for (const character of text) written += PLAIN.test(character) ? character : escaped(character.codePointAt(0) as number);
  return written;
}

/** A code point as UTF-8; half of a surrogate pair likewise, which an encoder of UTF-8 would replace. */
function escaped(point: number): string {
  const continuation = (shift: number) => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) return percent(point);
  if (point < 0x800) return percent(0xc0 | (point >> 6), continuation(0));
  if (point < 0x10000) return percent(0xe0 | (point >> 12), continuation(6), continuation(0));
  return percent(0xf0 | (point >> 18), continuation(12), continuation(6), continuation(0));
}

function percent(...bytes: readonly number[]): string {
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
