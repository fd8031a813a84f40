import type { Enum, Model, Namespace, Operation, Program } from "@typespec/compiler";
import * as decorated from "./decorators.ts";
import { reportDiagnostic } from "./lib.ts";
import { claim, type NamesByProtocol, protocolOf } from "./protocol-of.ts";

/** Checks that a method says all that its callers must know, and that no other method or notification has its name. */
export function checkRpc(program: Program, model: Model, names: NamesByProtocol): void {
  const method = decorated.rpcMethods.get(program, model);
  const name = method ?? decorated.rpcNotifications.get(program, model);
  if (name === undefined) return;
  const other = claim(program, names, name, model);
  if (other !== undefined) reportDiagnostic(program, { code: "duplicate-method", format: { method: name, other }, target: model });
  if (method === undefined) return;
  const format = { name: model.name };
  if (decorated.rpcResults.get(program, model) === undefined) reportDiagnostic(program, { code: "no-result", format, target: model });
  if (decorated.accessLevels.get(program, model) === undefined) reportDiagnostic(program, { code: "no-access", format, target: model });
  if (decorated.repetitions.get(program, model) === undefined) reportDiagnostic(program, { code: "no-repetition", format, target: model });
}

/** Error codes need numbers in JSON-RPC as soon as there are methods that report them. */
export function checkRpcCodes(program: Program, type: Enum): void {
  if (!decorated.errorCodeEnums.get(program, type)) return;
  const protocol = protocolOf(program, type);
  if (!(decorated.rpcMethods.keys(program) as Model[]).some((method) => protocolOf(program, method) === protocol)) return;
  for (const member of type.members.values()) {
    if (decorated.rpcCodes.get(program, member) !== undefined) continue;
    reportDiagnostic(program, { code: "no-rpc-code", format: { name: member.name }, target: member });
  }
}

/** What a method or operation ends with must be an error code. */
export function checkRaised(program: Program, target: Namespace | Model | Operation): void {
  for (const code of decorated.raisedErrors.get(program, target) ?? []) {
    if (decorated.errorCodeEnums.get(program, code.enum)) continue;
    reportDiagnostic(program, { code: "not-an-error-code", format: { code: code.name }, target });
  }
}

/** What excludes each other must be there to begin with, and be optional: else no value, or any, would do. */
export function checkExclusion(program: Program, model: Model): void {
  for (const property of decorated.exclusions.get(program, model) ?? []) {
    if (model.properties.get(property)?.optional) continue;
    reportDiagnostic(program, { code: "unknown-property", format: { name: model.name, property }, target: model });
  }
}
