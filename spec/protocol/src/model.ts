/** A JSON Schema 2020-12 object. References to named types read `#/$defs/Name`. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  not?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  pattern?: string;
  format?: string;
  contentEncoding?: string;
  default?: unknown;
  /** Largest size of the value written as JSON, in bytes of UTF-8. An annotation to other validators, a check in ours. */
  "x-max-json-bytes"?: number;
  /** Largest size of a text in bytes of UTF-8. An annotation to other validators, a check in ours. */
  "x-max-bytes"?: number;
  /** What the pattern demands, in words. An annotation. */
  "x-pattern-message"?: string;
  /** The server holds the value as JSON text. An annotation. */
  "x-json-text"?: true;
}

/** A permission that depends on what a property of the message says. */
export interface ConditionalPermissions {
  property: string;
  byValue: Record<string, string>;
}

/** What a client may send. */
export interface MessageModel {
  /** The literal of the property `type`. */
  type: string;
  /** The name of its type in `$defs`. */
  model: string;
  doc: string;
  chapter: string;
  /** The handler interface it belongs to. */
  service: string;
  /** The event type that answers it. */
  reply: string;
  announces: { event: string; topic: string }[];
  permission: string | null;
  permissionWhen: ConditionalPermissions | null;
  /** The property that names a session of the caller's tenant. */
  sessionProperty: string | null;
  beforeAuthentication: boolean;
}

/** What the server sends. */
export interface EventModel {
  type: string;
  model: string;
  doc: string;
  chapter: string;
  durable: boolean;
}

/** A JSON-RPC method. */
export interface MethodModel {
  name: string;
  /** The names of the types of its parameters and its result in `$defs`. */
  params: string;
  result: string;
  doc: string;
  chapter: string;
  access: string;
  /** When a call whose answer was lost may be sent again: `read`, `cas` or `blind`. */
  repeatable: string;
  /** The error codes that it may end with, in the order of their table. */
  errors: string[];
}

/** A JSON-RPC notification of the server. */
export interface NotificationModel {
  name: string;
  params: string;
  doc: string;
  chapter: string;
}

/** A member of one of the protocol's tables. */
export interface TableEntry {
  name: string;
  doc: string;
}

export interface ErrorCodeModel extends TableEntry {
  status: number;
  /** The number that carries it in JSON-RPC; null in a protocol without methods. */
  rpcCode: number | null;
  retryable: boolean;
  /** The request may have taken effect, or not. */
  outcomeUnknown: boolean;
}

export interface CloseCodeModel extends TableEntry {
  code: number;
  reconnect: string;
}

export interface PermissionModel extends TableEntry {
  /** The name on the wire, for instance `session:read`. */
  value: string;
}

export interface RoleModel extends TableEntry {
  permissions: string[];
}

/** What callers need for each of some things, by the thing's name on the wire. */
export interface AccessTableModel {
  name: string;
  doc: string;
  rows: (TableEntry & { permissions: string[] })[];
}

export interface LimitModel extends TableEntry {
  value: number;
  unit: string;
}

export interface SocketModel extends TableEntry {
  path: string;
}

export interface StateMachineModel {
  name: string;
  doc: string;
  states: (TableEntry & { live: boolean; moves: string[] })[];
}

/** A parameter of an HTTP operation. */
export interface ParameterModel {
  name: string;
  /** The name on the wire, where it differs: a header in lower case. */
  wireName: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
  doc: string;
}

export interface ResponseModel {
  status: number;
  doc: string;
  headers: string[];
  /** Media type → schema; a schema of null is a stream of bytes. */
  content: Record<string, JsonSchema | null>;
}

/** One HTTP endpoint. */
export interface OperationModel {
  /** The interface it stands in, and its name there. */
  resource: string;
  name: string;
  doc: string;
  method: string;
  path: string;
  permission: string | null;
  /** What the caller's key must allow; null where permissions take the place of keys. */
  access: string | null;
  sessionParameter: string | null;
  authenticated: boolean;
  parameters: ParameterModel[];
  body: JsonSchema | null;
  responses: ResponseModel[];
  /** The error codes that it may end with, as far as the spec says so, in the order of their table. */
  errors: string[];
  /** The body of every response that is an error. */
  error: JsonSchema | null;
}

/** A rule that a server is held to. */
export interface RequirementModel {
  /** Permanent: it never names another rule. */
  id: string;
  /** What a server claims that follows all of its rules, for instance `gateway-v1`. */
  profile: string;
  /** The enum that it stands in. */
  group: string;
  /** `MUST` or `SHOULD`. */
  level: string;
  sentence: string;
  /** `path:line` in the spec, seen from the program's folder. */
  source: string;
}

/** One protocol: everything that the emitters need, and nothing of TypeSpec. */
export interface ProtocolModel {
  name: string;
  version: number;
  supportedVersions: number[];
  subprotocolPrefix: string;
  doc: string;
  messages: MessageModel[];
  events: EventModel[];
  methods: MethodModel[];
  notifications: NotificationModel[];
  sockets: SocketModel[];
  errorCodes: ErrorCodeModel[];
  closeCodes: CloseCodeModel[];
  permissions: PermissionModel[];
  roles: RoleModel[];
  accessTables: AccessTableModel[];
  limits: LimitModel[];
  stateMachines: StateMachineModel[];
  operations: OperationModel[];
  requirements: RequirementModel[];
  /** Types that neither a message nor an operation refers to, for instance configuration files. */
  published: string[];
  $defs: Record<string, JsonSchema>;
}

/** What `protocol.json` holds. */
export interface ProtocolDocument {
  protocols: ProtocolModel[];
}
