import { expect, test } from "vitest";
import { UsageError } from "../arguments.ts";
import { readSettings } from "./options.ts";

const DEFAULTS = { url: "http://127.0.0.1:8080", token: null, tokenFile: null, agentType: null, isVerbose: false };

test.each([
  [[], {}, DEFAULTS],
  [
    ["--url", "https://h", "--token", "t", "--agent=echo", "--verbose"],
    {},
    { ...DEFAULTS, url: "https://h", token: "t", agentType: "echo", isVerbose: true },
  ],
  [[], { DIMINUENDO_URL: "http://e", DIMINUENDO_TOKEN: "e" }, { ...DEFAULTS, url: "http://e", token: "e" }],
  [["--token", "t"], { DIMINUENDO_TOKEN: "e" }, { ...DEFAULTS, token: "t" }],
  [["--token-file", "f"], { DIMINUENDO_TOKEN: "e" }, { ...DEFAULTS, tokenFile: "f" }],
  [[], { DIMINUENDO_URL: "", DIMINUENDO_TOKEN: "" }, DEFAULTS],
])("%j with %j comes to %j", (args, env, settings) => {
  expect(readSettings(args, env)).toEqual(settings);
});

test.each([["--help"], ["-h"]])("%s asks for help", (arg) => {
  expect(readSettings([arg], {})).toBeNull();
});

test.each([
  [["--unknown"], /--unknown/],
  [["stray"], /stray/],
  [["--url"], /--url/],
  [["--token", "t", "--token-file", "f"], /--token-file/],
])("%j is refused", (args, message) => {
  expect(() => readSettings(args, {})).toThrow(UsageError);
  expect(() => readSettings(args, {})).toThrow(message);
});
