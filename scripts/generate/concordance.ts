import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { emitMethodCalls, emitMethodHandlers, emitMethods, emitNotifications } from "../../spec/protocol/src/emit/methods.ts";
import { emitSerializers } from "../../spec/protocol/src/emit/serializers.ts";
import { emitStoredTypes } from "../../spec/protocol/src/emit/stored-types.ts";
import { emitCloseCodes, emitLimits, emitScalars, emitSockets, emitVersions } from "../../spec/protocol/src/emit/tables.ts";
import { emitTypes } from "../../spec/protocol/src/emit/types.ts";
import { emitValidators, emitValidatorTypes, type NamedSchemas, schemasOf } from "../../spec/protocol/src/emit/validators.ts";
import { bodySchemas, emitOperationHandlers, emitPaths, parameterSchemas } from "./emit/operations.ts";
import { emitRoutes } from "./emit/routes.ts";
import { emitRpcErrorCodes } from "./emit/rpc-error-codes.ts";
import { banner, underBanner } from "./source-file.ts";

const SOURCE = "spec/concordance/*.tsp";
/** What nodes send each other. */
const PEER_TYPES = ["PeerMessage"];
/** What stands around the parameters of a call. */
const CALL_TYPES = ["StreamCall"];
/** What is written beside results, notifications and answers over REST. */
const WRITTEN_TYPES = ["StreamError", "PeerMessage"];

/** The TypeScript that the configuration store is built upon. */
export function emitConcordance(document: ProtocolDocument): Map<string, string> {
  const protocol = document.protocols.find(({ name }) => name === "concordance");
  if (protocol === undefined) throw new Error('The spec declares no protocol "concordance".');
  const files = new Map<string, string>();
  const put = (name: string, content: string) => files.set(`generated/concordance/${name}`, content);
  const add = (name: string, code: string) => put(name, underBanner(SOURCE, code));
  add("types.ts", emitTypes(protocol, "readonly "));
  add("stored-types.ts", emitStoredTypes(protocol));
  add("limits.ts", emitLimits(protocol));
  put("error-codes.ts", emitRpcErrorCodes(protocol));
  add("close-codes.ts", emitCloseCodes(protocol));
  add("scalars.ts", emitScalars(protocol));
  add("versions.ts", emitVersions(protocol));
  add("sockets.ts", emitSockets(protocol));
  put("paths.ts", emitPaths(protocol));
  put("operations.ts", emitOperationHandlers(protocol));
  put("routes.ts", emitRoutes(protocol));
  add("method-handlers.ts", emitMethodHandlers(protocol));
  add("methods.ts", emitMethods(protocol));
  add("notifications.ts", emitNotifications(protocol));
  add("calls.ts", emitMethodCalls(protocol));
  add("serializers.ts", emitSerializers(protocol, WRITTEN_TYPES, { trustsFormats: true }));
  const addValidators = (name: string, schemas: NamedSchemas, coerce = false) => {
    put(`${name}.js`, banner(SOURCE) + emitValidators(protocol, schemas, { coerce, discriminate: true }));
    add(`${name}.d.ts`, emitValidatorTypes(schemas));
  };
  addValidators("body-validators", bodySchemas(protocol));
  addValidators("parameter-validators", parameterSchemas(protocol), true);
  addValidators("method-validators", schemasOf(protocol, [...CALL_TYPES, ...protocol.methods.map(({ params }) => params)]));
  addValidators("peer-validators", schemasOf(protocol, PEER_TYPES));
  return files;
}
