import { type ClientConnection, client, methods, RequestError, type Stream } from "@agentclientprotocol/sdk";
import type { AcpTurn } from "./acp-turn.ts";
import { readTextFile, writeTextFile } from "./file-requests.ts";
import { elicit, requestPermission } from "./person-requests.ts";
import { answering } from "./request-failure.ts";
import type { TerminalRequests } from "./terminal-requests.ts";

/** What an agent's requests are answered from. */
export interface ClientHost {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** The session that the agent was given; null while it is being opened. */
  readonly sessionId: string | null;
  /** The turn that runs. */
  readonly turn: AcpTurn | null;
  readonly terminals: TerminalRequests;
}

/** Connects to an agent, and answers what it asks for. */
export function connectTo(stream: Stream, host: ClientHost): ClientConnection {
  const { fs, terminal, session, elicitation } = methods.client;
  const own = <T extends { sessionId: string }>(params: T): T => {
    if (host.sessionId !== null && params.sessionId !== host.sessionId) throw RequestError.sessionNotFound(params.sessionId);
    return params;
  };
  return client({ name: "diminuendo" })
    .onRequest(session.requestPermission, ({ params, signal }) => answering(() => requestPermission(host.turn, own(params), signal)))
    .onRequest(elicitation.create, ({ params, signal }) => answering(() => elicit(host.turn, params, signal)))
    .onRequest(fs.readTextFile, ({ params }) => answering(() => readTextFile(host.root, own(params))))
    .onRequest(fs.writeTextFile, ({ params }) => answering(() => writeTextFile(host.root, own(params), host.turn?.output ?? null)))
    .onRequest(terminal.create, ({ params }) => answering(() => host.terminals.create(own(params))))
    .onRequest(terminal.output, ({ params }) => answering(async () => host.terminals.output(own(params).terminalId)))
    .onRequest(terminal.waitForExit, ({ params }) => answering(() => host.terminals.waitForExit(own(params).terminalId)))
    .onRequest(terminal.kill, ({ params }) => answering(async () => host.terminals.kill(own(params).terminalId)))
    .onRequest(terminal.release, ({ params }) => answering(async () => host.terminals.release(own(params).terminalId)))
    .connect(stream);
}
