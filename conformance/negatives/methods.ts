import type { MethodModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case, Surface } from "./case.ts";
import type { Examples } from "./examples.ts";
import { expectationOf, Ids } from "./expectations.ts";
import { isLimitKnown, withoutEffect } from "./limits-kept.ts";
import { attempts } from "./trials.ts";

/** The cases of every method of a surface that speaks JSON-RPC. */
export function methodCases(protocol: ProtocolModel, surface: Surface, examples: Examples): Case[] {
  const ids = new Ids();
  return protocol.methods.flatMap((method) => casesOf(protocol, surface, method, examples.get(method.params) ?? {}, ids));
}

function casesOf(
  protocol: ProtocolModel,
  surface: Surface,
  { name, params }: MethodModel,
  base: Record<string, unknown>,
  ids: Ids,
): Case[] {
  return attempts(protocol, { $ref: `#/$defs/${params}` }, base)
    .filter(({ kind, field }) => kind !== "at-limit" || isLimitKnown(name, field))
    .map((attempt): Case => {
      const { field, kind } = attempt;
      const value = kind === "at-limit" ? withoutEffect(attempt.value as Record<string, unknown>, field) : attempt.value;
      const id = ids.next(surface, name, field, kind);
      const expected = expectationOf(protocol, surface, attempt);
      return { id, surface, target: name, field, kind, sent: { method: name, params: value }, session: null, expected };
    });
}
