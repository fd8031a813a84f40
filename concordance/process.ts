import { LIMITS } from "../generated/concordance/limits.ts";
import { type App, startApp } from "./app.ts";
import { HELP } from "./command/help.ts";
import { type NodeOptions, OptionsError, readOptions } from "./config/options.ts";
import { OpeningError } from "./node/opening.ts";
import { createLogger, type Logger } from "./observability/logger.ts";

/** Errors of files and sockets that an operator can mend: the message says it all. */
const MENDABLE = ["in_use", "missing", "damaged", "format", "EADDRINUSE", "EADDRNOTAVAIL", "EACCES", "ENOTFOUND"];
const EXIT_FAILURE = 1;
/** As in sysexits.h: the command was used wrongly. */
const EXIT_USAGE = 64;
/** How long before the end of `shutdown` the process ends whatever is not done, in ms. */
const SHUTDOWN_MARGIN_MS = 500;

/** The process of a node: from its settings to a node that serves, and signals to an orderly end. */
export async function serve(args: readonly string[]): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return;
  }
  const options = optionsOrExit(args);
  const log = createLogger(options.logLevel, options.nodeId);
  const app = await startApp(options, log).catch((error: unknown) => {
    if (error instanceof OpeningError || MENDABLE.includes((error as { code?: string }).code ?? ""))
      process.stderr.write(`${(error as Error).message}\n`);
    else log.fatal({ error }, "the node could not start");
    process.exit(EXIT_FAILURE);
  });
  endWhenTold(app, options, log);
  process.stdout.write(`Concordance node ${app.nodeId} listens on http://${app.address} (cluster ${app.cluster})\n`);
}

function optionsOrExit(args: readonly string[]): NodeOptions {
  try {
    return readOptions(args, process.env);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    process.stderr.write(`${error.message}\nSee: npm run concordance -- --help\n`);
    process.exit(EXIT_USAGE);
  }
}

function endWhenTold(app: App, { untilStdinEnds }: NodeOptions, log: Logger): void {
  let ending = false;
  const end = async (cause: NodeJS.Signals | "end of standard input") => {
    if (ending) return;
    ending = true;
    log.info({ cause }, "the node shuts down");
    setTimeout(() => process.exit(0), LIMITS.shutdown - SHUTDOWN_MARGIN_MS).unref();
    await app.close().catch((error: unknown) => log.error({ error }, "the node did not shut down in order"));
    process.exit(0);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // Whoever sends a second signal is tired of waiting.
    if (ending) process.exit(EXIT_FAILURE);
    void end(signal);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  if (!untilStdinEnds) return;
  const onEnd = () => void end("end of standard input");
  // A pipe whose other end was killed may fail instead of ending.
  process.stdin.once("end", onEnd).once("error", onEnd).resume();
}
