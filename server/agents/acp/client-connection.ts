import {
  type ClientConnection,
  type CreateTerminalRequest,
  type CreateTerminalResponse,
  client,
  methods,
  RequestError,
  type Stream,
} from "@agentclientprotocol/sdk";
import { hostTerminalId } from "../host-terminal-id.ts";
import type { TurnHost } from "../turn-host.ts";
import type { AcpTurn } from "./acp-turn.ts";
import { readHostedFile, writeHostedFile } from "./file-requests.ts";
import { elicit, requestPermission } from "./person-requests.ts";
import { answering } from "./request-failure.ts";
import { type TerminalAnswers, unknownTerminal } from "./terminal-answers.ts";
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
  /** What the client that runs the turn does by itself; null when no turn runs, or the gateway does everything. */
  readonly host: TurnHost | null;
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
    .onRequest(fs.readTextFile, ({ params, signal }) =>
      answering(() => readHostedFile(host.host?.files.read ?? null, host.root, own(params), withdrawn(host, signal))),
    )
    .onRequest(fs.writeTextFile, ({ params, signal }) =>
      answering(() => {
        const write = host.host?.files.write ?? null;
        return writeHostedFile(write, host.root, own(params), host.turn?.output ?? null, withdrawn(host, signal));
      }),
    )
    .onRequest(terminal.create, ({ params }) => answering(() => createTerminal(host, own(params))))
    .onRequest(terminal.output, ({ params }) => answering(async () => terminalsOf(host, own(params)).output(params.terminalId)))
    .onRequest(terminal.waitForExit, ({ params }) => answering(async () => terminalsOf(host, own(params)).waitForExit(params.terminalId)))
    .onRequest(terminal.kill, ({ params }) => answering(async () => terminalsOf(host, own(params)).kill(params.terminalId)))
    .onRequest(terminal.release, ({ params }) => answering(async () => terminalsOf(host, own(params)).release(params.terminalId)))
    .connect(stream);
}

/** Aborted when the agent does not wait for an answer any more, or is told to leave what it does. */
function withdrawn({ turn }: ClientHost, signal: AbortSignal): AbortSignal {
  return turn === null ? signal : AbortSignal.any([signal, turn.withdrawn]);
}

function createTerminal({ host, turn, terminals }: ClientHost, params: CreateTerminalRequest): Promise<CreateTerminalResponse> {
  const hosting = host?.terminals ?? null;
  return hosting === null || turn === null ? terminals.create(params) : turn.hosted.create(hosting, params);
}

/** What answers for a terminal: the gateway, or the client that runs it. */
function terminalsOf({ turn, terminals }: ClientHost, { terminalId }: { terminalId: string }): TerminalAnswers {
  if (hostTerminalId(terminalId) === null) return terminals;
  if (turn === null) throw unknownTerminal(terminalId);
  return turn.hosted;
}
