import fc from "fast-check";
import { expect, test } from "vitest";
import { type Command, EncodedCommand } from "./command.ts";
import { command as anyCommand, check, commandAt, remove, set } from "./testing/commands.ts";

const decode = (text: string) => new EncodedCommand(text).decode();

test("a command comes back from its text as it was", () => {
  fc.assert(
    fc.property(anyCommand, (command) => {
      expect(decode(EncodedCommand.of(command).text)).toStrictEqual(command);
    }),
  );
});

test("a value comes back to the letter, also when it is not as one would write it", () => {
  const value = '{"b" : 1.0, "a":1e400, "":-0, "b":"\\ud800\\u0041\u2028\u{1F600}"}';
  expect(decode(EncodedCommand.of(commandAt(1, set("k", value))).text)).toStrictEqual(commandAt(1, set("k", value)));
});

test("names of any well-formed text are taken", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (namespace, key, actor) => {
      const command: Command = { at: 0, actor, operations: [{ op: "delete", namespace, key }] };
      expect(decode(EncodedCommand.of(command).text)).toStrictEqual(command);
    }),
  );
});

test("the text is decoded once, and again after the command was forgotten", () => {
  const encoded = new EncodedCommand(EncodedCommand.of(commandAt(1, set("k", "1"))).text);
  const first = encoded.decode();
  expect(encoded.decode()).toBe(first);
  encoded.forget();
  expect(encoded.decode()).not.toBe(first);
  expect(encoded.decode()).toStrictEqual(first);
});

test("what a command was made of is what it decodes to, without looking at the text", () => {
  const command = commandAt(1, set("k", "1"));
  expect(EncodedCommand.of(command).decode()).toBe(command);
});

test.each<[string, Command]>([
  ["a time that is no number", commandAt(Number.NaN)],
  ["a time with a fraction", commandAt(1.5)],
  ["a time before the beginning", commandAt(-1)],
  ["a cas with a fraction", commandAt(1, remove("k", { cas: 0.5 }))],
  ["a negative cas", commandAt(1, check("k", -1))],
  ["a cas beyond 2^53 - 1", commandAt(1, check("k", 2 ** 53))],
  ["an infinite expiresAt", commandAt(1, set("k", "1", { expiresAt: Number.POSITIVE_INFINITY }))],
  ["a lone surrogate in a key", commandAt(1, remove("k\ud800"))],
  ["a lone surrogate in a namespace", commandAt(1, set("k", "1", { namespace: "\udc00" }))],
  ["a lone surrogate in a value", commandAt(1, set("k", '"\ud800"'))],
  ["a lone surrogate in the actor", { at: 1, actor: "\ud800", operations: [] }],
])("%s is refused", (_, command) => {
  expect(() => EncodedCommand.of(command)).toThrow(/^No command: \w+ /);
});

test.each([
  ["", /Unexpected end of JSON/],
  ["[1,", /Unexpected end of JSON/],
  ["null", /an array of three/],
  ["{}", /an array of three/],
  ['[1,"api"]', /an array of three/],
  ['[1,"api",[],0]', /an array of three/],
  ['[1,"api",{}]', /its operations are not an array/],
  ['["1","api",[]]', /at is not a whole number/],
  ["[1,null,[]]", /actor is not a text/],
  ['[1,"api",[null]]', /an operation is not an array/],
  ['[1,"api",[["set","n","k",null,"1"]]]', /"set" with 5 fields/],
  ['[1,"api",[["set","n","k",null,1,null]]]', /value is not a text/],
  ['[1,"api",[["set","n",1,null,"1",null]]]', /key is not a text/],
  ['[1,"api",[["set","n","k","0","1",null]]]', /cas is not a whole number/],
  ['[1,"api",[["set","n","k",-1,"1",null]]]', /cas is not a whole number/],
  ['[1,"api",[["set","n","k",null,"1",1e300]]]', /expiresAt is not a whole number/],
  ['[1,"api",[["delete","n","k",null,"1",null]]]', /"delete" with 6 fields/],
  ['[1,"api",[["check","n","k",null]]]', /"check" with 4 fields/],
  ['[1,"api",[["drop","n","k",null]]]', /"drop" with 4 fields/],
  ['[1,"api",[["delete","n","\\ud800",null]]]', /key has a lone surrogate/],
  ['[1,"api",[[]]]', /namespace is not a text/],
])("the text %s is no command, and it says why", (text, reason) => {
  const encoded = new EncodedCommand(text);
  expect(() => encoded.decode()).toThrow(reason);
  expect(() => encoded.decode()).toThrow(TypeError);
});

test("whatever the text is, decoding gives a command that can be written again, or says that it is none", () => {
  const json = fc.oneof(
    fc.string(),
    fc.json(),
    anyCommand.map((command) => EncodedCommand.of(command).text.replace("k", '"')),
  );
  fc.assert(
    fc.property(json, (text) => {
      let command: Command;
      try {
        command = decode(text);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return;
      }
      expect(decode(EncodedCommand.of(command).text)).toStrictEqual(command);
    }),
  );
});
