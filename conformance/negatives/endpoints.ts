import type { OperationModel, ParameterModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case, HttpRequest, Kind, Surface } from "./case.ts";
import type { Examples } from "./examples.ts";
import { expectationOf, Ids } from "./expectations.ts";
import { isLimitKnown, withoutEffect } from "./limits-kept.ts";
import { brokenTexts, keptTexts } from "./parameters.ts";
import { sampleOf } from "./places.ts";
import { resolved, typeName } from "./schema.ts";
import { attempts } from "./trials.ts";
import { ofWrongType } from "./values.ts";

/** The cases of every endpoint of a service: its parameters and its body. */
export function endpointCases(protocol: ProtocolModel, surface: Surface, examples: Examples): Case[] {
  const ids = new Ids();
  return protocol.operations.flatMap((operation) => new EndpointCases(protocol, surface, operation, examples, ids).all());
}

/** How a parameter is called as a field: `/query/limit`. */
export function parameterField({ in: where, wireName }: ParameterModel): string {
  return `/${where === "header" ? "headers" : where}/${wireName}`;
}

type Texts = ReadonlyMap<ParameterModel, string>;

class EndpointCases {
  readonly #protocol: ProtocolModel;
  readonly #surface: Surface;
  readonly #operation: OperationModel;
  readonly #ids: Ids;
  readonly #body: unknown;
  /** What is given in every request: what must be there. */
  readonly #given: Texts;

  constructor(protocol: ProtocolModel, surface: Surface, operation: OperationModel, examples: Examples, ids: Ids) {
    this.#protocol = protocol;
    this.#surface = surface;
    this.#operation = operation;
    this.#ids = ids;
    this.#body = operation.body?.$ref === undefined ? undefined : examples.get(typeName(operation.body.$ref));
    const required = operation.parameters.filter((parameter) => parameter.required);
    this.#given = new Map(required.map((parameter) => [parameter, String(sampleOf(protocol, parameter.schema))]));
  }

  all(): Case[] {
    return [...this.#operation.parameters.flatMap((parameter) => this.#parameter(parameter)), ...this.#bodies()];
  }

  #parameter(parameter: ParameterModel): Case[] {
    const field = parameterField(parameter);
    const schema = resolved(this.#protocol, parameter.schema);
    const { in: where, required } = parameter;
    const missing = new Map([...this.#given].filter(([one]) => one !== parameter));
    const cases = [...brokenTexts(schema, where), ...keptTexts(schema, where)].map(({ kind, text }) =>
      this.#case(field, kind, [field], new Map([...this.#given, [parameter, text]]), this.#body),
    );
    const without = required && where === "query" ? [this.#case(field, "missing", [field], missing, this.#body)] : [];
    return [...without, ...cases].filter((one) => one.kind !== "at-limit" || isLimitKnown(one.target, field));
  }

  #bodies(): Case[] {
    const { body } = this.#operation;
    if (body === null) return [];
    const whole = ofWrongType([{ type: "object" }], false).map(({ kind, value }) =>
      this.#case("/body", kind, ["/body"], this.#given, value),
    );
    const within = attempts(this.#protocol, body, this.#body)
      .filter(({ kind, field }) => kind !== "at-limit" || isLimitKnown(this.#target, field))
      .map(({ field, kind, value, pointers, isIllFormed }) => {
        const sent = kind === "at-limit" ? withoutEffect(value as Record<string, unknown>, field) : value;
        const paths = pointers.map((pointer) => `/body${pointer}`);
        return this.#case(`/body${field}`, kind, paths, this.#given, sent, isIllFormed);
      });
    return [...whole, ...within];
  }

  get #target(): string {
    return `${this.#operation.method} ${this.#operation.path}`;
  }

  #case(field: string, kind: Kind, pointers: string[], texts: Texts, body: unknown, isIllFormed = false): Case {
    const surface = this.#surface;
    const { sessionParameter, parameters } = this.#operation;
    const named = parameters.find(({ in: where, name }) => where === "path" && name === sessionParameter);
    const expected = expectationOf(this.#protocol, surface, { kind, pointers, isIllFormed });
    const id = this.#ids.next(surface, this.#target, field, kind);
    const session = named === undefined ? null : (this.#given.get(named) ?? null);
    return { id, surface, target: this.#target, field, kind, sent: this.#request(texts, body), session, expected };
  }

  #request(texts: Texts, body: unknown): HttpRequest {
    const query = new URLSearchParams();
    const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    let { path } = this.#operation;
    for (const [{ in: where, wireName }, text] of texts) {
      if (where === "path") path = path.replace(`{${wireName}}`, () => encodeURIComponent(text));
      else if (where === "query") query.set(wireName, text);
      else headers[wireName] = text;
    }
    const search = query.size === 0 ? "" : `?${query}`;
    return { method: this.#operation.method, path: `${path}${search}`, headers, ...(body === undefined ? {} : { body }) };
  }
}
