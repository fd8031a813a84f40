import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { operationOf } from "../monitors/rest-shape.ts";
import type { Json, JsonObject, OpenStep, RequestStep, ServiceName, Step, Trace } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { acpMethodsOf, endpointName, type Kind, keyOf, nameIn } from "./items.ts";

/** The first status that is an error. */
const FIRST_ERROR = 400;
/** The steps that have patterns of what is received. */
const RECEIVING = ["receive", "until", "repeat", "unordered"];

/** A connection of a trace: the protocol that it speaks, and over which of its sockets. */
interface Speaking {
  protocol: ProtocolModel;
  socket: string;
}

/** Where an error code comes up. */
export type Surface = "/ws" | "turn_error" | "HTTP" | "JSON-RPC";

/** The keys of all items that a trace touches, error codes with their surfaces. What is received counts where a pattern names it. */
export function touchesOf(document: ProtocolDocument, trace: Trace): ReadonlyMap<string, ReadonlySet<Surface>> {
  return new Touching(document, trace).touched;
}

class Touching {
  readonly touched = new Map<string, Set<Surface>>();
  readonly #document: ProtocolDocument;
  /** The one that steps speak to unless they say otherwise. */
  readonly #service: ServiceName;
  readonly #lines = new Map<string, Speaking>();

  constructor(document: ProtocolDocument, trace: Trace) {
    this.#document = document;
    this.#service = trace.profile.startsWith("concordance") ? "concordance" : "gateway";
    const own = this.#protocol(this.#service);
    for (const limit of trace.header.limits ?? []) this.#touch(own, "limit", limit);
    for (const { step } of trace.steps) {
      for (const one of objectsIn(step as unknown as Json)) {
        for (const limit of [one["$limit"], one["limit"]]) if (typeof limit === "string") this.#touch(own, "limit", limit);
      }
      this.#step(step);
    }
  }

  #step(step: Step): void {
    if ("request" in step) this.#request(step.request, step.answer);
    else if ("open" in step) this.#open(step.on, step.open, step.refused);
    else if ("on" in step) this.#onLine(this.#lines.get(step.on), step);
  }

  #onLine(line: Speaking | undefined, step: Step): void {
    if (line === undefined) return;
    if ("send" in step) this.#sent(line, step.send);
    if ("closed" in step) this.#closed(line, step.closed);
    for (const name of RECEIVING) if (name in step) this.#received(line, (step as unknown as JsonObject)[name] ?? null);
  }

  #open(name: string, { path, service = this.#service, sse }: OpenStep, refused: Json | undefined): void {
    const protocol = this.#protocol(service);
    if (refused !== undefined) {
      this.#answerError(protocol, refused);
      return;
    }
    const socket = socketAt(protocol, path);
    this.#lines.set(name, { protocol, socket });
    if (sse) this.#endpoint(protocol, "GET", path);
  }

  #request({ method, path, service = this.#service, body }: RequestStep, answer: Json): void {
    const protocol = this.#protocol(service);
    const socket = socketAt(protocol, path);
    if (socket !== "" && body !== undefined) this.#sent({ protocol, socket }, body);
    const status = isObject(answer) ? answer["status"] : undefined;
    if (typeof status === "number" && status < FIRST_ERROR) this.#endpoint(protocol, method, path);
    else this.#answerError(protocol, answer);
  }

  /** A problem of the gateway has its code in the body, an error of Concordance within `error`. */
  #answerError(protocol: ProtocolModel, answer: Json): void {
    for (const { code } of objectsIn(answer)) if (typeof code === "string") this.#touch(protocol, "error code", code, "HTTP");
  }

  #endpoint(protocol: ProtocolModel, method: string, path: string): void {
    const operation = operationOf(protocol, method, path);
    if (operation !== undefined) this.#touch(protocol, "endpoint", endpointName(operation));
  }

  #sent({ protocol, socket }: Speaking, message: Json): void {
    if (!isObject(message)) return;
    const { type, method } = message;
    if (socket === "ws" && typeof type === "string") this.#touch(protocol, "message", type);
    if (socket === "ws" || typeof method !== "string") return;
    this.#touch(protocol, "method", method);
    if (acpMethodsOf(protocol).includes(method)) this.#touch(protocol, "ACP method", method);
  }

  /** Events may lie within others, for instance in a page of the log. */
  #received({ protocol, socket }: Speaking, pattern: Json): void {
    const isTyped = socket === "ws" || socket === "";
    for (const { type, code, method } of objectsIn(pattern)) {
      if (typeof type === "string" && isTyped) this.#touch(protocol, "event", type);
      const surface = !isTyped ? "JSON-RPC" : type === "turn_error" ? "turn_error" : "/ws";
      if (typeof code === "string") this.#touch(protocol, "error code", code, surface);
      if (typeof method === "string") this.#touch(protocol, "notification", method);
    }
  }

  #closed({ protocol }: Speaking, pattern: Json): void {
    const code = isObject(pattern) ? pattern["code"] : undefined;
    const known = protocol.closeCodes.find((one) => one.code === code);
    if (known !== undefined) this.#touch(protocol, "close code", `${known.code} ${known.name}`);
  }

  #touch(protocol: ProtocolModel, kind: Kind, name: string, surface?: Surface): void {
    const key = keyOf({ protocol: protocol.name, kind, name: nameIn(protocol, kind, name) });
    const surfaces = this.touched.get(key) ?? new Set();
    this.touched.set(key, surface === undefined ? surfaces : surfaces.add(surface));
  }

  #protocol(name: string): ProtocolModel {
    const found = this.#document.protocols.find((one) => one.name === name);
    if (found === undefined) throw new Error(`The spec has no protocol "${name}".`);
    return found;
  }
}

/** The name of the socket at a path; empty when there is none. */
function socketAt({ sockets }: ProtocolModel, path: string): string {
  return sockets.find((socket) => socket.path === path.split("?")[0])?.name ?? "";
}

/** Every object of a value, itself included. What a matcher forbids is none of it. */
function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  const nested = Object.entries(value).flatMap(([name, one]) => (name === "$not" || name === "$hasNot" ? [] : objectsIn(one)));
  return [value, ...nested];
}
