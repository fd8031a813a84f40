import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { emitMethodCalls } from "../../spec/protocol/src/emit/methods.ts";
import { emitCloseCodes, emitLimits, emitVersions } from "../../spec/protocol/src/emit/tables.ts";
import { emitTypes } from "../../spec/protocol/src/emit/types.ts";
import { definitionsOf, limitsOf } from "./client-parts.ts";
import { emitRpcErrorCodes } from "./emit/rpc-error-codes.ts";
import { underBanner } from "./source-file.ts";

const FOLDER = "clients/concordance/src/generated";

/** The limits that a client keeps by itself or waits by; the others are the server's affair. */
const CLIENT_LIMITS = [
  "namespaceBytes",
  "keyBytes",
  "valueBytes",
  "batchOperations",
  "batchBytes",
  "listLimit",
  "pageBytes",
  "mgetKeys",
  "watchProgress",
  "subscriptionsPerConnection",
  "frameBytes",
  "jsonNesting",
  "proposalTimeout",
  "retryAfter",
];
/** What stands around the parameters and results of calls. */
const ENVELOPES = ["StreamCall", "StreamAnswer", "StreamNotification"];

/** The typed layer of the configuration store's TypeScript client. */
export function emitConcordanceClient(document: ProtocolDocument): Map<string, string> {
  const protocol = document.protocols.find(({ name }) => name === "concordance");
  if (protocol === undefined) throw new Error('The spec declares no protocol "concordance".');
  const spoken = [
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
    ...ENVELOPES,
  ];
  const under = (code: string) => underBanner("spec/concordance/*.tsp", code);
  return new Map(
    Object.entries({
      // A change is told of by its notification; a watcher hands it on without what says which subscription it was for.
      "types.ts": under(emitTypes({ ...protocol, $defs: definitionsOf(protocol, [...spoken, "Change"]) }, "readonly ")),
      "calls.ts": under(emitMethodCalls(protocol)),
      "close-codes.ts": under(emitCloseCodes(protocol)),
      "error-codes.ts": emitRpcErrorCodes(protocol),
      "limits.ts": under(emitLimits({ ...protocol, limits: limitsOf(protocol, CLIENT_LIMITS) })),
      "versions.ts": under(emitVersions(protocol)),
    }).map(([name, content]) => [`${FOLDER}/${name}`, content]),
  );
}
