import type { MessageModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case } from "./case.ts";
import type { Examples } from "./examples.ts";
import { expectationOf, Ids } from "./expectations.ts";
import { isLimitKnown, withoutEffect } from "./limits-kept.ts";
import { attempts } from "./trials.ts";

/** The cases of every message of `/ws`. */
export function messageCases(protocol: ProtocolModel, examples: Examples): Case[] {
  const ids = new Ids();
  return protocol.messages.flatMap((message) => casesOf(protocol, message, examples.get(message.model) ?? {}, ids));
}

function casesOf(protocol: ProtocolModel, { type, model, sessionProperty }: MessageModel, base: Record<string, unknown>, ids: Ids): Case[] {
  const session = sessionProperty === null ? null : String(base[sessionProperty]);
  return attempts(protocol, { $ref: `#/$defs/${model}` }, base)
    .filter(({ kind, field }) => kind !== "at-limit" || isLimitKnown(type, field))
    .map((attempt): Case => {
      const { field, kind } = attempt;
      const value = attempt.value as Record<string, unknown>;
      const message = kind === "at-limit" ? withoutEffect(value, field) : value;
      const id = ids.next("ws", type, field, kind);
      const expected = expectationOf(protocol, "ws", attempt);
      return { id, surface: "ws", target: type, field, kind, sent: { message }, session, expected };
    });
}
