import type { Enum, Model, Namespace, Program, Union } from "@typespec/compiler";
import { protocols } from "./decorators.ts";

/** What names mean, within each protocol: two protocols of one program may use the same words. */
export type NamesByProtocol = Map<Namespace | undefined, Map<string, string>>;

/** The protocol that a type belongs to. */
export function protocolOf(program: Program, type: Model | Union | Enum): Namespace | undefined {
  let namespace = type.namespace;
  while (namespace !== undefined && protocols.get(program, namespace) === undefined) namespace = namespace.namespace;
  return namespace;
}

/** Takes a name for a model. Returns the model of the same protocol that has it already, if there is one. */
export function claim(program: Program, names: NamesByProtocol, name: string, model: Model): string | undefined {
  const protocol = protocolOf(program, model);
  const taken = names.get(protocol) ?? new Map<string, string>();
  names.set(protocol, taken);
  const other = taken.get(name);
  taken.set(name, model.name);
  return other;
}
