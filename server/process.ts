import { LIMITS } from "../generated/gateway/limits.ts";
import type { AgentsFile } from "../generated/gateway/types.ts";
import { AgentCatalogue } from "./agents/catalogue.ts";
import { type App, startApp } from "./app.ts";
import { devVerifier, type TokenVerifier } from "./auth/authenticator.ts";
import type { Config } from "./config/environment.ts";
import { createLogger, type Logger } from "./observability/logger.ts";
import { NO_TRACING, type Tracing } from "./observability/tracing.ts";
import { EXIT_FAILURE, type Opening, orExit } from "./opening.ts";
import { ownVersion } from "./own-version.ts";

/** How long before the end of `shutdownTime` the process ends whatever is not done. */
const SHUTDOWN_MARGIN_MS = 500;

/** The process: from its configuration to a gateway that serves, and signals to an orderly end. */
export async function main({ config, door }: Opening): Promise<void> {
  const log = createLogger(config.logLevel);
  const catalogue = new AgentCatalogue(await orExit(() => configuredAgents(config)));
  const version = ownVersion();
  const [verifier, tracing] = await Promise.all([verifierFor(config), tracingFor(config, version)]);
  const app = await startApp({ config, door, version, catalogue, verifier, tracing, log }).catch((error: unknown) => {
    log.fatal({ error }, "the gateway could not start");
    process.exit(EXIT_FAILURE);
  });
  endOnSignals(app, log);
  const { address, port } = app.address;
  const host = address.includes(":") ? `[${address}]` : address;
  const mode = config.devMode ? ' (dev mode: everyone is the owner of tenant "dev")' : "";
  process.stdout.write(`Diminuendo listens on http://${host}:${port}${mode}\n`);
}

async function configuredAgents({ agentsFile }: Config): Promise<AgentsFile> {
  if (agentsFile === null) return {};
  const { readAgentsFile } = await import("./agents/agents-file.ts");
  return readAgentsFile(agentsFile);
}

async function verifierFor({ authUrl, authAudience, devMode }: Config): Promise<TokenVerifier> {
  if (devMode || authUrl === null) return devVerifier;
  const { JwtVerifier } = await import("./auth/jwt-verifier.ts");
  return new JwtVerifier({ issuer: authUrl, audience: authAudience, now: Date.now });
}

async function tracingFor({ otlpEndpoint, serviceName }: Config, serviceVersion: string): Promise<Tracing> {
  if (otlpEndpoint === null) return NO_TRACING;
  const { createOtlpTracing } = await import("./observability/otlp-tracing.ts");
  return createOtlpTracing({ endpoint: otlpEndpoint, serviceName, serviceVersion });
}

function endOnSignals(app: App, log: Logger): void {
  let ending = false;
  const end = async (signal: NodeJS.Signals) => {
    // Whoever sends a second signal is tired of waiting.
    if (ending) process.exit(EXIT_FAILURE);
    ending = true;
    log.info({ signal }, "the gateway shuts down");
    setTimeout(() => process.exit(0), LIMITS.shutdownTime - SHUTDOWN_MARGIN_MS).unref();
    await app.close("The gateway shuts down.").catch((error: unknown) => log.error({ error }, "the gateway did not shut down in order"));
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
