import { readFileSync } from "node:fs";
import { LIMITS } from "../generated/gateway/limits.ts";
import { type App, startApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config/environment.ts";
import { createLogger } from "./observability/logger.ts";

/** Exit codes of sysexits.h: a wrong configuration, and a failure. */
const EXIT_CONFIG = 78;
const EXIT_FAILURE = 1;

/** The process: environment to configuration to application, and signals to an orderly end. */
export async function main(): Promise<void> {
  const config = configOrExit();
  const log = createLogger(config.logLevel);
  let app: App;
  try {
    app = await startApp({ config, version: ownVersion(), log });
  } catch (error) {
    log.fatal({ error }, "the gateway could not start");
    process.exit(EXIT_FAILURE);
  }
  endOnSignals(app, (code) => process.exit(code));
  const { address, port } = app.address;
  const host = address.includes(":") ? `[${address}]` : address;
  process.stdout.write(
    `Diminuendo listens on http://${host}:${port}${config.devMode ? ' (dev mode: everyone is the owner of tenant "dev")' : ""}\n`,
  );
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`Diminuendo cannot start:\n${error.problems.map((problem) => `  ${problem}\n`).join("")}`);
    process.exit(EXIT_CONFIG);
  }
}

function endOnSignals(app: App, exit: (code: number) => void): void {
  let ending = false;
  const end = async (signal: string) => {
    // Whoever sends a second signal is tired of waiting.
    if (ending) exit(EXIT_FAILURE);
    ending = true;
    const deadline = setTimeout(() => exit(0), LIMITS.shutdownTime - 500);
    await app.close(signal).catch(() => undefined);
    clearTimeout(deadline);
    exit(0);
  };
  process.on("SIGTERM", () => void end("SIGTERM"));
  process.on("SIGINT", () => void end("SIGINT"));
}

function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}
