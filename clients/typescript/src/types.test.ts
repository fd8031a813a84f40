import { expectTypeOf, test } from "vitest";
import { DiminuendoClient, type JoinedSession, type SessionList, type TextDelta, type Turn, type TurnEnd } from "./index.ts";

/** Never called: the compiler is what is tested. */
export async function wrongUses(client: DiminuendoClient, session: JoinedSession, turn: Turn): Promise<void> {
  // @ts-expect-error: a turn needs a text
  await client.runTurn({ sessionId: "s" });
  // @ts-expect-error: there is no such way
  await client.runTurn({ sessionId: "s", text: "t", whenBusy: "wait" });
  // @ts-expect-error: the client chooses refs
  await client.ping({ ref: "1" });
  // @ts-expect-error: a session must be named
  await client.getHistory();
  // @ts-expect-error: no such event
  client.on("text", () => undefined);
  // @ts-expect-error: that is an event of the client
  session.on("session_list", () => undefined);
  // @ts-expect-error: it is not for the caller to say how a turn ended
  turn.ended = Promise.reject(new Error("over"));
}

test("replies, events and turns have the types of the spec", () => {
  const client = new DiminuendoClient({ url: "http://127.0.0.1" });
  expectTypeOf(client.listSessions).returns.resolves.toEqualTypeOf<SessionList>();
  client.on("text_delta", (event) => expectTypeOf(event).toEqualTypeOf<TextDelta>());
  expectTypeOf<JoinedSession["snapshot"]["epoch"]>().toEqualTypeOf<string>();
  expectTypeOf<Awaited<Turn["ended"]>>().toEqualTypeOf<TurnEnd>();
  expectTypeOf<TurnEnd["type"]>().toEqualTypeOf<"turn_complete" | "turn_stopped" | "turn_error">();
});
