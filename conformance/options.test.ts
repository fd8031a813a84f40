import { expect, test } from "vitest";
import { readOptions, UsageError } from "./options.ts";

const URL_ = ["--url", "http://127.0.0.1:8080"];

test.each<[string[], string[]]>([
  [URL_, ["gateway-v1", "rest-v1"]],
  [["--acp", "ws://127.0.0.1:8080/acp"], ["acp-v1"]],
  [
    [...URL_, "--acp", "http://127.0.0.1:8080/acp"],
    ["gateway-v1", "rest-v1", "acp-v1"],
  ],
  [["--concordance", "http://127.0.0.1:4100"], ["concordance-v1"]],
  [
    ["--start", "node main.js"],
    ["gateway-v1", "rest-v1", "acp-v1"],
  ],
  [
    ["--start", "node main.js", "--start-concordance", "c"],
    ["gateway-v1", "rest-v1", "acp-v1", "concordance-v1"],
  ],
])("%j checks %j", (args, profiles) => {
  expect(readOptions(args).profiles).toEqual(profiles);
});

test("tokens have names; one without is the owner's, also when it ends with an equals sign", () => {
  const { tokens } = readOptions([...URL_, "--token", "viewer=x=y", "--token", "abcdef=="]);
  expect([...tokens]).toEqual([
    ["viewer", "x=y"],
    ["owner", "abcdef=="],
  ]);
});

test("a command is its words; quotes keep words together", () => {
  expect(readOptions(["--start", `node "my server/main.ts" --name 'a b'`]).start).toEqual(["node", "my server/main.ts", "--name", "a b"]);
});

test("several nodes may be given apart or together", () => {
  const { concordance } = readOptions(["--concordance", "http://a:1,http://b:2", "--concordance", "http://c:3/"]);
  expect(concordance).toEqual(["http://a:1", "http://b:2", "http://c:3"]);
});

test.each([
  [[], "What is to be checked? Give --url, --acp, --concordance or --start."],
  [["--url", "nowhere"], '"nowhere" is no address. Write it like http://127.0.0.1:8080.'],
  [["--url", "ftp://a"], '"ftp://a" is no address.'],
  [[...URL_, "--start", "x"], "Give addresses of servers that run, or commands that start them, not both."],
  [[...URL_, "--acp", "http://127.0.0.1:9/acp"], "--url and --acp must be the same gateway."],
  [[...URL_, "--report", "xml"], "--report must be one of text, json, junit."],
  [[...URL_, "--speed"], /--speed/],
  [["serve"], /serve/],
])("%j is told to be wrong", (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
