import { expect, test } from "vitest";
import { $lib } from "../src/lib.ts";
import { OUTPUT_DIAGNOSTICS } from "../src/output-diagnostics.ts";
import { chat, complaints, diagnosed } from "./compile.ts";

const REPLY = '@event model Done { type: "done" }';
const COMPLETE = '@message @handledBy("desk") @reply(Done)';
const RESULT = "model Rung {}";
const METHOD = '@rpcMethod("ring") @returns(Rung) @access(Access.none) @repeatable(Repeat.read)';
const RIGHT = "@permissions enum Right { ring }";
const NO_SUCH_VALUE =
  "but the property has no such value. All of a message's @permissionWhen name the same property, a union of string literals.";
const ENTRY = "sessionId: string; seq: safeint; ts: safeint;";

/** A way to go wrong, and the nearest way that is right. */
interface Case {
  code: keyof typeof $lib.diagnostics;
  what: string;
  wrong: string;
  right: string;
  /** What the author is told. */
  says: string;
}

const CASES: Case[] = [
  {
    code: "no-type-literal",
    what: "an event without a type",
    wrong: "@event model Rang { bell: string }",
    right: '@event model Rang { type: "rang"; bell: string }',
    says: '"Rang" needs a property "type" whose type is a string literal: it names the message on the wire.',
  },
  {
    code: "no-type-literal",
    what: "a type that may be anything",
    wrong: "@event model Rang { type: string }",
    right: '@event model Rang { type: "rang" }',
    says: '"Rang" needs a property "type" whose type is a string literal: it names the message on the wire.',
  },
  {
    code: "duplicate-type",
    what: "two events of one name",
    wrong: '@event model Rang { type: "rang" } @event model Knocked { type: "rang" }',
    right: '@event model Rang { type: "rang" } @event model Knocked { type: "knocked" }',
    says: '"rang" already names Rang. Every message and event has a name of its own.',
  },
  {
    code: "duplicate-type",
    what: "a message and an event may share a name, two messages may not",
    wrong: `${REPLY} ${COMPLETE} model Ring { type: "done" } ${COMPLETE} model Knock { type: "done" }`,
    right: `${REPLY} ${COMPLETE} model Ring { type: "done" }`,
    says: '"done" already names Ring. Every message and event has a name of its own.',
  },
  {
    code: "no-reply",
    what: "a message without an answer",
    wrong: '@message @handledBy("desk") model Ring { type: "ring" }',
    right: `${REPLY} ${COMPLETE} model Ring { type: "ring" }`,
    says: '"Ring" has no @reply. Every message has exactly one reply event.',
  },
  {
    code: "no-handler",
    what: "a message that nobody handles",
    wrong: `${REPLY} @message @reply(Done) model Ring { type: "ring" }`,
    right: `${REPLY} ${COMPLETE} model Ring { type: "ring" }`,
    says: '"Ring" has no @handledBy. Name the service whose interface gets a method for it.',
  },
  {
    code: "no-permission",
    what: "a message about a session that anyone may send",
    wrong: `${REPLY} ${COMPLETE} @sessionScoped model Ring { type: "ring"; sessionId: string }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @sessionScoped @permission(Right.ring) model Ring { type: "ring"; sessionId: string }`,
    says: '"Ring" is @sessionScoped but has neither @permission nor @permissionWhen. A message that needs none takes no session.',
  },
  {
    code: "no-permission",
    what: "a permission that depends on a field is one",
    wrong: `${REPLY} ${COMPLETE} @sessionScoped model Ring { type: "ring"; sessionId: string; how: "once" }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @sessionScoped @permissionWhen("how", "once", Right.ring) model Ring { type: "ring"; sessionId: string; how: "once" }`,
    says: '"Ring" is @sessionScoped but has neither @permission nor @permissionWhen. A message that needs none takes no session.',
  },
  {
    code: "uncovered-value",
    what: "a value that would be open to everyone",
    wrong: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) model Ring { type: "ring"; how: "once" | "twice" }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) @permissionWhen("how", "twice", Right.ring) model Ring { type: "ring"; how: "once" | "twice" }`,
    says: '"Ring" says no permission for how "twice". Every value needs one.',
  },
  {
    code: "unknown-value",
    what: "a permission for what cannot be said",
    wrong: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) @permissionWhen("how", "twice", Right.ring) model Ring { type: "ring"; how: "once" }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) model Ring { type: "ring"; how: "once" }`,
    says: `"Ring" has a permission for how "twice", ${NO_SUCH_VALUE}`,
  },
  {
    code: "unknown-value",
    what: "permissions that depend on two properties",
    wrong: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) @permissionWhen("who", "me", Right.ring) model Ring { type: "ring"; how: "once"; who: "me" }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) model Ring { type: "ring"; how: "once"; who: "me" }`,
    says: `"Ring" has a permission for who "me", ${NO_SUCH_VALUE}`,
  },
  {
    code: "unknown-value",
    what: "a permission that depends on free text",
    wrong: `${REPLY} ${RIGHT} ${COMPLETE} @permissionWhen("how", "once", Right.ring) model Ring { type: "ring"; how: string }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @permission(Right.ring) model Ring { type: "ring"; how: string }`,
    says: `"Ring" has a permission for how "once", ${NO_SUCH_VALUE}`,
  },
  {
    code: "not-an-event",
    what: "a reply that is no event",
    wrong: 'model Done { type: "done" } @message @handledBy("desk") @reply(Done) model Ring { type: "ring" }',
    right: `${REPLY} ${COMPLETE} model Ring { type: "ring" }`,
    says: '"Done" is not an @event, so it can be neither reply nor announcement.',
  },
  {
    code: "not-an-event",
    what: "an announcement that is no event",
    wrong: `${REPLY} model Rang { type: "rang" } ${COMPLETE} @announces(Rang, Topic.tenant) model Ring { type: "ring" }`,
    right: `${REPLY} @event model Rang { type: "rang" } ${COMPLETE} @announces(Rang, Topic.tenant) model Ring { type: "ring" }`,
    says: '"Rang" is not an @event, so it can be neither reply nor announcement.',
  },
  {
    code: "durable-fields",
    what: "a durable event without a place in the log",
    wrong: '@event @durable model Rang { type: "rang"; sessionId: string; ts: safeint }',
    right: `@event @durable model Rang { type: "rang"; ${ENTRY} }`,
    says: '"Rang" is @durable but has no "seq". A durable event has sessionId, seq and ts.',
  },
  {
    code: "missing-durable",
    what: "a union that forgets a durable event",
    wrong: `@event @durable model Rang { type: "rang"; ${ENTRY} } @event @durable model Knocked { type: "knocked"; ${ENTRY} } @everyDurable union Log { Rang }`,
    right: `@event @durable model Rang { type: "rang"; ${ENTRY} } @event @durable model Knocked { type: "knocked"; ${ENTRY} } @everyDurable union Log { Rang, Knocked }`,
    says: 'The union leaves out the durable event "Knocked".',
  },
  {
    code: "not-durable",
    what: "a union that holds a passing event",
    wrong: `${REPLY} @event @durable model Rang { type: "rang"; ${ENTRY} } @everyDurable union Log { Rang, Done }`,
    right: `${REPLY} @event @durable model Rang { type: "rang"; ${ENTRY} } @everyDurable union Log { Rang }`,
    says: "The union holds Chat.Done, which is no durable event.",
  },
  {
    code: "not-durable",
    what: "a union that holds no event at all",
    wrong: '@everyDurable union Log { "rang" }',
    right: "@everyDurable union Log {}",
    says: 'The union holds "rang", which is no durable event.',
  },
  {
    code: "no-number",
    what: "a limit without a number",
    wrong: "@limits enum Limit { bells }",
    right: "@limits enum Limit { bells: 3 }",
    says: '"bells" needs a number: write bells: 42.',
  },
  {
    code: "no-number",
    what: "a close code that is a word",
    wrong: '@closeCodes enum Farewell { SHOWN_OUT: "shown out" }',
    right: "@closeCodes enum Farewell { SHOWN_OUT: 4403 }",
    says: '"SHOWN_OUT" needs a number: write SHOWN_OUT: 42.',
  },
  {
    code: "no-status",
    what: "an error code without a status",
    wrong: "@errorCodes enum Fault { NO_BELL }",
    right: "@errorCodes enum Fault { @httpStatus(404) NO_BELL }",
    says: 'Error code "NO_BELL" has no @httpStatus.',
  },
  {
    code: "no-path",
    what: "a WebSocket that is nowhere",
    wrong: "@sockets enum Socket { bells }",
    right: '@sockets enum Socket { bells: "/bells" }',
    says: 'Socket "bells" needs a path: write bells: "/path".',
  },
  {
    code: "duplicate-method",
    what: "two methods of one name",
    wrong: `${RESULT} ${METHOD} model Ring {} ${METHOD} model Knock {}`,
    right: `${RESULT} ${METHOD} model Ring {}`,
    says: '"ring" already names Ring. Every method and notification has a name of its own.',
  },
  {
    code: "duplicate-method",
    what: "a notification with the name of a method",
    wrong: `${RESULT} ${METHOD} model Ring {} @rpcNotification("ring") model Rang {}`,
    right: `${RESULT} ${METHOD} model Ring {} @rpcNotification("rang") model Rang {}`,
    says: '"ring" already names Ring. Every method and notification has a name of its own.',
  },
  {
    code: "no-result",
    what: "a method that results in nothing",
    wrong: '@rpcMethod("ring") @access(Access.none) @repeatable(Repeat.read) model Ring {}',
    right: `${RESULT} ${METHOD} model Ring {}`,
    says: '"Ring" is an @rpcMethod without @returns. Every method has a result.',
  },
  {
    code: "no-access",
    what: "a method that does not say who may call it",
    wrong: `${RESULT} @rpcMethod("ring") @returns(Rung) @repeatable(Repeat.read) model Ring {}`,
    right: `${RESULT} ${METHOD} model Ring {}`,
    says: '"Ring" is an @rpcMethod without @access. Write @access(Access.none) if anyone may call it.',
  },
  {
    code: "no-repetition",
    what: "a method that does not say when it may be repeated",
    wrong: `${RESULT} @rpcMethod("ring") @returns(Rung) @access(Access.none) model Ring {}`,
    right: `${RESULT} ${METHOD} model Ring {}`,
    says: '"Ring" is an @rpcMethod without @repeatable. Say when a call whose answer was lost may be sent again.',
  },
  {
    code: "no-rpc-code",
    what: "an error code without a number, where there are methods",
    wrong: `${RESULT} ${METHOD} model Ring {} @errorCodes enum Fault { @httpStatus(404) NO_BELL }`,
    right: `${RESULT} ${METHOD} model Ring {} @errorCodes enum Fault { @httpStatus(404) @rpcCode(-32004) NO_BELL }`,
    says: 'Error code "NO_BELL" has no @rpcCode, which a protocol with methods needs.',
  },
  {
    code: "not-an-error-code",
    what: "a method that ends with something that is no error",
    wrong: `${RESULT} enum Fault { NO_BELL } ${METHOD} @raises(Fault.NO_BELL) model Ring {}`,
    right: `${RESULT} @errorCodes enum Fault { @httpStatus(404) @rpcCode(-32004) NO_BELL } ${METHOD} @raises(Fault.NO_BELL) model Ring {}`,
    says: '"NO_BELL" is no member of an enum of @errorCodes, so nothing can end with it.',
  },
  {
    code: "no-needs",
    what: "a member of an access table that says nothing of what it needs",
    wrong: `${RIGHT} @accessTable enum Bells { @needs(Right.ring) high, low }`,
    right: `${RIGHT} @accessTable enum Bells { @needs(Right.ring) high, @needs low }`,
    says: '"low" is in an @accessTable but has no @needs. Write @needs() if anyone may use it.',
  },
  {
    code: "unknown-property",
    what: "an exclusion of what is not there",
    wrong: '@notTogether("high", "low") model Bell { high?: string }',
    right: '@notTogether("high", "low") model Bell { high?: string; low?: string }',
    says: '"Bell" excludes "low" in @notTogether, but has no such optional property.',
  },
  {
    code: "unknown-property",
    what: "an exclusion of what must be there",
    wrong: '@notTogether("high", "low") model Bell { high?: string; low: string }',
    right: '@notTogether("high", "low") model Bell { high?: string; low?: string }',
    says: '"Bell" excludes "low" in @notTogether, but has no such optional property.',
  },
  {
    code: "no-session-property",
    what: "a message whose session is named nowhere",
    wrong: `${REPLY} ${RIGHT} ${COMPLETE} @sessionScoped("room") @permission(Right.ring) model Ring { type: "ring"; sessionId: string }`,
    right: `${REPLY} ${RIGHT} ${COMPLETE} @sessionScoped("room") @permission(Right.ring) model Ring { type: "ring"; room: string }`,
    says: '"Ring" is @sessionScoped but has no property "room".',
  },
  {
    code: "no-session-property",
    what: "an operation whose session is named nowhere",
    wrong: '@TypeSpec.Http.route("/bells") @sessionScoped op ring(): void;',
    right: '@TypeSpec.Http.route("/bells/{sessionId}") @sessionScoped op ring(@TypeSpec.Http.path sessionId: string): void;',
    says: '"ring" is @sessionScoped but has no property "sessionId".',
  },
  {
    code: "unsupported-type",
    what: "a tuple",
    wrong: "@published model Tower { place: [float32, float32] }",
    right: "@published model Tower { place: float32[] }",
    says: "A Tuple cannot be written as JSON Schema here.",
  },
  {
    code: "unsupported-type",
    what: "a template instance that holds itself: it has no name to refer to",
    wrong: "model Chain<T> { value: T; next?: Chain<T> } @published model Tower { bells: Chain<string> }",
    right: "model Chain { value: string; next?: Chain } @published model Tower { bells: Chain }",
    says: "A type without a name that holds itself cannot be written as JSON Schema here.",
  },
  {
    code: "name-clash",
    what: "two types of one name",
    wrong:
      "model Bell { tone: string } namespace Old { model Bell { weight: float32 } } @published model Tower { new: Bell; old: Old.Bell }",
    right:
      "model Bell { tone: string } namespace Old { model OldBell { weight: float32 } } @published model Tower { new: Bell; old: Old.OldBell }",
    says: 'Two types of this protocol are both called "Bell".',
  },
  {
    code: "no-sentence",
    what: "a requirement that says nothing",
    wrong: '@requirements("tower-v1") enum Rules { `BELL-1` }',
    right: '@requirements("tower-v1") enum Rules { /** The bell rings. */ `BELL-1` }',
    says: 'Requirement "BELL-1" has no doc comment. That is the sentence which servers are held to.',
  },
  {
    code: "duplicate-requirement",
    what: "an id that stands for two requirements",
    wrong:
      '@requirements("tower-v1") enum Rules { /** It rings. */ `BELL-1` } @requirements("tower-v2") enum More { /** It tolls. */ `BELL-1` }',
    right:
      '@requirements("tower-v1") enum Rules { /** It rings. */ `BELL-1` } @requirements("tower-v2") enum More { /** It tolls. */ `BELL-2` }',
    says: '"BELL-1" is already a requirement of Rules. An id names one rule, for good.',
  },
];

test("every diagnostic is triggered here, but for those about what is asked for", () => {
  const others = Object.keys($lib.diagnostics).filter((code) => !(code in OUTPUT_DIAGNOSTICS));
  expect([...new Set(CASES.map(({ code }) => code))].sort()).toEqual(others.sort());
});

test.each(CASES)("$code: $what", async ({ code, wrong, right, says }) => {
  expect(await diagnosed(chat(wrong))).toEqual([code]);
  expect(await complaints(chat(wrong))).toEqual([says]);
  expect(await diagnosed(chat(right))).toEqual([]);
});

test("every diagnostic is an error: a spec that is wrong generates nothing", () => {
  expect(new Set(Object.values($lib.diagnostics).map(({ severity }) => severity))).toEqual(new Set(["error"]));
});

test.each(["sessionId", "seq", "ts"])("a durable event without %s is told so", async (missing) => {
  const fields = ["sessionId: string", "seq: safeint", "ts: safeint"].filter((field) => !field.startsWith(`${missing}:`));
  expect(await complaints(chat(`@event @durable model Rang { type: "rang"; ${fields.join("; ")} }`))).toEqual([
    `"Rang" is @durable but has no "${missing}". A durable event has sessionId, seq and ts.`,
  ]);
});

const TWO_PROTOCOLS = (first: string, second: string) => `
  ${chat(first)}
  @protocol(#{ name: "tower", version: 1, supportedVersions: #[1], subprotocolPrefix: "tower.v" })
  namespace Tower { ${second} }
`;

test("two protocols of one program may use the same words", async () => {
  const spec = `${REPLY} ${COMPLETE} model Ring { type: "ring" }`;
  expect(await diagnosed(TWO_PROTOCOLS(spec, spec))).toEqual([]);
});

test("methods of two protocols may be called the same, and errors need numbers only where there are methods", async () => {
  const spec = `${RESULT} ${METHOD} model Ring {}`;
  expect(await diagnosed(TWO_PROTOCOLS(spec, spec))).toEqual([]);
  expect(await diagnosed(TWO_PROTOCOLS(spec, "@errorCodes enum Fault { @httpStatus(404) NO_BELL }"))).toEqual([]);
});

test("a union names the durable events of its own protocol only", async () => {
  const spec = `@event @durable model Rang { type: "rang"; ${ENTRY} } @everyDurable union Log { Rang }`;
  expect(await diagnosed(TWO_PROTOCOLS(spec, spec))).toEqual([]);
  const strange = `@event @durable model Tolled { type: "tolled"; ${ENTRY} }`;
  expect(await diagnosed(TWO_PROTOCOLS(spec, strange))).toEqual([]);
});
