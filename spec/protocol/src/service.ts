import {
  getExamples,
  getService,
  type Model,
  type Namespace,
  navigateTypesInNamespace,
  type Program,
  serializeValueAsJson,
} from "@typespec/compiler";
import { getAuthentication, getServers, type HttpAuth } from "@typespec/http";
import type { SecurityScheme } from "./emit/asyncapi.ts";
import type { DocumentHead, Examples } from "./emit/document.ts";
import { nameOf } from "./json-schema.ts";
import type { ProtocolModel } from "./model.ts";

/** Where a service is unless `@server` says it. */
const LOCAL = { url: "http://localhost" };

/** What documents say of a service: its title by `@service`, where it is by `@server`. */
export function headOf(program: Program, namespace: Namespace, protocol: ProtocolModel): DocumentHead {
  const servers = (getServers(program, namespace) ?? []).map(({ url, description }) => ({
    url,
    ...(description === undefined ? {} : { description }),
  }));
  return {
    info: { title: getService(program, namespace)?.title ?? protocol.name, version: String(protocol.version) },
    servers: servers.length > 0 ? servers : [LOCAL],
  };
}

/** How clients may say who they are, by `@useAuth`: schemes that an upgrade to a WebSocket can carry. */
export function securityOf(program: Program, namespace: Namespace): Record<string, SecurityScheme> {
  const schemes = getAuthentication(program, namespace)?.options.flatMap((option) => option.schemes) ?? [];
  return Object.fromEntries(schemes.flatMap((scheme) => securityScheme(scheme).map((written) => [scheme.id, written])));
}

function securityScheme(auth: HttpAuth): SecurityScheme[] {
  const description = auth.description === undefined ? {} : { description: auth.description };
  if (auth.type === "http") return [{ type: "http", scheme: auth.scheme, ...description }];
  if (auth.type === "apiKey") return [{ type: "httpApiKey", name: auth.name, in: auth.in, ...description }];
  return [];
}

/** The first `@example` of each type that has one. */
export function examplesOf(program: Program, namespace: Namespace): Examples {
  const found = new Map<string, unknown>();
  navigateTypesInNamespace(namespace, {
    model: (model: Model) => {
      const name = nameOf(model);
      const [example] = getExamples(program, model);
      if (name !== undefined && example !== undefined) found.set(name, serializeValueAsJson(program, example.value, model));
    },
  });
  return found;
}
