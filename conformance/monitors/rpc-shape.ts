import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { showsInside } from "./inside.ts";
import type { Monitor, Violation } from "./monitor.ts";
import type { Schemas } from "./schemas.ts";

/** The rules that a surface of JSON-RPC breaks. */
export interface RpcRules {
  /** An answer that belongs to no call, or comes twice. */
  correlation: string;
  /** A result or notification of the spec without its documented shape. */
  shape: string;
  /** An error without a documented code. */
  error: string;
  /** An error whose message shows the inside of the server. */
  words: string;
}

/** Answers of JSON-RPC belong to calls, and results, errors and notifications have the shape that the spec says. */
export class RpcShape implements Monitor {
  readonly #protocol: ProtocolModel;
  readonly #schemas: Schemas;
  readonly #rules: RpcRules;
  /** The methods of calls by their id as JSON; null when it was answered. */
  readonly #calls = new Map<string, string | null>();

  constructor(protocol: ProtocolModel, schemas: Schemas, rules: RpcRules) {
    this.#protocol = protocol;
    this.#schemas = schemas;
    this.#rules = rules;
  }

  sent({ id, method }: JsonObject): void {
    if (id !== undefined && typeof method === "string") this.#calls.set(JSON.stringify(id), method);
  }

  received(frame: JsonObject): Violation[] {
    if (frame["jsonrpc"] !== "2.0") {
      return [{ rule: this.#rules.shape, what: "It is no message of JSON-RPC 2.0.", expected: "2.0", received: frame["jsonrpc"] }];
    }
    const { method, id } = frame;
    if (typeof method === "string") return this.#notification(method, frame);
    const key = JSON.stringify(id ?? null);
    const called = this.#calls.get(key);
    const isError = frame["error"] !== undefined;
    // What could not be read has no id, and no call that it answers.
    if (called === undefined && !(isError && id === null)) {
      return [{ rule: this.#rules.correlation, what: `No call had the id ${key}.`, received: frame }];
    }
    if (called === null) return [{ rule: this.#rules.correlation, what: `The call ${key} is answered twice.`, received: frame }];
    if (called !== undefined) this.#calls.set(key, null);
    return isError ? this.#error(frame["error"]) : this.#result(called ?? "", frame["result"]);
  }

  #notification(name: string, frame: JsonObject): Violation[] {
    const notification = this.#protocol.notifications.find((one) => one.name === name);
    return notification === undefined ? [] : this.#shape(notification.params, `the parameters of \`${name}\``, frame["params"]);
  }

  #result(called: string, result: unknown): Violation[] {
    const method = this.#protocol.methods.find(({ name }) => name === called);
    return method === undefined ? [] : this.#shape(method.result, `the result of \`${called}\``, result);
  }

  #error(error: unknown): Violation[] {
    const code = isObject(error) ? error["code"] : undefined;
    const name = isObject(error) && isObject(error["data"]) ? error["data"]["code"] : undefined;
    const known = this.#protocol.errorCodes.find((one) => one.name === name);
    if (known === undefined || known.rpcCode !== code) {
      return [{ rule: this.#rules.error, what: "The error's number and name are not a pair of the spec.", received: error }];
    }
    const message = isObject(error) ? error["message"] : undefined;
    if (typeof message === "string" && message !== "" && !showsInside(message)) return [];
    return [{ rule: this.#rules.words, what: "The error has no message, or one that shows the inside.", received: error }];
  }

  #shape(type: string, what: string, value: unknown): Violation[] {
    return this.#schemas.errorsOf(type, value).map(({ path, message, received }) => ({
      rule: this.#rules.shape,
      what: `${path || "the whole"} of ${what} ${message}.`,
      received,
    }));
  }
}
