import { expect, test } from "vitest";
import { UsageError } from "./arguments.ts";
import { readOptions } from "./options.ts";

const DEFAULTS = { url: "http://127.0.0.1:8080", token: null, sessionId: null, agentType: "coding-agent", name: null };

test.each([
  [[], {}, DEFAULTS],
  [["--url", "http://h:1", "--token", "t", "--session", "s"], {}, { ...DEFAULTS, url: "http://h:1", token: "t", sessionId: "s" }],
  [["--agent", "echo", "--name=A name"], {}, { ...DEFAULTS, agentType: "echo", name: "A name" }],
  [[], { DIMINUENDO_URL: "http://e", DIMINUENDO_TOKEN: "e" }, { ...DEFAULTS, url: "http://e", token: "e" }],
  [
    ["--url", "http://h", "--token", "t"],
    { DIMINUENDO_URL: "http://e", DIMINUENDO_TOKEN: "e" },
    { ...DEFAULTS, url: "http://h", token: "t" },
  ],
  [[], { DIMINUENDO_URL: "", DIMINUENDO_TOKEN: "" }, DEFAULTS],
])("%j with %j comes to %j", (args, env, options) => {
  expect(readOptions(args, env)).toEqual(options);
});

test.each([["--help"], ["-h"]])("%s asks for help", (arg) => {
  expect(readOptions([arg], {})).toBeNull();
});

test.each([
  [["--unknown"], /--unknown/],
  [["stray"], /stray/],
  [["--url"], /--url/],
  [["--session", "s", "--agent", "echo"], /--session/],
  [["--session", "s", "--name", "n"], /--session/],
])("%j is refused", (args, message) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
  expect(() => readOptions(args, {})).toThrow(message);
});
