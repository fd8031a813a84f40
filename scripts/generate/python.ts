import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { emitGatewayCalls, emitGatewayMethods } from "./emit/python/gateway.ts";
import { emitRpcMethods } from "./emit/python/methods.ts";
import { emitPythonOperations } from "./emit/python/operations.ts";
import { pythonModule } from "./emit/python/source.ts";
import {
  emitPythonCloseCodes,
  emitPythonErrorCodes,
  emitPythonLimits,
  emitPythonPermissions,
  emitPythonSockets,
} from "./emit/python/tables.ts";
import { emitPythonTypes, reachedFrom, referencesOf } from "./emit/python/types.ts";

const FOLDER = "clients/python/src/diminuendo/_generated";

/** What errors of calls carry beside their number and message, and what a watcher hands on of its notification. */
const FURTHER_TYPES: Readonly<Record<string, readonly string[]>> = { gateway: ["AcpErrorData"], concordance: ["ErrorData", "Change"] };

/** The typed layer of the Python SDK. */
export function emitPython(document: ProtocolDocument): Map<string, string> {
  const gateway = protocolNamed(document, "gateway");
  const concordance = protocolNamed(document, "concordance");
  const files: Record<string, string> = {
    "__init__.py": pythonModule("spec/**/*.tsp", "What the specification says, as Python.", []),
    "gateway/__init__.py": pythonModule("spec/main.tsp", gateway.doc, []),
    "gateway/calls.py": emitGatewayCalls(gateway),
    "gateway/gateway_methods.py": emitGatewayMethods(gateway),
    "gateway/config_methods.py": emitRpcMethods(gateway, { name: "ConfigMethods", doc: "A method for each method of `config/*`." }),
    "gateway/operations.py": emitPythonOperations(gateway, "GatewayOperations"),
    "gateway/permissions.py": emitPythonPermissions(gateway),
    "concordance/__init__.py": pythonModule("spec/concordance/main.tsp", concordance.doc, []),
    "concordance/stream_methods.py": emitRpcMethods(concordance, {
      name: "StreamMethods",
      doc: "A method for each method of Concordance's `/stream`.",
    }),
    "concordance/operations.py": emitPythonOperations(concordance, "ConcordanceOperations"),
  };
  for (const protocol of [gateway, concordance]) {
    files[`${protocol.name}/types.py`] = emitPythonTypes({ ...protocol, $defs: reachedFrom(protocol, spokenTypes(protocol)) });
    files[`${protocol.name}/error_codes.py`] = emitPythonErrorCodes(protocol);
    files[`${protocol.name}/close_codes.py`] = emitPythonCloseCodes(protocol);
    files[`${protocol.name}/limits.py`] = emitPythonLimits(protocol);
    files[`${protocol.name}/sockets.py`] = emitPythonSockets(protocol);
  }
  return new Map(Object.entries(files).map(([name, content]) => [`${FOLDER}/${name}`, content]));
}

/** The types that a client meets; those of files and of what servers say to each other are not among them. */
function spokenTypes(protocol: ProtocolModel): string[] {
  return [
    ...[...protocol.messages, ...protocol.events].map(({ model }) => model),
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
    ...referencesOf(protocol.operations),
    ...(FURTHER_TYPES[protocol.name] ?? []),
    ...(protocol.roles.length > 0 ? ["Role", "Permission"] : []),
  ];
}

function protocolNamed(document: ProtocolDocument, name: string): ProtocolModel {
  const protocol = document.protocols.find((candidate) => candidate.name === name);
  if (protocol === undefined) throw new Error(`The spec declares no protocol "${name}".`);
  return protocol;
}
