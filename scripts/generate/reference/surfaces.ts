import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { ExampleSource } from "../openapi-details.ts";
import { eventsPage, messagesPage } from "./message-pages.ts";
import { framesPage, methodsPage } from "./method-pages.ts";
import { operationsPage } from "./operation-pages.ts";
import type { Page } from "./places.ts";
import { tablePages } from "./table-pages.ts";
import { typesPage } from "./types-page.ts";

/** Which of a protocol's sockets speaks what, and how its other pages are cut. */
export interface Surfaces {
  /** Speaks the protocol's messages and events, if it has any. */
  messageSocket?: string;
  /** Speaks its methods. */
  rpcSocket: string;
  /** Speaks frames of these types, of which nothing more is said. */
  frames: { socket: string; types: readonly string[] }[];
  /** Published types that belong to the methods. */
  rpcTypes: (name: string) => boolean;
  /** Whether each resource has a page of its own. */
  pagePerResource: boolean;
  /** The folder of its JSON Schemas, from its pages. */
  schemas: string;
}

/** The pages of a protocol, in the order in which they are listed. */
export function pagesOf(protocol: ProtocolModel, surfaces: Surfaces, { full, minimal }: ExampleSource): Page[] {
  const socket = (name: string) => {
    const found = protocol.sockets.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`The protocol "${protocol.name}" has no socket "${name}".`);
    return found;
  };
  const { messageSocket, rpcSocket, frames, rpcTypes, schemas } = surfaces;
  return [
    ...(messageSocket === undefined
      ? []
      : [messagesPage(protocol, socket(messageSocket), full), eventsPage(protocol, socket(messageSocket), full)]),
    ...operationPages(protocol, surfaces, full),
    methodsPage(protocol, socket(rpcSocket), protocol.accessTables, protocol.published.filter(rpcTypes), full),
    ...frames.map(({ socket: name, types }) => framesPage(protocol, socket(name), types, full)),
    ...tablePages(protocol, minimal),
    typesPage(protocol, schemas, full),
  ];
}

function operationPages(protocol: ProtocolModel, { pagePerResource }: Surfaces, full: ExampleSource["full"]): Page[] {
  if (!pagePerResource) return [operationsPage(protocol, protocol.operations, "rest", "REST", full)];
  return [...Map.groupBy(protocol.operations, ({ resource }) => resource)].map(([resource, operations]) => {
    const words = resource.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
    return operationsPage(protocol, operations, `rest-${words.replaceAll(" ", "-")}`, `REST: ${words}`, full);
  });
}
