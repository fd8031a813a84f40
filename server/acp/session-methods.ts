import type {
  CloseSessionRequest,
  DeleteSessionRequest,
  ListSessionsRequest,
  ListSessionsResponse,
  LoadSessionRequest,
  LoadSessionResponse,
  McpServer,
  NewSessionRequest,
  NewSessionResponse,
  ResumeSessionRequest,
  SetSessionConfigOptionRequest,
  SetSessionConfigOptionResponse,
  SetSessionModeRequest,
} from "@agentclientprotocol/sdk";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import type { AcpSessionMeta } from "../../generated/gateway/types.ts";
import type { AgentCatalogue } from "../agents/catalogue.ts";
import type { Logger } from "../observability/logger.ts";
import { canonicalId, type SessionFinder } from "../pipeline/authorize.ts";
import { Call } from "../pipeline/call.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import type { HistoryService } from "../sessions/history-service.ts";
import type { EventSource } from "../sessions/replay.ts";
import { sessionNotFound } from "../sessions/session-directory.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { SessionsService } from "../sessions/sessions-service.ts";
import type { Broadcaster } from "../transport/broadcaster.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { AcpSession, type Opened } from "./acp-session.ts";
import { isAbsoluteFolder } from "./mapping/client-folder.ts";
import { commandsUpdate } from "./mapping/commands.ts";
import { configOptions, modeState } from "./mapping/settings.ts";
import { newSessionMeta, resumeMeta } from "./meta.ts";
import { toSessionInfo } from "./session-info.ts";

/** Sessions of one page of `session/list`. */
const PAGE = 50;
/** Longest path of a folder, in code points. */
const PATH_LENGTH = 4096;
const SESSION_ID = new RegExp(SCALARS.SessionId.pattern);

export interface SessionMethodsOptions {
  readonly sessions: SessionsService;
  readonly directory: SessionFinder;
  readonly catalogue: AgentCatalogue;
  readonly broadcaster: Broadcaster;
  readonly events: EventSource;
  readonly history: HistoryService;
  readonly log: Logger;
}

/** What `session/new`, `session/load` and `session/resume` say alike. */
interface Opening {
  readonly cwd: string;
  readonly additionalDirectories?: readonly string[] | null;
  readonly mcpServers?: readonly McpServer[] | null;
}

/** Opens, lists, sets and puts away sessions: the same sessions as on `/ws` and over REST. */
export class SessionMethods {
  readonly #options: SessionMethodsOptions;

  constructor(options: SessionMethodsOptions) {
    this.#options = options;
  }

  /** Creates a session, and starts its agent, so that the answer tells what it can be set to. */
  async create(params: NewSessionRequest, client: AcpConnection): Promise<NewSessionResponse> {
    client.countSessionCall();
    const { sessions, catalogue } = this.#options;
    checkOpening(params);
    const isNamed = params._meta?.["name"] !== undefined;
    const { agentType = catalogue.defaultType(), ...fields } = newSessionMeta(params._meta);
    const created = await sessions.createSession({ type: "create_session", agentType, ...fields }, this.#call(client, null), params.cwd);
    const session = await this.find(client, created.session.id);
    try {
      session.mcpServers = params.mcpServers ?? [];
      await session.activate();
    } catch (error) {
      // Without an agent it is of no use to the client, which does not even know its id.
      await sessions.deleteSession({ type: "delete_session", sessionId: created.session.id }, this.#call(client, session));
      throw error;
    }
    const view = this.#view(client, session, params.cwd);
    view.isUnnamed = !isNamed;
    const opened = await this.#open(view, client, {}, false);
    return { sessionId: created.session.id, ...settingsOf(session, client), _meta: metaOf(session, opened) };
  }

  /** Opens a session, and replays its log. */
  async load(params: LoadSessionRequest, client: AcpConnection): Promise<LoadSessionResponse> {
    return this.#reopen(params, client, { afterSeq: 0 }, true);
  }

  /** Opens a session, and replays what came after a cursor if one is given. */
  async resume(params: ResumeSessionRequest, client: AcpConnection): Promise<LoadSessionResponse> {
    return this.#reopen(params, client, resumeMeta(params._meta), false);
  }

  async list({ cursor, cwd }: ListSessionsRequest, client: AcpConnection): Promise<ListSessionsResponse> {
    const page = { type: "list_sessions", includeArchived: false, limit: PAGE } as const;
    const given = { ...(cursor == null ? {} : { cursor }), ...(cwd == null ? {} : { cwd }) };
    const { sessions, nextCursor } = await this.#options.sessions.listSessions({ ...page, ...given }, this.#call(client, null));
    return { sessions: sessions.map(toSessionInfo), ...(nextCursor === null ? {} : { nextCursor }) };
  }

  /** Deletes a session. One that is not there is deleted already. */
  async delete({ sessionId }: DeleteSessionRequest, client: AcpConnection): Promise<object> {
    try {
      const session = await this.find(client, sessionId);
      await this.#options.sessions.deleteSession({ type: "delete_session", sessionId: session.record.id }, this.#call(client, session));
    } catch (error) {
      if (!(error instanceof GatewayError && error.code === "SESSION_NOT_FOUND")) throw error;
    }
    return {};
  }

  /** Leaves a session, and stops what the client runs in it. */
  async close({ sessionId }: CloseSessionRequest, client: AcpConnection): Promise<object> {
    const session = await this.find(client, sessionId);
    const view = client.sessions.get(session.record.id);
    if (view === undefined) return {};
    await view.prompts.finish();
    view.close();
    client.sessions.delete(session.record.id);
    if (this.#options.broadcaster.participants(session.record.id).size === 0) session.rest();
    return {};
  }

  async setMode({ sessionId, modeId }: SetSessionModeRequest, client: AcpConnection): Promise<object> {
    const session = await this.find(client, sessionId);
    await session.setMode(modeId, client.member.userId);
    return {};
  }

  async setConfigOption(params: SetSessionConfigOptionRequest, client: AcpConnection): Promise<SetSessionConfigOptionResponse> {
    const session = await this.find(client, params.sessionId);
    const { value } = params;
    await session.setOption(params.configId, typeof value === "boolean" ? value : String(value), client.member.userId);
    return { configOptions: settingsOf(session, client).configOptions ?? [] };
  }

  /**
   * Finds a session of the client's tenant.
   *
   * @throws GatewayError SESSION_NOT_FOUND
   */
  async find(client: AcpConnection, sessionId: string): Promise<SessionRuntime> {
    if (!SESSION_ID.test(sessionId)) throw sessionNotFound(sessionId);
    return this.#options.directory.find(client.member.tenantId, canonicalId(sessionId));
  }

  /** Gives a session that nobody has named the name that its first prompt suggests, if it does. Never rejects. */
  async name(session: SessionRuntime, name: string | null, client: AcpConnection): Promise<void> {
    if (name === null) return;
    const naming = this.#options.sessions.update(this.#call(client, session), { name });
    await naming.catch((error: unknown) => this.#note(client, session)("a session could not be named", error));
  }

  async #reopen(
    params: Opening & { readonly sessionId: string },
    client: AcpConnection,
    cursor: { afterSeq?: number; epoch?: string },
    isLoad: boolean,
  ): Promise<LoadSessionResponse> {
    checkOpening(params);
    const session = await this.find(client, params.sessionId);
    session.mcpServers = params.mcpServers ?? [];
    // A session whose agent cannot be started can still be read.
    const activation = session.record.archived
      ? Promise.resolve()
      : session.activate().catch((error: unknown) => this.#note(client, session)("a session was opened without its agent", error));
    const opened = await this.#open(this.#view(client, session, params.cwd), client, cursor, isLoad);
    await activation;
    return { ...settingsOf(session, client), _meta: metaOf(session, opened) };
  }

  #view(client: AcpConnection, session: SessionRuntime, cwd: string): AcpSession {
    const { broadcaster, events, history } = this.#options;
    return new AcpSession({ session, client, cwd, broadcaster, events, history, note: this.#note(client, session) });
  }

  /** What the client has open of the session already is closed for it. */
  async #open(view: AcpSession, client: AcpConnection, cursor: { afterSeq?: number; epoch?: string }, isLoad: boolean): Promise<Opened> {
    const { id } = view.session.record;
    client.sessions.get(id)?.close();
    client.sessions.set(id, view);
    try {
      return await view.open(cursor, isLoad);
    } catch (error) {
      if (client.sessions.get(id) === view) client.sessions.delete(id);
      throw error;
    }
  }

  #call(client: AcpConnection, session: SessionRuntime | null): Call {
    return new Call({ membership: client.member, connection: null, session, http: null, log: () => this.#options.log });
  }

  #note(client: AcpConnection, session: SessionRuntime): (message: string, error: unknown) => void {
    const { clientId } = client;
    return (message, error) => this.#options.log.warn({ clientId, sessionId: session.record.id, error }, message);
  }
}

/** The commands that a client is told of a session's agent as soon as it knows the session. */
export function announcedCommands({ commands }: SessionRuntime): object | null {
  return commands.length === 0 ? null : commandsUpdate(commands);
}

function checkOpening({ cwd, additionalDirectories }: Opening): void {
  if (!isAbsoluteFolder(cwd)) throw invalid("/cwd", "must be an absolute path");
  if (cwd.length > PATH_LENGTH) throw invalid("/cwd", `must NOT have more than ${PATH_LENGTH} characters`);
  // What is dropped in silence would be missed later.
  if ((additionalDirectories ?? []).length > 0) throw invalid("/additionalDirectories", "is not supported: a session has one folder");
}

function settingsOf(session: SessionRuntime, client: AcpConnection): Pick<NewSessionResponse, "modes" | "configOptions"> {
  const modes = modeState(session.settings);
  const options = configOptions(session.settings, client.offers("session", "configOptions", "boolean"));
  return { ...(modes === null ? {} : { modes }), ...(options === null ? {} : { configOptions: options }) };
}

function metaOf({ record }: SessionRuntime, { resume, epoch, lastSeq }: Opened): Record<string, unknown> {
  const meta: AcpSessionMeta = { epoch, lastSeq, resume, agentType: record.agentType };
  return { ...meta };
}
