import type { EnumMember, Model, Namespace, Operation, Program } from "@typespec/compiler";
import { raisedErrors } from "./decorators.ts";

/** The codes that a method or operation may end with: its own and those of all of the protocol, in the order of their table. */
export function errorsOf(program: Program, protocol: Namespace, target: Model | Operation): string[] {
  const raised = new Set([...(raisedErrors.get(program, protocol) ?? []), ...(raisedErrors.get(program, target) ?? [])]);
  return tablesOf(raised).flatMap((members) => members.filter((member) => raised.has(member)).map(({ name }) => name));
}

function tablesOf(members: Set<EnumMember>): EnumMember[][] {
  const tables = new Set([...members].map((member) => member.enum));
  return [...tables].map((table) => [...table.members.values()]);
}
