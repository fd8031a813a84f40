import { RequestError, type TerminalExitStatus, type TerminalOutputResponse } from "@agentclientprotocol/sdk";

/** What an agent may ask of a terminal that was created, wherever that runs. Each throws RequestError for one that is not there. */
export interface TerminalAnswers {
  output(terminalId: string): Promise<TerminalOutputResponse>;
  waitForExit(terminalId: string): Promise<TerminalExitStatus>;
  kill(terminalId: string): Promise<void>;
  release(terminalId: string): Promise<void>;
}

/** The answer for a terminal that is not there. */
export function unknownTerminal(terminalId: string): RequestError {
  return RequestError.resourceNotFound(`terminal:${terminalId}`);
}
