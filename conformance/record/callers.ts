import { operationOf } from "../monitors/rest-shape.ts";
import type { Spec } from "../runner/spec.ts";
import type { Json, ServiceName } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Begun, Observed } from "./observed.ts";

/** The identity that speaks unless said otherwise. */
const DEFAULTS: Readonly<Record<ServiceName, string>> = { gateway: "owner", concordance: "full" };
const UNAUTHENTICATED = 401;

/** Which service each observation is of, and who speaks. */
export class Callers {
  readonly #spec: Spec;
  /** Identities by token. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #fallback: ServiceName;
  /** The server asks nobody who they are. */
  readonly #isDevelopment: boolean;

  constructor(spec: Spec, observed: readonly Observed[], names: ReadonlyMap<string, string>) {
    this.#spec = spec;
    const begun = observed.filter((one) => one.kind === "opened" || one.kind === "request");
    this.#fallback = begun.some((one) => this.#certain(one) === "concordance") ? "concordance" : "gateway";
    this.#names = new Map([...rolesOf(observed), ...names]);
    this.#isDevelopment = begun.some((one) => one.token === null && this.#isLetIn(one, observed));
  }

  service(one: Begun): ServiceName {
    return this.#certain(one) ?? this.#fallback;
  }

  /** The name of the identity that a token is of. */
  identity(token: string): string {
    return this.#names.get(token) ?? DEFAULTS[this.#fallback];
  }

  /** What a step says of its caller. */
  caller(one: Begun): { as?: string | null; service?: ServiceName } {
    const service = this.service(one);
    const as = one.token === null ? (this.#isDevelopment ? DEFAULTS[service] : null) : (this.#names.get(one.token) ?? DEFAULTS[service]);
    return { ...(as === DEFAULTS[service] ? {} : { as }), ...(service === "gateway" ? {} : { service }) };
  }

  #certain(one: Begun): ServiceName | undefined {
    const path = one.path.split("?")[0];
    const method = "method" in one ? String(one.method) : "GET";
    const [inGateway, inConcordance] = [this.#spec.gateway, this.#spec.concordance].map(
      (protocol) => protocol.sockets.some((socket) => socket.path === path) || operationOf(protocol, method, one.path) !== undefined,
    );
    if (inGateway === inConcordance) return undefined;
    return inGateway ? "gateway" : "concordance";
  }

  /** Whether the server let in somebody who had no token. */
  #isLetIn(one: Extract<Observed, { kind: "opened" | "request" }>, observed: readonly Observed[]): boolean {
    if (one.kind === "request" || one.isSse) {
      const operation = operationOf(this.#spec.gateway, one.kind === "request" ? one.method : "GET", one.path);
      return operation?.authenticated === true && !(one.kind === "request" && one.answer.status === UNAUTHENTICATED);
    }
    const own = observed.filter((other) => "on" in other && other.on === one.on);
    const asked = own.findIndex((other) => other.kind === "sent" && /"(type|method)"\s*:\s*"authenticate"/.test(other.text));
    const before = own.slice(0, asked < 0 ? own.length : asked);
    return before.some((other) => other.kind === "received" && isGreeting(other.frame));
  }
}

function isGreeting(frame: Json): boolean {
  if (!isObject(frame)) return false;
  return frame["type"] === "authenticated" || (isObject(frame["result"]) && typeof frame["result"]["sessionId"] === "string");
}

/** Tokens by which somebody authenticated, with the role that the server gave them: identities are called by their roles. */
function rolesOf(observed: readonly Observed[]): [string, string][] {
  const tokens = new Map<string, string>();
  return observed.flatMap((one): [string, string][] => {
    if (one.kind === "opened" && one.token !== null) tokens.set(one.on, one.token);
    if (one.kind === "sent") {
      const token = tokensIn(one.text)[0];
      if (token !== undefined) tokens.set(one.on, token);
    }
    if (one.kind !== "received" || !isObject(one.frame) || one.frame["type"] !== "authenticated") return [];
    const { identity } = one.frame;
    const token = tokens.get(one.on);
    return token !== undefined && isObject(identity) ? [[token, String(identity["role"])]] : [];
  });
}

/** The tokens that a message to authenticate by holds. */
export function tokensIn(text: string): string[] {
  let frame: Json;
  try {
    frame = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  if (!isObject(frame)) return [];
  if (frame["type"] === "authenticate" && typeof frame["token"] === "string") return [frame["token"]];
  const { method, params } = frame;
  const meta = isObject(params) ? params["_meta"] : undefined;
  return method === "authenticate" && isObject(meta) && typeof meta["token"] === "string" ? [meta["token"]] : [];
}

/** Every token that was seen. */
export function tokensOf(observed: readonly Observed[]): string[] {
  const found = observed.flatMap((one) => {
    if (one.kind === "sent") return tokensIn(one.text);
    return "token" in one && one.token !== null ? [one.token] : [];
  });
  return [...new Set(found)];
}
