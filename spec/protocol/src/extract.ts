import {
  type Enum,
  type EnumMember,
  getDoc,
  getSourceLocation,
  isTemplateDeclaration,
  type Model,
  type Namespace,
  type Program,
  type Type,
} from "@typespec/compiler";
import * as decorated from "./decorators.ts";
import { nameOf, SchemaWriter } from "./json-schema.ts";
import type { EventModel, MessageModel, MethodModel, NotificationModel, ProtocolModel, TableEntry } from "./model.ts";
import { operationsOf } from "./operations.ts";
import { errorsOf } from "./raised-errors.ts";
import { requirementsOf } from "./requirements.ts";
import { typeLiteral } from "./validate.ts";

/** Reads one protocol out of a checked program, in the order of the source. */
export function extractProtocol(program: Program, namespace: Namespace, options: decorated.ProtocolOptions): ProtocolModel {
  const schemas = new SchemaWriter(program);
  const models = inSourceOrder(program, modelsIn(namespace));
  const enums = inSourceOrder(program, enumsIn(namespace));
  const messages = models.filter((model) => decorated.messages.get(program, model)).map((model) => messageModel(program, schemas, model));
  const events = models.filter((model) => decorated.events.get(program, model)).map((model) => eventModel(program, schemas, model));
  const methods = models
    .filter((model) => decorated.rpcMethods.get(program, model))
    .map((model) => ({ ...methodModel(program, schemas, model), errors: errorsOf(program, namespace, model) }));
  const notifications = models
    .filter((model) => decorated.rpcNotifications.get(program, model))
    .map((model) => notificationModel(program, schemas, model));
  const operations = operationsOf(program, namespace, schemas);
  const published = decorated.publishedTypes.keys(program).filter((type) => isWithin(type, namespace));
  for (const type of published) schemas.schemaOf(type);
  const described = (member: EnumMember): TableEntry => ({ name: member.name, doc: getDoc(program, member) ?? "" });
  const membersOf = (marked: { get(program: Program, type: Enum): true | undefined }) =>
    enums.filter((type) => marked.get(program, type)).flatMap((type) => [...type.members.values()]);
  return {
    name: options.name,
    version: options.version,
    supportedVersions: options.supportedVersions,
    subprotocolPrefix: options.subprotocolPrefix,
    doc: getDoc(program, namespace) ?? "",
    messages,
    events,
    methods,
    notifications,
    sockets: membersOf(decorated.socketEnums).map((member) => ({ ...described(member), path: wireName(member) })),
    errorCodes: membersOf(decorated.errorCodeEnums).map((member) => ({
      ...described(member),
      status: decorated.httpStatuses.get(program, member) ?? 500,
      rpcCode: decorated.rpcCodes.get(program, member) ?? null,
      retryable: decorated.retryables.get(program, member) ?? false,
      outcomeUnknown: decorated.unknownOutcomes.get(program, member) ?? false,
    })),
    closeCodes: membersOf(decorated.closeCodeEnums).map((member) => ({
      ...described(member),
      code: Number(member.value),
      reconnect: decorated.reconnects.get(program, member) ?? "never",
    })),
    permissions: membersOf(decorated.permissionEnums).map((member) => ({ ...described(member), value: wireName(member) })),
    roles: membersOf(decorated.roleEnums).map((member) => ({
      ...described(member),
      permissions: (decorated.roleGrants.get(program, member) ?? []).map(wireName),
    })),
    accessTables: enums
      .filter((type) => decorated.accessTables.get(program, type))
      .map((type) => ({
        name: type.name,
        doc: getDoc(program, type) ?? "",
        rows: [...type.members.values()].map((member) => ({
          ...described(member),
          name: wireName(member),
          permissions: (decorated.neededPermissions.get(program, member) ?? []).map(wireName),
        })),
      })),
    limits: membersOf(decorated.limitEnums).map((member) => ({
      ...described(member),
      value: Number(member.value),
      unit: decorated.units.get(program, member) ?? "count",
    })),
    stateMachines: enums
      .filter((type) => decorated.stateEnums.get(program, type))
      .map((type) => ({
        name: type.name,
        doc: getDoc(program, type) ?? "",
        states: [...type.members.values()].map((member) => ({
          ...described(member),
          name: wireName(member),
          live: decorated.liveStates.get(program, member) ?? false,
          moves: (decorated.stateMoves.get(program, member) ?? []).map(wireName),
        })),
      })),
    operations,
    requirements: enums.flatMap((type) => requirementsOf(program, type)),
    published: published.map((type) => nameOf(type) ?? "").sort(),
    $defs: Object.fromEntries([...schemas.definitions].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}

function messageModel(program: Program, schemas: SchemaWriter, model: Model): MessageModel {
  schemas.schemaOf(model);
  const conditional = decorated.conditionalPermissions.get(program, model);
  const reply = decorated.replies.get(program, model);
  return {
    type: typeLiteral(model) ?? "",
    model: model.name,
    doc: getDoc(program, model) ?? "",
    chapter: decorated.chapters.get(program, model) ?? "",
    service: decorated.handlers.get(program, model) ?? "",
    reply: (reply && typeLiteral(reply)) ?? "",
    announces: (decorated.announcements.get(program, model) ?? []).map(({ event, topic }) => ({
      event: typeLiteral(event) ?? "",
      topic,
    })),
    permission: permissionOf(program, model),
    permissionWhen: conditional
      ? {
          property: conditional[0]?.property ?? "",
          byValue: Object.fromEntries(conditional.map(({ value, permission }) => [value, wireName(permission)])),
        }
      : null,
    sessionProperty: decorated.sessionProperties.get(program, model) ?? null,
    beforeAuthentication: decorated.unauthenticated.get(program, model) ?? false,
  };
}

function eventModel(program: Program, schemas: SchemaWriter, model: Model): EventModel {
  schemas.schemaOf(model);
  return {
    type: typeLiteral(model) ?? "",
    model: model.name,
    doc: getDoc(program, model) ?? "",
    chapter: decorated.chapters.get(program, model) ?? "",
    durable: decorated.durables.get(program, model) ?? false,
  };
}

function methodModel(program: Program, schemas: SchemaWriter, model: Model): Omit<MethodModel, "errors"> {
  schemas.schemaOf(model);
  const result = decorated.rpcResults.get(program, model);
  if (result) schemas.schemaOf(result);
  return {
    name: decorated.rpcMethods.get(program, model) ?? "",
    params: model.name,
    result: result?.name ?? "",
    doc: getDoc(program, model) ?? "",
    chapter: decorated.chapters.get(program, model) ?? "",
    access: decorated.accessLevels.get(program, model) ?? "",
    repeatable: decorated.repetitions.get(program, model) ?? "",
  };
}

function notificationModel(program: Program, schemas: SchemaWriter, model: Model): NotificationModel {
  schemas.schemaOf(model);
  return {
    name: decorated.rpcNotifications.get(program, model) ?? "",
    params: model.name,
    doc: getDoc(program, model) ?? "",
    chapter: decorated.chapters.get(program, model) ?? "",
  };
}

function permissionOf(program: Program, model: Model): string | null {
  const permission = decorated.requiredPermissions.get(program, model);
  return permission ? wireName(permission) : null;
}

function wireName(member: EnumMember): string {
  return String(member.value ?? member.name);
}

function modelsIn(namespace: Namespace): Model[] {
  return [
    ...[...namespace.models.values()].filter((model) => !isTemplateDeclaration(model)),
    ...[...namespace.namespaces.values()].flatMap(modelsIn),
  ];
}

function enumsIn(namespace: Namespace): Enum[] {
  return [...namespace.enums.values(), ...[...namespace.namespaces.values()].flatMap(enumsIn)];
}

/** The compiler keeps types in the order in which they were first referred to. */
function inSourceOrder<T extends Type>(program: Program, types: T[]): T[] {
  const files = new Map([...program.sourceFiles.keys()].map((path, index) => [path, index]));
  return types
    .map((type) => ({ type, ...getSourceLocation(type) }))
    .toSorted((left, right) => (files.get(left.file.path) ?? 0) - (files.get(right.file.path) ?? 0) || left.pos - right.pos)
    .map(({ type }) => type);
}

function isWithin(type: Type, namespace: Namespace): boolean {
  let container = "namespace" in type ? type.namespace : undefined;
  while (container !== undefined && container !== namespace) container = container.namespace;
  return container === namespace;
}
