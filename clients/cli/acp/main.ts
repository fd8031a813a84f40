import { randomUUID } from "node:crypto";
import { UsageError } from "../arguments.ts";
import { acpAddress } from "./address.ts";
import { type BridgeSettings, readSettings, USAGE } from "./options.ts";
import { StdioBridge } from "./stdio-bridge.ts";

const EXIT_USAGE = 2;

main();

/** Bridges an editor at standard input and output to a gateway, until the input ends. */
function main(): void {
  const settings = settingsOrUsage();
  if (settings === null) return;
  new StdioBridge(settings.address, settings, randomUUID).start();
}

function settingsOrUsage(): (BridgeSettings & { address: ReturnType<typeof acpAddress> }) | null {
  try {
    const settings = readSettings(process.argv.slice(2), process.env);
    if (settings === null) {
      console.log(USAGE);
      return null;
    }
    return { ...settings, address: acpAddress(settings.url) };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = EXIT_USAGE;
    return null;
  }
}
