import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { emitMethodCalls } from "../../spec/protocol/src/emit/methods.ts";
import { emitCloseCodes, emitErrorCodes, emitLimits, emitSockets, emitVersions } from "../../spec/protocol/src/emit/tables.ts";
import { emitTypes } from "../../spec/protocol/src/emit/types.ts";
import { definitionsOf, limitsOf } from "./client-parts.ts";
import { emitRestClient, restTypes } from "./emit/rest-client.ts";
import { emitCalls, emitClientMethods, emitEventMap } from "./emit/sdk.ts";
import { underBanner } from "./source-file.ts";

const FOLDER = "clients/typescript/src/generated";

/** The limits that a client keeps by itself; the others are the gateway's affair, and would only make the SDK larger. */
const CLIENT_LIMITS = ["frameBytes", "messagesPerWindow", "messageWindow", "heartbeatInterval", "acpFrameBytes"];

/** What errors of calls and requests carry. */
const ERROR_TYPES = ["AcpErrorData", "ProblemDetails"];

/** The typed layer of the TypeScript SDK. */
export function emitSdk(document: ProtocolDocument): Map<string, string> {
  const protocol = document.protocols.find(({ name }) => name === "gateway");
  if (protocol === undefined) throw new Error('The spec declares no protocol "gateway".');
  const spoken = [
    ...[...protocol.messages, ...protocol.events].map(({ model }) => model),
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
    ...restTypes(protocol),
    ...ERROR_TYPES,
  ];
  return new Map(
    Object.entries({
      "types.ts": underBanner("spec/main.tsp", emitTypes({ ...protocol, $defs: definitionsOf(protocol, spoken) })),
      "events.ts": emitEventMap(protocol),
      "calls.ts": emitCalls(protocol),
      "gateway-methods.ts": emitClientMethods(protocol),
      "rest-resources.ts": emitRestClient(protocol),
      "method-calls.ts": underBanner("spec/acp/*.tsp", emitMethodCalls(protocol)),
      "close-codes.ts": underBanner("spec/common/errors.tsp", emitCloseCodes(protocol)),
      "error-codes.ts": underBanner("spec/common/errors.tsp", emitErrorCodes(protocol)),
      "limits.ts": underBanner("spec/common/limits.tsp", emitLimits({ ...protocol, limits: limitsOf(protocol, CLIENT_LIMITS) })),
      "sockets.ts": underBanner("spec/acp/acp.tsp", emitSockets(protocol)),
      "versions.ts": underBanner("spec/main.tsp", emitVersions(protocol)),
    }).map(([name, content]) => [`${FOLDER}/${name}`, content]),
  );
}
