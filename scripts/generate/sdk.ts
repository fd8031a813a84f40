import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { emitCalls, emitClientMethods, emitEventMap } from "./emit/sdk.ts";
import { emitCloseCodes, emitErrorCodes, emitLimits, emitVersions } from "./emit/tables.ts";
import { emitTypes } from "./emit/types.ts";
import { schemaReferences } from "./schema-references.ts";

const FOLDER = "clients/typescript/src/generated";

/** The limits that a client keeps by itself; the others are the gateway's affair, and would only make the SDK larger. */
const CLIENT_LIMITS = ["frameBytes", "messagesPerWindow", "messageWindow"];

/** The typed layer of the TypeScript SDK. */
export function emitSdk(document: ProtocolDocument): Map<string, string> {
  const protocol = document.protocols.find(({ name }) => name === "gateway");
  if (protocol === undefined) throw new Error('The spec declares no protocol "gateway".');
  const spoken = [...protocol.messages, ...protocol.events].map(({ model }) => model);
  return new Map(
    Object.entries({
      "types.ts": emitTypes({ ...protocol, $defs: definitionsOf(protocol, spoken) }),
      "events.ts": emitEventMap(protocol),
      "calls.ts": emitCalls(protocol),
      "gateway-methods.ts": emitClientMethods(protocol),
      "close-codes.ts": emitCloseCodes(protocol),
      "error-codes.ts": emitErrorCodes(protocol),
      "limits.ts": emitLimits({ ...protocol, limits: CLIENT_LIMITS.map((name) => limitOf(protocol, name)) }),
      "versions.ts": emitVersions(protocol),
    }).map(([name, content]) => [`${FOLDER}/${name}`, content]),
  );
}

/** The given types and all that they refer to. */
function definitionsOf(protocol: ProtocolModel, roots: string[]): ProtocolModel["$defs"] {
  const reached = new Set(schemaReferences(protocol, roots));
  return Object.fromEntries(Object.entries(protocol.$defs).filter(([name]) => reached.has(name)));
}

function limitOf({ limits }: ProtocolModel, name: string): ProtocolModel["limits"][number] {
  const limit = limits.find((candidate) => candidate.name === name);
  if (limit === undefined) throw new Error(`The SDK needs the limit ${name}, which the spec does not have.`);
  return limit;
}
