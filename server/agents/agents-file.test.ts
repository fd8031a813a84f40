import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError } from "../config/environment.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { parseAgentsFile, readAgentsFile } from "./agents-file.ts";

/** What is wrong with a file. */
function problemsOf(file: unknown): readonly string[] {
  try {
    parseAgentsFile(typeof file === "string" ? file : JSON.stringify(file), "agents.json");
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("agents of every runtime are taken as they stand", () => {
  const file = {
    "claude-code": { runtime: "acp", command: "claude-agent-acp", args: ["--verbose"], env: { A: "b" }, passEnv: ["ANTHROPIC_API_KEY"] },
    "my.echo_2": { runtime: "demo", script: "echo", title: "Mine", silenceMs: 1000 },
  };
  const [acp, demo] = Object.values(file);
  expect(parseAgentsFile(JSON.stringify(file), "agents.json")).toEqual({
    "claude-code": { ...acp, default: false },
    "my.echo_2": { ...demo, default: false },
  });
});

test("a file is read from where it is", async () => {
  const path = join(await temporaryFolder(), "agents.json");
  await writeFile(path, '{"mine":{"runtime":"demo","script":"echo"}}');
  expect(await readAgentsFile(path)).toEqual({ mine: { runtime: "demo", script: "echo", default: false } });
});

test("a file that is not there is a problem that names the file and the remedy", async () => {
  const path = join(await temporaryFolder(), "missing.json");
  await expect(readAgentsFile(path)).rejects.toMatchObject({
    problems: [`AGENTS_FILE: ${path} cannot be read (ENOENT). Name a file that is there, or remove the variable.`],
  });
});

test.each([
  ["no JSON", "{a", "is not JSON"],
  ["an empty text", "", "is not JSON"],
  ["a list", [], "must hold one object of agent types"],
  ["null", null, "must hold one object of agent types"],
  ["an entry that is no object", { a: 5 }, '"a" must be an object with a "runtime", one of demo, acp.'],
  ["no runtime", { a: {} }, '"a" has no runtime. Set it to one of demo, acp.'],
  ["an unknown runtime", { a: { runtime: "podium" } }, '"a" has the runtime "podium", which is not known. Set it to one of demo, acp.'],
  ["a runtime by a name that every object has", { a: { runtime: "toString" } }, "which is not known"],
  ["a command missing", { a: { runtime: "acp" } }, '"a": command is required.'],
  ["a script missing", { a: { runtime: "demo" } }, '"a": script is required.'],
  ["an unknown script", { a: { runtime: "demo", script: "sing" } }, '"a": script must be one of echo, coding-agent.'],
  ["an empty command", { a: { runtime: "acp", command: "" } }, '"a": command must NOT have fewer than 1 characters.'],
  ["an argument that is no text", { a: { runtime: "acp", command: "x", args: ["y", 1] } }, '"a": args/1 must be string.'],
  ["a variable that is no text", { a: { runtime: "acp", command: "x", env: { A: 1 } } }, '"a": env/A must be string.'],
  ["a silence too short", { a: { runtime: "acp", command: "x", silenceMs: 999 } }, '"a": silenceMs must be >= 1000.'],
  [
    "a price that is no decimal",
    { a: { runtime: "demo", script: "echo", pricing: { reserve: "much" } } },
    '"a": pricing/reserve must match pattern',
  ],
  ["an agent type in capitals", { Claude: { runtime: "acp", command: "x" } }, '"Claude" is no agent type: it must match pattern'],
  ["an empty agent type", { "": { runtime: "acp", command: "x" } }, '"" is no agent type'],
  [
    "an agent type of 65 characters",
    { ["a".repeat(65)]: { runtime: "acp", command: "x" } },
    "is no agent type: it must NOT have more than 64",
  ],
  ["an agent type that looks like a path", { "../a~b": { runtime: "acp" } }, '"../a~b": command is required.'],
])("%s is a problem that names the entry, the rule and the remedy", (_, file, problem) => {
  const problems = problemsOf(file);
  expect(problems.join("\n")).toContain(problem);
  for (const text of problems) expect(text).toMatch(/^AGENTS_FILE: agents\.json/);
});

test("an agent type of 64 characters and a silence of 1000 ms are no problem", () => {
  expect(problemsOf({ ["a".repeat(64)]: { runtime: "acp", command: "x", silenceMs: 1000 } })).toEqual([]);
});

test("every problem is named at once, each once", () => {
  const file = { a: { runtime: "acp" }, B: { runtime: "demo", script: "echo" }, c: { runtime: "x" } };
  expect(problemsOf(file)).toHaveLength(3);
});

test("no file breaks the reader", () => {
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.record({ runtime: fc.constantFrom("acp", "demo"), command: fc.jsonValue(), script: fc.jsonValue() }),
  );
  fc.assert(fc.property(fc.dictionary(fc.string(), entry), (file) => void problemsOf(file)));
  fc.assert(fc.property(fc.string(), (text) => void problemsOf(text)));
});
