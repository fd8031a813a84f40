import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { emitDispatch, emitEvents, emitHandlers } from "../../spec/protocol/src/emit/messages.ts";
import { emitMethodHandlers, emitMethods, emitNotifications } from "../../spec/protocol/src/emit/methods.ts";
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
} from "../../spec/protocol/src/emit/tables.ts";
import { emitTypes } from "../../spec/protocol/src/emit/types.ts";
import { emitValidators, emitValidatorTypes, type NamedSchemas, schemasOf } from "../../spec/protocol/src/emit/validators.ts";
import { emitLogSerializers } from "./emit/log-serializers.ts";
import { bodySchemas, emitOperationHandlers, emitPaths, parameterSchemas } from "./emit/operations.ts";
import { emitRoutes } from "./emit/routes.ts";
import { banner, underBanner } from "./source-file.ts";

/** Where the few functions stand that generated code calls: the library's, and those for endpoints. */
const RUNTIMES = ["spec/protocol/runtime/", "scripts/generate/runtime/"];
const ROOT = new URL("../../", import.meta.url);

const ALL = "spec/main.tsp";
const MESSAGES = "spec/gateway/client-messages.tsp";
const EVENTS = "spec/gateway/*-events.tsp";
const METHODS = "spec/acp/*.tsp";
const ERRORS = "spec/common/errors.tsp";
/** What the one who answers is called in comments. */
const WORDING = { server: "gateway" };

/** The TypeScript that the gateway is built upon. */
export async function emitGateway(document: ProtocolDocument): Promise<Map<string, string>> {
  const protocol = document.protocols.find(({ name }) => name === "gateway");
  if (protocol === undefined) throw new Error('The spec declares no protocol "gateway".');
  const files = new Map<string, string>();
  const put = (name: string, content: string) => files.set(`generated/gateway/${name}`, content);
  const add = (name: string, source: string, code: string) => put(name, underBanner(source, code));
  add("types.ts", ALL, emitTypes(protocol));
  add("error-codes.ts", ERRORS, emitErrorCodes(protocol, { rpc: true }));
  add("sockets.ts", "spec/acp/acp.tsp", emitSockets(protocol));
  add("access-tables.ts", METHODS, emitAccessTables(protocol));
  add("method-handlers.ts", METHODS, emitMethodHandlers(protocol));
  add("methods.ts", METHODS, emitMethods(protocol));
  add("notifications.ts", METHODS, emitNotifications(protocol));
  add("close-codes.ts", ERRORS, emitCloseCodes(protocol));
  add("limits.ts", "spec/common/limits.tsp", emitLimits(protocol));
  add("permissions.ts", "spec/common/permissions.tsp", emitPermissions(protocol));
  add("scalars.ts", ALL, emitScalars(protocol));
  add("state-machines.ts", "spec/gateway/session.tsp", emitStateMachines(protocol));
  add("versions.ts", ALL, emitVersions(protocol));
  add("events.ts", EVENTS, emitEvents(protocol, WORDING));
  put("serializers.ts", emitLogSerializers(protocol));
  add("handlers.ts", MESSAGES, emitHandlers(protocol, WORDING));
  add("messages.ts", MESSAGES, emitDispatch(protocol));
  put("operations.ts", emitOperationHandlers(protocol));
  put("paths.ts", emitPaths(protocol));
  put("routes.ts", emitRoutes(protocol));
  const addValidators = (name: string, schemas: NamedSchemas, coerce = false, discriminate = false) => {
    put(`${name}.js`, banner(ALL) + emitValidators(protocol, schemas, { coerce, discriminate }));
    add(`${name}.d.ts`, ALL, emitValidatorTypes(schemas));
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
  const folders = await Promise.all(RUNTIMES.map(async (folder) => (await readdir(new URL(folder, ROOT))).map((name) => folder + name)));
  const paths = folders.flat().filter((path) => path.endsWith(".ts"));
  return Promise.all(
    paths.map(async (path): Promise<[string, string]> => [basename(path), underBanner(path, await readFile(new URL(path, ROOT), "utf8"))]),
  );
}
