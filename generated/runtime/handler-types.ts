// Generated from spec/protocol/runtime/handler-types.ts by `npm run generate`. Do not edit.

/** A type in which some optional properties are there: validation has filled in their defaults. */
export type WithDefaults<T, Keys extends keyof T> = Omit<T, Keys> & { [Key in Keys]-?: Exclude<T[Key], undefined> };

/** `Omit` for each member of a union by itself. */
type OmitEach<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;

/** A value whose `type` is known from elsewhere. */
export type Untyped<T> = OmitEach<T, "type">;

/** What a handler returns: the engine adds `type` and `ref`. */
export type ReplyBody<T> = OmitEach<T, "type" | "ref">;

/** Some reply's fields, when it does not matter whose. */
export type ReplyFields = object;

/** A durable event without what the log fills in. */
export type LogBody<T> = OmitEach<T, "sessionId" | "seq" | "ts">;
