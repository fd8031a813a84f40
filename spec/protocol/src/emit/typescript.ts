import type { ProtocolModel } from "../model.ts";
import { emitDispatch, emitEvents, emitHandlers } from "./messages.ts";
import { emitMethodCalls, emitMethodHandlers, emitMethods, emitNotifications } from "./methods.ts";
import { emitSerializers } from "./serializers.ts";
import { storedTypes } from "./stored.ts";
import { emitStoredTypes } from "./stored-types.ts";
import {
  emitAccessTables,
  emitCloseCodes,
  emitErrorCodes,
  emitLimits,
  emitPermissions,
  emitScalars,
  emitSockets,
  emitStateMachines,
  emitVersions,
  scalarRules,
} from "./tables.ts";
import { emitTypes } from "./types.ts";
import { emitValidators, emitValidatorTypes, schemasOf } from "./validators.ts";

/** All that a server or a client of a protocol is built upon, by file name: no more files than the protocol has use for. */
export function typescriptFiles(protocol: ProtocolModel): Map<string, string> {
  const { messages, events, methods, notifications, published } = protocol;
  const files = new Map<string, string>([
    ["types.ts", emitTypes(protocol)],
    ["versions.ts", emitVersions(protocol)],
  ]);
  const add = (name: string, wanted: boolean, write: () => string) => {
    if (wanted) files.set(name, write());
  };
  const has = (list: readonly unknown[]) => list.length > 0;
  const written = events.map(({ model }) => model);
  add("stored-types.ts", storedTypes(protocol).size > 0, () => emitStoredTypes(protocol));
  add("serializers.ts", has(events) || has(methods) || has(notifications), () => emitSerializers(protocol, written));
  add("events.ts", has(messages) || has(events), () => emitEvents(protocol));
  add("handlers.ts", has(messages), () => emitHandlers(protocol));
  add("messages.ts", has(messages), () => emitDispatch(protocol));
  add("method-handlers.ts", has(methods), () => emitMethodHandlers(protocol));
  add("methods.ts", has(methods), () => emitMethods(protocol));
  add("method-calls.ts", has(methods), () => emitMethodCalls(protocol));
  add("notifications.ts", has(notifications), () => emitNotifications(protocol));
  addValidators("validators", [...messages.map(({ model }) => model), ...published]);
  addValidators(
    "method-validators",
    methods.map(({ params }) => params),
  );
  add("error-codes.ts", has(protocol.errorCodes), () => emitErrorCodes(protocol, { rpc: has(methods) }));
  add("close-codes.ts", has(protocol.closeCodes), () => emitCloseCodes(protocol));
  add("limits.ts", has(protocol.limits), () => emitLimits(protocol));
  add("permissions.ts", has(protocol.roles), () => emitPermissions(protocol));
  add("access-tables.ts", has(protocol.accessTables), () => emitAccessTables(protocol));
  add("sockets.ts", has(protocol.sockets), () => emitSockets(protocol));
  add("state-machines.ts", has(protocol.stateMachines), () => emitStateMachines(protocol));
  add("scalars.ts", has(scalarRules(protocol)), () => emitScalars(protocol));
  return files;

  function addValidators(name: string, types: string[]): void {
    const schemas = schemasOf(protocol, types);
    add(`${name}.js`, has(types), () => emitValidators(protocol, schemas, { discriminate: true, unicode: true }));
    add(`${name}.d.ts`, has(types), () => emitValidatorTypes(schemas));
  }
}
