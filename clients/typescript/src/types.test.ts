import { expectTypeOf, test } from "vitest";
import {
  type CommandsUpdated,
  ConfigClient,
  type ConfigSubscription,
  type ConfigUpdate,
  type ConfigValue,
  DiminuendoClient,
  type JoinedSession,
  type RestAnswer,
  RestClient,
  type Session,
  type SessionList,
  type SessionPage,
  type SettingsUpdated,
  type TextDelta,
  type Turn,
  type TurnEnd,
  type TurnEvent,
} from "./index.ts";

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

/** Never called: the compiler is what is tested. */
export async function wrongUsesOfConfiguration(config: ConfigClient): Promise<void> {
  // @ts-expect-error: a scope must be named
  await config.get({ key: "theme" });
  // @ts-expect-error: there is no such scope
  await config.get({ scope: "team", key: "theme" });
  // @ts-expect-error: nobody else's scope can be named
  await config.get({ scope: "user", userId: "ann", key: "theme" });
  // @ts-expect-error: a value must be given
  await config.set({ scope: "user", key: "theme" });
  // @ts-expect-error: an operation says what it does
  await config.batch([{ scope: "user", key: "theme", value: 1 }]);
  // @ts-expect-error: all pages are listed
  await config.list({ scope: "user", cursor: "c" });
}

/** Never called: the compiler is what is tested. */
export async function wrongUsesOfRest(rest: RestClient): Promise<void> {
  // @ts-expect-error: a session must be named
  await rest.sessions.read({});
  // @ts-expect-error: a turn needs a text
  await rest.sessions.runTurn({ sessionId: "s", body: {} });
  // @ts-expect-error: there is no such format
  await rest.sessions.export({ sessionId: "s", format: "pdf" });
  // @ts-expect-error: a list has no such filter
  await rest.sessions.list({ archived: true });
  // @ts-expect-error: what cannot be loops is one answer
  for await (const _ of rest.sessions.read({ sessionId: "s" })) return;
}

test("answers and items of REST have the types of the spec", () => {
  const rest = new RestClient({ url: "http://127.0.0.1" });
  expectTypeOf(rest.sessions.read).returns.resolves.toEqualTypeOf<RestAnswer<Session>>();
  expectTypeOf(rest.sessions.delete).returns.resolves.toEqualTypeOf<RestAnswer<null>>();
  expectTypeOf(rest.sessions.list).returns.toExtend<PromiseLike<RestAnswer<SessionPage>>>();
  expectTypeOf(rest.sessions.list).returns.toExtend<AsyncIterable<Session>>();
});

test("what is read and followed of the configuration has the types of the spec", () => {
  const config = new ConfigClient({ url: "http://127.0.0.1" });
  expectTypeOf(config.get).returns.resolves.toEqualTypeOf<ConfigValue | null>();
  expectTypeOf(config.delete).returns.resolves.toEqualTypeOf<boolean>();
  expectTypeOf<ConfigSubscription>().toExtend<AsyncIterable<ConfigUpdate>>();
});

test("an event of a turn is one that can have a turn", () => {
  expectTypeOf<TurnEvent["turnId"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Extract<TurnEvent, CommandsUpdated | SettingsUpdated | { type: "session_state" }>>().toEqualTypeOf<never>();
});

test("replies, events and turns have the types of the spec", () => {
  const client = new DiminuendoClient({ url: "http://127.0.0.1" });
  expectTypeOf(client.listSessions).returns.resolves.toEqualTypeOf<SessionList>();
  client.on("text_delta", (event) => expectTypeOf(event).toEqualTypeOf<TextDelta>());
  expectTypeOf<JoinedSession["snapshot"]["epoch"]>().toEqualTypeOf<string>();
  expectTypeOf<Awaited<Turn["ended"]>>().toEqualTypeOf<TurnEnd>();
  expectTypeOf<TurnEnd["type"]>().toEqualTypeOf<"turn_complete" | "turn_stopped" | "turn_error">();
});
