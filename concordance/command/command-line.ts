import { parseArgs } from "node:util";
import type { Command, Option } from "./command.ts";

/** The command line makes no sense. The message says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The options of every command that asks the cluster. */
export const CONNECTION_OPTIONS: readonly Option[] = [
  { flag: "--url", value: "HOST:PORT[,…]", help: "Nodes of the cluster (CONCORDANCE_URL, else 127.0.0.1:4100)." },
  { flag: "--api-key", value: "KEY", help: "The key (better in CONCORDANCE_API_KEY: other users see arguments; else dev)." },
];

const HELP_OPTION: Option = { flag: "--help", help: "This." };

type Env = Readonly<Record<string, string | undefined>>;

/** All options of a command, as its help lists them. */
export function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.isOnline ? CONNECTION_OPTIONS : []), HELP_OPTION];
}

/** What a command was told. */
export class CommandLine {
  readonly arguments: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;
  readonly #env: Env;

  private constructor(given: readonly string[], values: Readonly<Record<string, string | boolean | undefined>>, env: Env) {
    this.arguments = given;
    this.#values = values;
    this.#env = env;
  }

  /** @returns null when help is asked for. @throws UsageError */
  static read(command: Command, args: readonly string[], env: Env): CommandLine | null {
    const { values, positionals } = parsed(command, args);
    if (values["help"] === true) return null;
    const required = command.arguments.filter((name) => !name.startsWith("["));
    const missing = required[positionals.length];
    if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
    const superfluous = positionals[command.arguments.length];
    if (superfluous !== undefined) throw new UsageError(`${JSON.stringify(superfluous)} is one argument too many.`);
    return new CommandLine(positionals, values, env);
  }

  /** An argument by its place; empty when it was left out. */
  argument(place: number): string {
    return this.arguments[place] ?? "";
  }

  has(flag: string): boolean {
    return this.#values[flag.slice(2)] === true;
  }

  text(flag: string): string | undefined {
    const value = this.#values[flag.slice(2)];
    return typeof value === "string" ? value : undefined;
  }

  /** @throws UsageError */
  required(flag: string): string {
    const value = this.text(flag);
    if (value === undefined) throw new UsageError(`${flag} is missing.`);
    return value;
  }

  /** A whole number from 0 on. @throws UsageError */
  number(flag: string): number | undefined {
    const value = this.text(flag);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(Number(value))) throw new UsageError(`${flag} must be a whole number from 0 on.`);
    return Number(value);
  }

  /** Of the nodes to ask. */
  get addresses(): readonly string[] {
    const urls = this.text("--url") ?? (this.#env["CONCORDANCE_URL"] || "127.0.0.1:4100");
    return urls.split(",").map((url) => url.trim());
  }

  get apiKey(): string {
    return this.text("--api-key") ?? (this.#env["CONCORDANCE_API_KEY"] || "dev");
  }
}

function parsed(command: Command, args: readonly string[]) {
  const options = Object.fromEntries(
    optionsOf(command).map(({ flag, value }) => [
      flag.slice(2),
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: "boolean", short: "h" } },
      strict: true,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
