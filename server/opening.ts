import { type Config, ConfigError, readConfig } from "./config/environment.ts";
import { FrontDoor } from "./transport/http/front-door.ts";

/** Exit codes of sysexits.h. */
export const EXIT_FAILURE = 1;
const EXIT_CONFIG = 78;

/** What there is before the rest of the gateway is loaded. */
export interface Opening {
  config: Config;
  door: FrontDoor;
}

/** Reads the environment and listens. Ends the process when either cannot be done. */
export async function open(): Promise<Opening> {
  const config = await orExit(async () => readConfig(process.env));
  const door = await FrontDoor.open(config).catch((error: NodeJS.ErrnoException) => {
    fail([`It cannot listen on ${config.host}, port ${config.port}: ${error.code ?? error.message}.`], EXIT_FAILURE);
  });
  return { config, door };
}

/** Reads something that the operator wrote, or says what is wrong with it and ends. */
export async function orExit<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    fail(error.problems, EXIT_CONFIG);
  }
}

function fail(problems: readonly string[], code: number): never {
  process.stderr.write(`Diminuendo cannot start:\n${problems.map((problem) => `  ${problem}\n`).join("")}`);
  process.exit(code);
}
