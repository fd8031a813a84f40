import { readdir, readFile } from "node:fs/promises";
import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { emitDispatch, emitEvents, emitHandlers } from "./emit/messages.ts";
import { emitMethodHandlers, emitMethods, emitNotifications } from "./emit/methods.ts";
import { bodySchemas, emitOperationHandlers, emitPaths, parameterSchemas } from "./emit/operations.ts";
import { emitRoutes } from "./emit/routes.ts";
import { emitSerializers } from "./emit/serializers.ts";
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
} from "./emit/tables.ts";
import { emitTypes } from "./emit/types.ts";
import { emitValidators, emitValidatorTypes, type NamedSchemas, schemasOf } from "./emit/validators.ts";
import { banner } from "./source-file.ts";

const RUNTIME = new URL("./runtime/", import.meta.url);

/** The TypeScript that the gateway is built upon. */
export async function emitGateway(document: ProtocolDocument): Promise<Map<string, string>> {
  const protocol = document.protocols.find(({ name }) => name === "gateway");
  if (protocol === undefined) throw new Error('The spec declares no protocol "gateway".');
  const files = new Map<string, string>();
  const add = (name: string, content: string) => files.set(`generated/gateway/${name}`, content);
  add("types.ts", emitTypes(protocol));
  add("error-codes.ts", emitErrorCodes(protocol, { rpc: true }));
  add("sockets.ts", emitSockets(protocol));
  add("access-tables.ts", emitAccessTables(protocol));
  add("method-handlers.ts", emitMethodHandlers(protocol));
  add("methods.ts", emitMethods(protocol));
  add("notifications.ts", emitNotifications(protocol));
  add("close-codes.ts", emitCloseCodes(protocol));
  add("limits.ts", emitLimits(protocol));
  add("permissions.ts", emitPermissions(protocol));
  add("scalars.ts", emitScalars(protocol));
  add("state-machines.ts", emitStateMachines(protocol));
  add("versions.ts", emitVersions(protocol));
  add("events.ts", emitEvents(protocol));
  add("serializers.ts", emitSerializers(protocol));
  add("handlers.ts", emitHandlers(protocol));
  add("messages.ts", emitDispatch(protocol));
  add("operations.ts", emitOperationHandlers(protocol));
  add("paths.ts", emitPaths(protocol));
  add("routes.ts", emitRoutes(protocol));
  const addValidators = (name: string, schemas: NamedSchemas, coerce = false, discriminate = false) => {
    add(`${name}.js`, emitValidators(protocol, schemas, { coerce, discriminate }));
    add(`${name}.d.ts`, emitValidatorTypes(protocol, schemas));
  };
  addValidators(
    "validators",
    schemasOf(
      protocol,
      protocol.messages.map(({ model }) => model),
    ),
  );
  addValidators("body-validators", bodySchemas(protocol));
  addValidators("parameter-validators", parameterSchemas(protocol), true);
  addValidators("config-validators", schemasOf(protocol, protocol.published));
  addValidators(
    "method-validators",
    schemasOf(
      protocol,
      protocol.methods.map(({ params }) => params),
    ),
    false,
    true,
  );
  for (const [name, content] of await runtime()) files.set(`generated/runtime/${name}`, content);
  return files;
}

/** The few functions that generated code calls, copied as they are. */
async function runtime(): Promise<[string, string][]> {
  const names = (await readdir(RUNTIME)).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(
      async (name): Promise<[string, string]> => [
        name,
        `${banner(`scripts/generate/runtime/${name}`)}\n${await readFile(new URL(name, RUNTIME), "utf8")}`,
      ],
    ),
  );
}
