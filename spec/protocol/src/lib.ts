import { createTypeSpecLibrary, paramMessage } from "@typespec/compiler";
import { OPTIONS_SCHEMA } from "./options.ts";
import { OUTPUT_DIAGNOSTICS } from "./output-diagnostics.ts";

/** The library, its diagnostics and the keys under which its decorators keep what they were told. */
export const $lib = createTypeSpecLibrary({
  name: "@diminuendo/typespec-protocol",
  emitter: { options: OPTIONS_SCHEMA },
  diagnostics: {
    ...OUTPUT_DIAGNOSTICS,
    "no-type-literal": {
      severity: "error",
      messages: {
        default: paramMessage`"${"name"}" needs a property "type" whose type is a string literal: it names the message on the wire.`,
      },
    },
    "duplicate-type": {
      severity: "error",
      messages: { default: paramMessage`"${"type"}" already names ${"other"}. Every message and event has a name of its own.` },
    },
    "no-reply": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" has no @reply. Every message has exactly one reply event.` },
    },
    "no-handler": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" has no @handledBy. Name the service whose interface gets a method for it.` },
    },
    "no-permission": {
      severity: "error",
      messages: {
        default: paramMessage`"${"name"}" is @sessionScoped but has neither @permission nor @permissionWhen. A message that needs none takes no session.`,
      },
    },
    "uncovered-value": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" says no permission for ${"property"} "${"value"}". Every value needs one.` },
    },
    "unknown-value": {
      severity: "error",
      messages: {
        default: paramMessage`"${"name"}" has a permission for ${"property"} "${"value"}", but the property has no such value. All of a message's @permissionWhen name the same property, a union of string literals.`,
      },
    },
    "not-an-event": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is not an @event, so it can be neither reply nor announcement.` },
    },
    "durable-fields": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is @durable but has no "${"field"}". A durable event has sessionId, seq and ts.` },
    },
    "missing-durable": {
      severity: "error",
      messages: { default: paramMessage`The union leaves out the durable event "${"name"}".` },
    },
    "not-durable": {
      severity: "error",
      messages: { default: paramMessage`The union holds ${"name"}, which is no durable event.` },
    },
    "no-number": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" needs a number: write ${"name"}: 42.` },
    },
    "no-status": {
      severity: "error",
      messages: { default: paramMessage`Error code "${"name"}" has no @httpStatus.` },
    },
    "duplicate-method": {
      severity: "error",
      messages: { default: paramMessage`"${"method"}" already names ${"other"}. Every method and notification has a name of its own.` },
    },
    "no-result": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is an @rpcMethod without @returns. Every method has a result.` },
    },
    "no-access": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is an @rpcMethod without @access. Write @access(Access.none) if anyone may call it.` },
    },
    "no-repetition": {
      severity: "error",
      messages: {
        default: paramMessage`"${"name"}" is an @rpcMethod without @repeatable. Say when a call whose answer was lost may be sent again.`,
      },
    },
    "no-rpc-code": {
      severity: "error",
      messages: { default: paramMessage`Error code "${"name"}" has no @rpcCode, which a protocol with methods needs.` },
    },
    "no-sentence": {
      severity: "error",
      messages: { default: paramMessage`Requirement "${"name"}" has no doc comment. That is the sentence which servers are held to.` },
    },
    "duplicate-requirement": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is already a requirement of ${"other"}. An id names one rule, for good.` },
    },
    "no-path": {
      severity: "error",
      messages: { default: paramMessage`Socket "${"name"}" needs a path: write ${"name"}: "/path".` },
    },
    "not-an-error-code": {
      severity: "error",
      messages: { default: paramMessage`"${"code"}" is no member of an enum of @errorCodes, so nothing can end with it.` },
    },
    "no-needs": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is in an @accessTable but has no @needs. Write @needs() if anyone may use it.` },
    },
    "unknown-property": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" excludes "${"property"}" in @notTogether, but has no such optional property.` },
    },
    "no-session-property": {
      severity: "error",
      messages: { default: paramMessage`"${"name"}" is @sessionScoped but has no property "${"property"}".` },
    },
    "unsupported-type": {
      severity: "error",
      messages: { default: paramMessage`A ${"kind"} cannot be written as JSON Schema here.` },
    },
    "name-clash": {
      severity: "error",
      messages: { default: paramMessage`Two types of this protocol are both called "${"name"}".` },
    },
  },
  state: {
    requirements: { description: "enums of rules, and the profile that they belong to" },
    level: { description: "how much a rule binds" },
    protocol: { description: "options of a protocol namespace" },
    message: { description: "client messages" },
    event: { description: "server events" },
    durable: { description: "durable events" },
    handledBy: { description: "handler interface of a message" },
    reply: { description: "reply event of a message" },
    announces: { description: "further events of a message" },
    chapter: { description: "chapter of the reference" },
    beforeAuthentication: { description: "messages allowed before authentication" },
    sessionScoped: { description: "session property of a message or operation" },
    everyDurable: { description: "unions of all durable events" },
    published: { description: "types that nothing else refers to" },
    maxJsonBytes: { description: "largest JSON size of a property" },
    maxBytes: { description: "largest size of a text" },
    jsonText: { description: "properties that a server holds as JSON text" },
    notTogether: { description: "properties that exclude each other" },
    sockets: { description: "WebSocket enums" },
    rpcMethod: { description: "JSON-RPC methods by their parameters" },
    returns: { description: "result of a JSON-RPC method" },
    rpcNotification: { description: "JSON-RPC notifications by their parameters" },
    repeatable: { description: "when a call may be repeated" },
    access: { description: "access that a method or operation needs" },
    permissions: { description: "permission enums" },
    roles: { description: "role enums" },
    grants: { description: "permissions of a role" },
    permission: { description: "permission of a message or operation" },
    permissionWhen: { description: "permissions that depend on a property" },
    accessTable: { description: "enums that say what their members need" },
    needs: { description: "permissions that a member of an access table needs" },
    errorCodes: { description: "error code enums" },
    httpStatus: { description: "HTTP status of an error code" },
    rpcCode: { description: "JSON-RPC code of an error code" },
    outcomeUnknown: { description: "error codes that leave open whether the request took effect" },
    raises: { description: "errors of a method, an operation, or all of a namespace" },
    retryable: { description: "error codes after which a retry may help" },
    closeCodes: { description: "close code enums" },
    reconnect: { description: "when to come back after a close code" },
    limits: { description: "limit enums" },
    unit: { description: "unit of a limit" },
    states: { description: "state enums" },
    moves: { description: "allowed moves of a state" },
    live: { description: "states that do not survive a restart" },
  },
} as const);

export const { reportDiagnostic, stateKeys } = $lib;
