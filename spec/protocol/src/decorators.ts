import type {
  DecoratorContext,
  Enum,
  EnumMember,
  Model,
  ModelProperty,
  Namespace,
  Operation,
  Program,
  Scalar,
  Type,
  Union,
} from "@typespec/compiler";
import { stateKeys } from "./lib.ts";

/** What `@protocol` was given. */
export interface ProtocolOptions {
  name: string;
  version: number;
  supportedVersions: number[];
  subprotocolPrefix: string;
}

/** One `@announces`. */
export interface Announcement {
  event: Model;
  topic: string;
}

/** One `@permissionWhen`. */
export interface ConditionalPermission {
  property: string;
  value: string;
  permission: EnumMember;
}

/** A decorator's memory: what was said of a type, by type, within one program. */
function stateOf<T>(key: symbol) {
  return {
    get: (program: Program, target: Type): T | undefined => program.stateMap(key).get(target) as T | undefined,
    set: (program: Program, target: Type, value: T): void => void program.stateMap(key).set(target, value),
    keys: (program: Program): Type[] => [...program.stateMap(key).keys()],
  };
}

export const protocols = stateOf<ProtocolOptions>(stateKeys.protocol);
export const messages = stateOf<true>(stateKeys.message);
export const events = stateOf<true>(stateKeys.event);
export const durables = stateOf<true>(stateKeys.durable);
export const handlers = stateOf<string>(stateKeys.handledBy);
export const replies = stateOf<Model>(stateKeys.reply);
export const announcements = stateOf<Announcement[]>(stateKeys.announces);
export const chapters = stateOf<string>(stateKeys.chapter);
export const unauthenticated = stateOf<true>(stateKeys.beforeAuthentication);
export const sessionProperties = stateOf<string>(stateKeys.sessionScoped);
export const durableUnions = stateOf<true>(stateKeys.everyDurable);
export const publishedTypes = stateOf<true>(stateKeys.published);
export const jsonSizes = stateOf<number>(stateKeys.maxJsonBytes);
export const textSizes = stateOf<number>(stateKeys.maxBytes);
export const jsonTexts = stateOf<true>(stateKeys.jsonText);
export const exclusions = stateOf<string[]>(stateKeys.notTogether);
export const rpcMethods = stateOf<string>(stateKeys.rpcMethod);
export const rpcResults = stateOf<Model>(stateKeys.returns);
export const rpcNotifications = stateOf<string>(stateKeys.rpcNotification);
export const socketEnums = stateOf<true>(stateKeys.sockets);
export const repetitions = stateOf<string>(stateKeys.repeatable);
export const accessLevels = stateOf<string>(stateKeys.access);
export const permissionEnums = stateOf<true>(stateKeys.permissions);
export const roleEnums = stateOf<true>(stateKeys.roles);
export const roleGrants = stateOf<EnumMember[]>(stateKeys.grants);
export const requiredPermissions = stateOf<EnumMember>(stateKeys.permission);
export const conditionalPermissions = stateOf<ConditionalPermission[]>(stateKeys.permissionWhen);
export const accessTables = stateOf<true>(stateKeys.accessTable);
export const neededPermissions = stateOf<EnumMember[]>(stateKeys.needs);
export const errorCodeEnums = stateOf<true>(stateKeys.errorCodes);
export const httpStatuses = stateOf<number>(stateKeys.httpStatus);
export const rpcCodes = stateOf<number>(stateKeys.rpcCode);
export const raisedErrors = stateOf<EnumMember[]>(stateKeys.raises);
export const retryables = stateOf<true>(stateKeys.retryable);
export const unknownOutcomes = stateOf<true>(stateKeys.outcomeUnknown);
export const closeCodeEnums = stateOf<true>(stateKeys.closeCodes);
export const reconnects = stateOf<string>(stateKeys.reconnect);
export const limitEnums = stateOf<true>(stateKeys.limits);
export const units = stateOf<string>(stateKeys.unit);
export const stateEnums = stateOf<true>(stateKeys.states);
export const stateMoves = stateOf<EnumMember[]>(stateKeys.moves);
export const liveStates = stateOf<true>(stateKeys.live);
export const requirementEnums = stateOf<string>(stateKeys.requirements);
export const requirementLevels = stateOf<string>(stateKeys.level);

type Context = DecoratorContext;

export const $decorators = {
  Protocol: {
    protocol: (context: Context, target: Namespace, options: ProtocolOptions) => protocols.set(context.program, target, options),
    message: (context: Context, target: Model) => messages.set(context.program, target, true),
    event: (context: Context, target: Model) => events.set(context.program, target, true),
    durable: (context: Context, target: Model) => durables.set(context.program, target, true),
    handledBy: (context: Context, target: Model, service: string) => handlers.set(context.program, target, service),
    reply: (context: Context, target: Model, event: Model) => replies.set(context.program, target, event),
    announces: (context: Context, target: Model, event: Model, topic: EnumMember) => {
      // Decorators run from the last to the first; the list keeps the order of the source.
      const list = announcements.get(context.program, target) ?? [];
      announcements.set(context.program, target, [{ event, topic: topic.name }, ...list]);
    },
    chapter: (context: Context, target: Model, name: string) => chapters.set(context.program, target, name),
    beforeAuthentication: (context: Context, target: Model) => unauthenticated.set(context.program, target, true),
    sessionScoped: (context: Context, target: Model | Operation, property?: string) =>
      sessionProperties.set(context.program, target, property ?? "sessionId"),
    everyDurable: (context: Context, target: Union) => durableUnions.set(context.program, target, true),
    published: (context: Context, target: Model | Union | Enum) => publishedTypes.set(context.program, target, true),
    maxJsonBytes: (context: Context, target: ModelProperty, bytes: number) => jsonSizes.set(context.program, target, bytes),
    maxBytes: (context: Context, target: Scalar | ModelProperty, bytes: number) => textSizes.set(context.program, target, bytes),
    jsonText: (context: Context, target: ModelProperty) => jsonTexts.set(context.program, target, true),
    notTogether: (context: Context, target: Model, ...properties: string[]) => exclusions.set(context.program, target, properties),
    sockets: (context: Context, target: Enum) => socketEnums.set(context.program, target, true),
    rpcMethod: (context: Context, target: Model, name: string) => rpcMethods.set(context.program, target, name),
    returns: (context: Context, target: Model, result: Model) => rpcResults.set(context.program, target, result),
    rpcNotification: (context: Context, target: Model, name: string) => rpcNotifications.set(context.program, target, name),
    repeatable: (context: Context, target: Model, when: EnumMember) => repetitions.set(context.program, target, wireName(when)),
    access: (context: Context, target: Model | Operation, level: EnumMember) => accessLevels.set(context.program, target, wireName(level)),
    permissions: (context: Context, target: Enum) => permissionEnums.set(context.program, target, true),
    roles: (context: Context, target: Enum) => roleEnums.set(context.program, target, true),
    grants: (context: Context, target: EnumMember, ...granted: EnumMember[]) => roleGrants.set(context.program, target, granted),
    permission: (context: Context, target: Model | Operation, permission: EnumMember) =>
      requiredPermissions.set(context.program, target, permission),
    permissionWhen: (context: Context, target: Model, property: string, value: string, permission: EnumMember) => {
      const list = conditionalPermissions.get(context.program, target) ?? [];
      conditionalPermissions.set(context.program, target, [{ property, value, permission }, ...list]);
    },
    accessTable: (context: Context, target: Enum) => accessTables.set(context.program, target, true),
    needs: (context: Context, target: EnumMember, ...needed: EnumMember[]) => neededPermissions.set(context.program, target, needed),
    errorCodes: (context: Context, target: Enum) => errorCodeEnums.set(context.program, target, true),
    httpStatus: (context: Context, target: EnumMember, status: number) => httpStatuses.set(context.program, target, status),
    rpcCode: (context: Context, target: EnumMember, code: number) => rpcCodes.set(context.program, target, code),
    raises: (context: Context, target: Namespace | Model | Operation, ...codes: EnumMember[]) =>
      raisedErrors.set(context.program, target, codes),
    retryable: (context: Context, target: EnumMember) => retryables.set(context.program, target, true),
    outcomeUnknown: (context: Context, target: EnumMember) => unknownOutcomes.set(context.program, target, true),
    closeCodes: (context: Context, target: Enum) => closeCodeEnums.set(context.program, target, true),
    reconnect: (context: Context, target: EnumMember, when: EnumMember) => reconnects.set(context.program, target, wireName(when)),
    limits: (context: Context, target: Enum) => limitEnums.set(context.program, target, true),
    unit: (context: Context, target: EnumMember, unit: string) => units.set(context.program, target, unit),
    states: (context: Context, target: Enum) => stateEnums.set(context.program, target, true),
    moves: (context: Context, target: EnumMember, ...to: EnumMember[]) => stateMoves.set(context.program, target, to),
    live: (context: Context, target: EnumMember) => liveStates.set(context.program, target, true),
    requirements: (context: Context, target: Enum, profile: string) => requirementEnums.set(context.program, target, profile),
    level: (context: Context, target: EnumMember, level: EnumMember) => requirementLevels.set(context.program, target, wireName(level)),
  },
};

/** What a member of an enum is called on the wire. */
function wireName(member: EnumMember): string {
  return String(member.value ?? member.name);
}
