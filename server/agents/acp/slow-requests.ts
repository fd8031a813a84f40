import { methods } from "@agentclientprotocol/sdk";

const { session, elicitation, fs, terminal } = methods.client;

/** Requests that wait for a person or a command. */
const SLOW: ReadonlySet<string> = new Set([session.requestPermission, elicitation.create, terminal.waitForExit]);

/** Requests that wait for the client when that does files and terminals by itself. */
const SLOW_WHEN_HOSTED: ReadonlySet<string> = new Set([
  fs.readTextFile,
  fs.writeTextFile,
  terminal.create,
  terminal.output,
  terminal.kill,
  terminal.release,
]);

/** Whether a request of an agent waits for others than the gateway, so that what the agent says meanwhile must be heard. */
export function isSlowRequest(method: string, isHosted: boolean): boolean {
  return SLOW.has(method) || (isHosted && SLOW_WHEN_HOSTED.has(method));
}
