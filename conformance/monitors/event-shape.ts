import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { JsonObject } from "../trace/format.ts";
import { showsInside } from "./inside.ts";
import type { Monitor, Violation } from "./monitor.ts";
import type { Schemas } from "./schemas.ts";

/** Every frame of `/ws` is an event of the spec, with the fields that it has there. */
export class EventShape implements Monitor {
  readonly #types: ReadonlyMap<string, string>;
  readonly #schemas: Schemas;
  readonly #errorLength: number;

  constructor(gateway: ProtocolModel, schemas: Schemas) {
    this.#types = new Map(gateway.events.map(({ type, model }) => [type, model]));
    this.#schemas = schemas;
    this.#errorLength = gateway.limits.find(({ name }) => name === "errorMessageLength")?.value ?? 0;
  }

  received(frame: JsonObject): Violation[] {
    const type = String(frame["type"]);
    const model = this.#types.get(type);
    if (model === undefined) return [{ rule: "WS-FRAME-7", what: `"${type}" is no event of the spec.`, received: frame }];
    const rule = type === "error" ? "WS-ERROR-1" : "WS-FRAME-7";
    const violations: Violation[] = this.#schemas.errorsOf(model, frame).map(({ path, message, received }) => ({
      rule: path === "/turnId" ? "WS-TURN-13" : rule,
      what: `${path || "the frame"} of \`${type}\` ${message}.`,
      received,
    }));
    if (type === "error") violations.push(...this.#message(String(frame["message"])));
    return violations;
  }

  #message(message: string): Violation[] {
    const violations: Violation[] = [];
    if ([...message].length > this.#errorLength)
      violations.push({ rule: "WS-ERROR-1", what: "The message is too long.", received: message });
    if (showsInside(message)) violations.push({ rule: "WS-ERROR-1", what: "The message shows the inside.", received: message });
    return violations;
  }
}
