import { expect, test } from "vitest";
import type { Command } from "./command.ts";
import { CommandLine, UsageError } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";
import { HELP, helpOf } from "./help.ts";

function command(name: string): Command {
  return COMMANDS.find((candidate) => candidate.name === name) ?? expect.fail(`There is no ${name}.`);
}

function read(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): CommandLine {
  return CommandLine.read(command(name), args, env) ?? expect.fail("Help was asked for.");
}

test("arguments and options may stand in any order", () => {
  const line = read("set", ["--cas", "3", "a", "k", "--text", "value"]);
  expect(line.arguments).toEqual(["a", "k", "value"]);
  expect([line.number("--cas"), line.has("--text"), line.has("--json"), line.number("--ttl-ms")]).toEqual([3, true, false, undefined]);
});

test("what begins with a dash is a value behind two of them, and one by itself is an argument", () => {
  expect(read("set", ["--cas=0", "a", "k", "--", "-5"]).arguments).toEqual(["a", "k", "-5"]);
  expect(read("set", ["a", "k", "-"]).arguments).toEqual(["a", "k", "-"]);
});

test("the nodes and the key come from options, else from the environment, else they are those of development", () => {
  expect(read("status", [])).toMatchObject({ addresses: ["127.0.0.1:4100"], apiKey: "dev" });
  const env = { CONCORDANCE_URL: "a:1, b:2", CONCORDANCE_API_KEY: "secret" };
  expect(read("status", [], env)).toMatchObject({ addresses: ["a:1", "b:2"], apiKey: "secret" });
  expect(read("status", ["--url", "c:3", "--api-key", "other"], env)).toMatchObject({ addresses: ["c:3"], apiKey: "other" });
  expect(read("status", [], { CONCORDANCE_URL: "", CONCORDANCE_API_KEY: "" })).toMatchObject({
    addresses: ["127.0.0.1:4100"],
    apiKey: "dev",
  });
});

test.each([
  ["get", ["a"], "KEY is missing."],
  ["get", ["a", "k", "more"], '"more" is one argument too many.'],
  ["set", ["a", "k"], "VALUE is missing."],
  ["get", ["a", "k", "--cas", "1"], "--cas"],
  ["set", ["a", "k", "1", "--cas"], "--cas"],
  ["restore", ["f", "--url", "a:1"], "--url"],
])("%s %o makes no sense: %s", (name, args, message) => {
  expect(() => read(name, args)).toThrow(UsageError);
  expect(() => read(name, args)).toThrow(message);
});

test.each(["-1", "1.5", "1e3", "", "x", "9007199254740992"])("%o is no number", (given) => {
  expect(() => read("set", ["a", "k", "1", `--cas=${given}`]).number("--cas")).toThrow("--cas must be a whole number from 0 on.");
});

test("whoever asks for help gets it, whatever else is there", () => {
  for (const args of [["--help"], ["-h"], ["a", "--help"]]) expect(CommandLine.read(command("set"), args, {})).toBeNull();
});

test("the help names every command, and that of a command each of its arguments and options", () => {
  for (const each of COMMANDS) {
    expect(HELP).toContain(`  ${[each.name, ...each.arguments].join(" ")} `);
    const help = helpOf(each);
    for (const word of [...each.arguments, ...each.options.map(({ flag }) => flag), "--help"]) expect(help).toContain(word);
    expect(help.includes("--url")).toBe(each.isOnline);
  }
});
