import type { JsonSchema, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { type Change, Changes } from "./change.ts";
import { compareAccess, compareCheck, compareConditional, comparePermission, compareRaised } from "./demands.ts";
import { compareOpenApi, type OpenApi } from "./openapi.ts";
import { compareAuthentication, compareOperations } from "./operations.ts";
import { paired } from "./pairs.ts";
import { compareRequirements } from "./requirements.ts";
import { SchemaComparison } from "./schemas.ts";
import { compareTables } from "./tables.ts";

/** What one version of the spec says. */
export interface SpecVersion {
  document: ProtocolDocument;
  /** The OpenAPI documents by the name of their protocol. */
  openapi: Readonly<Record<string, OpenApi>>;
}

/** What became of one protocol. */
export interface ProtocolChanges {
  protocol: string;
  /** The wire version, or null where there is no such protocol. */
  versionBefore: number | null;
  versionAfter: number | null;
  changes: Change[];
}

/** Tells everything that differs between two versions of the spec, protocol by protocol. */
export function classify(before: SpecVersion, after: SpecVersion): ProtocolChanges[] {
  const { removed, added, both } = paired(before.document.protocols, after.document.protocols, ({ name }) => name);
  return [
    ...both.map(([old, now]) => ({
      protocol: now.name,
      versionBefore: old.version,
      versionAfter: now.version,
      changes: changesOf(old, now, before.openapi[now.name] ?? {}, after.openapi[now.name] ?? {}),
    })),
    ...removed.map(({ name, version }) => ({
      protocol: name,
      versionBefore: version,
      versionAfter: null,
      changes: alone((changes) => changes.breaks("protocol-removed", name, name, undefined, "nothing that clients say is understood")),
    })),
    ...added.map(({ name, version }) => ({
      protocol: name,
      versionBefore: null,
      versionAfter: version,
      changes: alone((changes) => changes.keeps("protocol-added", name, undefined, name, "nobody speaks it yet")),
    })),
  ];
}

function alone(tell: (changes: Changes) => void): Change[] {
  const changes = new Changes();
  tell(changes);
  return changes.all;
}

function changesOf(before: ProtocolModel, after: ProtocolModel, oldApi: OpenApi, newApi: OpenApi): Change[] {
  const changes = new Changes();
  const schemas = new SchemaComparison(before, after, changes);
  compareVersions(changes, before, after);
  compareMessages(changes, schemas, before, after);
  compareEvents(changes, schemas, before, after);
  compareMethods(changes, schemas, before, after);
  compareNotifications(changes, schemas, before, after);
  compareOperations(changes, schemas, before, after);
  compareOpenApi(changes, oldApi, newApi);
  comparePublished(schemas, before, after);
  compareTables(changes, before, after);
  compareRequirements(changes, before, after);
  return changes.all;
}

function compareVersions(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const [old, now] = [before.version, after.version];
  if (now > old) changes.keeps("version-raised", "version", old, now, "clients of the version before are told apart by it");
  if (now < old) changes.breaks("version-lowered", "version", old, now, "clients ask for the version that they know");
  for (const one of before.supportedVersions.filter((version) => !after.supportedVersions.includes(version))) {
    changes.breaks("version-dropped", "supportedVersions", one, undefined, "clients that speak it are refused");
  }
  for (const one of after.supportedVersions.filter((version) => !before.supportedVersions.includes(version))) {
    changes.keeps("version-supported", "supportedVersions", undefined, one, "clients that do not ask for it do not get it");
  }
  if (before.subprotocolPrefix !== after.subprotocolPrefix) {
    const reason = "clients ask for a version by the other name";
    changes.breaks("subprotocol-changed", "subprotocolPrefix", before.subprotocolPrefix, after.subprotocolPrefix, reason);
  }
}

function compareMessages(changes: Changes, schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.messages, after.messages, ({ type }) => type);
  for (const { type } of removed) changes.breaks("message-removed", type, type, undefined, "clients send it");
  for (const { type } of added) changes.keeps("message-added", type, undefined, type, "nobody sends it yet");
  for (const [old, now] of both) {
    const { type } = now;
    if (old.reply !== now.reply) changes.breaks("reply-changed", type, old.reply, now.reply, "clients wait for the other reply");
    const told = paired(old.announces, now.announces, ({ event, topic }) => `${event} to ${topic}`);
    for (const one of told.removed) changes.breaks("announcement-removed", type, one, undefined, "others wait for it");
    for (const one of told.added) changes.keeps("announcement-added", type, undefined, one, "clients pass over what they do not wait for");
    comparePermission(changes, type, old.permission, now.permission);
    compareConditional(changes, type, old.permissionWhen, now.permissionWhen);
    compareCheck(changes, "session-check-changed", type, old.sessionProperty, now.sessionProperty);
    compareAuthentication(changes, type, old.beforeAuthentication, now.beforeAuthentication);
    schemas.compare(type, reference(old.model), reference(now.model), "client");
  }
}

function compareEvents(changes: Changes, schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.events, after.events, ({ type }) => type);
  for (const { type } of removed) changes.breaks("event-removed", type, type, undefined, "clients wait for it");
  for (const { type } of added) changes.keeps("event-added", type, undefined, type, "clients pass over what they do not know");
  for (const [old, now] of both) {
    if (old.durable !== now.durable) {
      const reason = now.durable
        ? "clients take it for what happens now, and a replay brings it again"
        : "a replay does not bring it any more";
      changes.breaks("durability-changed", now.type, old.durable, now.durable, reason);
    }
    schemas.compare(now.type, reference(old.model), reference(now.model), "server");
  }
}

function compareMethods(changes: Changes, schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.methods, after.methods, ({ name }) => name);
  for (const { name } of removed) changes.breaks("method-removed", name, name, undefined, "clients call it");
  for (const { name } of added) changes.keeps("method-added", name, undefined, name, "nobody calls it yet");
  for (const [old, now] of both) {
    const { name } = now;
    compareAccess(changes, name, old.access, now.access);
    if (old.repeatable !== now.repeatable) {
      const breaking = old.repeatable !== "blind";
      const reason = breaking ? "clients send it again as they could before" : "clients that do not send it again lose nothing";
      changes.add({ kind: "repeatable-changed", path: name, before: old.repeatable, after: now.repeatable, breaking, reason });
    }
    compareRaised(changes, name, old.errors, now.errors);
    schemas.compare(`${name} params`, reference(old.params), reference(now.params), "client");
    schemas.compare(`${name} result`, reference(old.result), reference(now.result), "server");
  }
}

function compareNotifications(changes: Changes, schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.notifications, after.notifications, ({ name }) => name);
  for (const { name } of removed) changes.breaks("notification-removed", name, name, undefined, "clients wait for it");
  for (const { name } of added) changes.keeps("notification-added", name, undefined, name, "clients pass over what they do not know");
  for (const [old, now] of both) schemas.compare(now.name, reference(old.params), reference(now.params), "server");
}

/** Types of files, and of what both sides write: what was written must stay valid, what is written must be known. */
function comparePublished(schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  for (const name of before.published.filter((one) => after.published.includes(one))) {
    schemas.compare(name, reference(name), reference(name), "client");
    schemas.compare(name, reference(name), reference(name), "server");
  }
}

function reference(model: string): JsonSchema {
  return { $ref: `#/$defs/${model}` };
}
