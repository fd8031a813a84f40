import { readFile } from "node:fs/promises";
import { AgentsFile } from "../../generated/gateway/config-validators.js";
import type { AcpAgent, AgentConfig, DemoAgent } from "../../generated/gateway/types.ts";
import { CreateSession } from "../../generated/gateway/validators.js";
import { explain } from "../../generated/runtime/validation.ts";
import { ConfigError } from "../config/environment.ts";

type RuntimeName = AgentConfig["runtime"];

/** By runtime, the fields that only entries of other runtimes have: what a rule says about them is beside the point. */
const FOREIGN_FIELDS: Readonly<Record<RuntimeName, readonly (keyof AcpAgent | keyof DemoAgent)[]>> = {
  demo: ["command", "args", "env", "passEnv", "authMethod"],
  acp: ["script"],
};

/**
 * Reads the file that `AGENTS_FILE` names.
 *
 * @throws ConfigError with every problem at once
 */
export async function readAgentsFile(path: string): Promise<Record<string, AgentConfig>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigError([`AGENTS_FILE: ${path} cannot be read (${reason}). Name a file that is there, or remove the variable.`]);
  }
  return parseAgentsFile(text, path);
}

/**
 * The agents that a file describes. Pure.
 *
 * @param path the file's name, for messages
 * @throws ConfigError with every problem at once
 */
export function parseAgentsFile(text: string, path: string): Record<string, AgentConfig> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new ConfigError([`AGENTS_FILE: ${path} is not JSON: ${(error as Error).message}`]);
  }
  if (!isObject(file)) {
    throw new ConfigError([`AGENTS_FILE: ${path} must hold one object of agent types, like {"my-agent": {"runtime": "acp", …}}.`]);
  }
  const problems = Object.entries(file).flatMap(([agentType, entry]) =>
    [...typeProblems(agentType), ...entryProblems(agentType, entry)].map((problem) => `AGENTS_FILE: ${path}: ${problem}`),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return file as Record<string, AgentConfig>;
}

/** Only what a client may write into `create_session` can be used. */
function typeProblems(agentType: string): string[] {
  if (CreateSession({ type: "create_session", agentType })) return [];
  const rules = explain(CreateSession.errors).map(({ message }) => message);
  return [`"${agentType}" is no agent type: it ${rules.join(" and ")}. Rename the entry.`];
}

function entryProblems(agentType: string, entry: unknown): string[] {
  const runtimes = Object.keys(FOREIGN_FIELDS);
  if (!isObject(entry)) return [`"${agentType}" must be an object with a "runtime", one of ${runtimes.join(", ")}.`];
  const { runtime } = entry;
  if (!isRuntime(runtime)) {
    const found = runtime === undefined ? "has no runtime" : `has the runtime ${JSON.stringify(runtime)}, which is not known`;
    return [`"${agentType}" ${found}. Set it to one of ${runtimes.join(", ")}.`];
  }
  if (AgentsFile({ [agentType]: entry })) return [];
  const prefix = `/${escapePointer(agentType)}`;
  const rules = explain(AgentsFile.errors)
    .map(({ path, message }) => ({ field: path.slice(prefix.length + 1), message }))
    .filter(({ field }) => field !== "" && field !== "runtime" && !isForeign(runtime, field));
  if (rules.length === 0) return [`"${agentType}" is no entry of the runtime ${runtime}.`];
  return [...new Set(rules.map(({ field, message }) => `"${agentType}": ${field} ${message}.`))];
}

function isForeign(runtime: RuntimeName, field: string): boolean {
  return FOREIGN_FIELDS[runtime].some((foreign) => field === foreign || field.startsWith(`${foreign}/`));
}

function isRuntime(runtime: unknown): runtime is RuntimeName {
  return typeof runtime === "string" && Object.hasOwn(FOREIGN_FIELDS, runtime);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A name as a JSON Pointer writes it. */
function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
