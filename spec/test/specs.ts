import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import * as storeBodies from "../../generated/concordance/body-validators.js";
import * as storeMethods from "../../generated/concordance/method-validators.js";
import * as peers from "../../generated/concordance/peer-validators.js";
import * as bodies from "../../generated/gateway/body-validators.js";
import * as configuration from "../../generated/gateway/config-validators.js";
import * as methods from "../../generated/gateway/method-validators.js";
import * as messages from "../../generated/gateway/validators.js";
import type { Validator } from "../../generated/runtime/validation.ts";
import { CONCORDANCE } from "./concordance-model.ts";
import { EXAMPLES, type Example, examplesOfProtocol, objectIn } from "./example-files.ts";
import { GATEWAY } from "./gateway-model.ts";
import { bodyTypes, definitionIn, refName, resolvedIn, responseTypes } from "./protocol-model.ts";

type Validators = Record<string, Validator>;

/** A protocol with all that its tests need: its examples, its validators, and which types stand where. */
export class Spec {
  readonly name: string;
  readonly protocol: ProtocolModel;
  readonly examples: readonly Example[];
  /** What clients send: its rules are tested one by one. */
  readonly sent: readonly string[];
  /** What servers write. */
  readonly written: readonly string[];
  /** All that stands on a wire or in a file by itself. */
  readonly wire: readonly string[];
  /** The generated standalone validators by type. */
  readonly standalone: ReadonlyMap<string, Validator>;

  constructor(
    protocol: ProtocolModel,
    examples: readonly Example[],
    types: { sent: string[]; written: string[] },
    validators: { byType: Validators[]; bodies: Validators },
  ) {
    this.name = protocol.name;
    this.protocol = protocol;
    this.examples = examples;
    const bodies = bodyTypes(protocol);
    this.sent = [...new Set([...types.sent, ...bodies])];
    this.written = [...new Set([...types.written, ...responseTypes(protocol)])];
    this.wire = [...new Set([...this.sent, ...this.written, ...protocol.published])].sort();
    this.standalone = new Map([
      ...validators.byType.flatMap((module) => Object.entries(module)),
      ...bodyValidators(protocol, validators.bodies),
    ]);
  }

  definition(name: string): JsonSchema {
    return definitionIn(this.protocol, name);
  }

  resolved(schema: JsonSchema): JsonSchema {
    return resolvedIn(this.protocol, schema);
  }

  examplesOf(type: string): Example[] {
    return this.examples.filter((example) => example.type === type);
  }

  exampleObject(type: string, name: string): Record<string, unknown> {
    return objectIn(this.examples, type, name);
  }

  /** Whether the generated validator accepts a value. It fills in defaults. */
  accepts(type: string, value: unknown): boolean {
    return this.standalone.get(type)?.(value) ?? false;
  }
}

function bodyValidators({ operations }: ProtocolModel, bodies: Validators): [string, Validator][] {
  return operations.flatMap(({ resource, name, body }): [string, Validator][] => {
    const found = Object.entries(bodies).find(([exported]) => exported.toLowerCase() === `${resource}${name}_body`.toLowerCase());
    return body?.$ref && found ? [[refName(body.$ref), found[1]]] : [];
  });
}

const GATEWAY_SPEC = new Spec(
  GATEWAY,
  EXAMPLES,
  {
    sent: [...GATEWAY.messages.map(({ model }) => model), ...GATEWAY.methods.map(({ params }) => params)],
    written: [
      ...GATEWAY.events.map(({ model }) => model),
      ...GATEWAY.methods.map(({ result }) => result),
      ...GATEWAY.notifications.map(({ params }) => params),
    ],
  },
  { byType: [messages, methods, configuration], bodies },
);

const CONCORDANCE_SPEC = new Spec(
  CONCORDANCE,
  examplesOfProtocol("concordance"),
  {
    sent: ["StreamCall", ...CONCORDANCE.methods.map(({ params }) => params)],
    written: [
      ...CONCORDANCE.methods.map(({ result }) => result),
      ...CONCORDANCE.notifications.map(({ params }) => params),
      "StreamError",
      "PeerMessage",
    ],
  },
  { byType: [storeMethods, peers], bodies: storeBodies },
);

/** Every protocol of the spec. */
export const SPECS: readonly Spec[] = [GATEWAY_SPEC, CONCORDANCE_SPEC];

/** Some types of every protocol, each with its name for the title of a test. */
export function everywhere(types: (spec: Spec) => Iterable<string>): [string, Spec, string][] {
  return SPECS.flatMap((spec) => [...types(spec)].map((type): [string, Spec, string] => [`${spec.name} ${type}`, spec, type]));
}
