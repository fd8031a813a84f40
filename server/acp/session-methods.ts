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
import { LIMITS } from "../../generated/gateway/limits.ts";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import type { AcpSessionMeta } from "../../generated/gateway/types.ts";
import { jsonBytes } from "../../generated/runtime/validation.ts";
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
import type { AcpCaller } from "./acp-caller.ts";
import { AcpSession, type Opened, type Opening } from "./acp-session.ts";
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
interface OpeningParams {
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
  async create(params: NewSessionRequest, caller: AcpCaller): Promise<NewSessionResponse> {
    caller.client.countSessionCall();
    const { sessions, catalogue } = this.#options;
    checkOpening(params);
    const isNamed = params._meta?.["name"] !== undefined;
    const { agentType = catalogue.defaultType(), ...fields } = newSessionMeta(params._meta);
    const { session: created } = await sessions.createSession(
      { type: "create_session", agentType, ...fields },
      this.#call(caller, null),
      params.cwd,
    );
    const session = await this.find(caller, created.id);
    try {
      session.mcpServers = params.mcpServers ?? [];
      await session.activate();
      const opened = await this.#open(session, caller, { cwd: params.cwd, cursor: {}, isLoad: false });
      const view = caller.client.sessions.get(created.id);
      if (view !== undefined) view.isUnnamed = !isNamed;
      return { sessionId: created.id, ...settingsOf(session, caller), _meta: metaOf(session, opened) };
    } catch (error) {
      // Without an agent, or without its client, it is of no use to anyone: nobody even knows its id.
      await sessions.deleteSession({ type: "delete_session", sessionId: created.id }, this.#call(caller, session));
      throw error;
    }
  }

  /** Opens a session, and replays its log. */
  async load(params: LoadSessionRequest, caller: AcpCaller): Promise<LoadSessionResponse> {
    return this.#reopen(params, caller, { cursor: { afterSeq: 0 }, isLoad: true });
  }

  /** Opens a session, and replays what came after a cursor if one is given. */
  async resume(params: ResumeSessionRequest, caller: AcpCaller): Promise<LoadSessionResponse> {
    return this.#reopen(params, caller, { cursor: resumeMeta(params._meta), isLoad: false });
  }

  async list({ cursor, cwd }: ListSessionsRequest, caller: AcpCaller): Promise<ListSessionsResponse> {
    const page = { type: "list_sessions", includeArchived: false, limit: PAGE } as const;
    const given = { ...(cursor == null ? {} : { cursor }), ...(cwd == null ? {} : { cwd }) };
    const { sessions, nextCursor } = await this.#options.sessions.listSessions({ ...page, ...given }, this.#call(caller, null));
    return { sessions: sessions.map(toSessionInfo), ...(nextCursor === null ? {} : { nextCursor }) };
  }

  /** Deletes a session. One that is not there is deleted already. */
  async delete({ sessionId }: DeleteSessionRequest, caller: AcpCaller): Promise<object> {
    try {
      const session = await this.find(caller, sessionId);
      await this.#options.sessions.deleteSession({ type: "delete_session", sessionId: session.record.id }, this.#call(caller, session));
    } catch (error) {
      if (!(error instanceof GatewayError && error.code === "SESSION_NOT_FOUND")) throw error;
    }
    return {};
  }

  /** Leaves a session, and stops what the client runs in it. */
  async close({ sessionId }: CloseSessionRequest, caller: AcpCaller): Promise<object> {
    const session = await this.find(caller, sessionId);
    const { id } = session.record;
    const { client } = caller;
    await client.exclusively(id, async () => {
      const view = client.sessions.get(id);
      if (view === undefined) return;
      await view.prompts.finish();
      view.close(new GatewayError("INVALID_STATE", "The session was closed.", { sessionId: id }));
      if (client.sessions.get(id) === view) client.sessions.delete(id);
    });
    if (this.#options.broadcaster.participants(id).size === 0) session.rest();
    return {};
  }

  async setMode({ sessionId, modeId }: SetSessionModeRequest, caller: AcpCaller): Promise<object> {
    const session = await this.find(caller, sessionId);
    await session.setMode(modeId, caller.member.userId);
    return {};
  }

  async setConfigOption(params: SetSessionConfigOptionRequest, caller: AcpCaller): Promise<SetSessionConfigOptionResponse> {
    const session = await this.find(caller, params.sessionId);
    const { value } = params;
    await session.setOption(params.configId, typeof value === "boolean" ? value : String(value), caller.member.userId);
    return { configOptions: settingsOf(session, caller).configOptions ?? [] };
  }

  /**
   * Finds a session of the caller's tenant.
   *
   * @throws GatewayError SESSION_NOT_FOUND
   */
  async find({ member }: AcpCaller, sessionId: string): Promise<SessionRuntime> {
    if (!SESSION_ID.test(sessionId)) throw sessionNotFound(sessionId);
    return this.#options.directory.find(member.tenantId, canonicalId(sessionId));
  }

  /** Gives a session that nobody has named the name that its first prompt suggests, if it does. Never rejects. */
  async name(session: SessionRuntime, name: string | null, caller: AcpCaller): Promise<void> {
    if (name === null) return;
    const naming = this.#options.sessions.update(this.#call(caller, session), { name });
    await naming.catch((error: unknown) => this.#note(caller, session)("a session could not be named", error));
  }

  async #reopen(
    params: OpeningParams & { readonly sessionId: string },
    caller: AcpCaller,
    how: Omit<Opening, "cwd">,
  ): Promise<LoadSessionResponse> {
    checkOpening(params);
    const session = await this.find(caller, params.sessionId);
    const activation = this.#activate(session, caller, params.mcpServers ?? []);
    const opened = await this.#open(session, caller, { ...how, cwd: params.cwd });
    // Whoever comes back to where it was knows what the agent can be set to, and must not wait for it.
    if (how.isLoad || how.cursor.afterSeq === undefined) await activation;
    return { ...settingsOf(session, caller), _meta: metaOf(session, opened) };
  }

  /**
   * Starts the agent of a session that is opened, for those who may have it work; others only look on. A session whose agent
   * cannot be started can still be read. Never rejects.
   */
  async #activate(session: SessionRuntime, caller: AcpCaller, mcpServers: readonly McpServer[]): Promise<void> {
    if (!caller.member.may("session:write") || session.record.archived) return;
    if (mcpServers.length > 0) session.mcpServers = mcpServers;
    try {
      if (isDown(session)) caller.client.countSessionCall();
      await session.activate();
    } catch (error) {
      this.#note(caller, session)("a session was opened without its agent", error);
    }
  }

  /** Opens a session, once more if it is open already. */
  #open(session: SessionRuntime, { client, member }: AcpCaller, opening: Opening): Promise<Opened> {
    const { broadcaster, events, history } = this.#options;
    const { id } = session.record;
    return client.exclusively(id, async () => {
      const present = client.sessions.get(id);
      if (present === undefined && client.sessions.size >= LIMITS.joinedSessions) {
        throw new GatewayError("INVALID_STATE", `The connection has ${LIMITS.joinedSessions} sessions open already. Close one first.`);
      }
      const note = this.#note({ client, member }, session);
      const view = present ?? new AcpSession({ session, client, member, broadcaster, events, history, note });
      client.sessions.set(id, view);
      try {
        return await view.open(opening);
      } catch (error) {
        view.close(new GatewayError("INVALID_STATE", "The session could not be opened again.", { sessionId: id }));
        if (client.sessions.get(id) === view) client.sessions.delete(id);
        throw error;
      }
    });
  }

  #call({ member }: AcpCaller, session: SessionRuntime | null): Call {
    return new Call({ membership: member, connection: null, session, http: null, log: () => this.#options.log });
  }

  #note({ client: { clientId } }: AcpCaller, session: SessionRuntime): (message: string, error: unknown) => void {
    return (message, error) => this.#options.log.warn({ clientId, sessionId: session.record.id, error }, message);
  }
}

/** Whether an agent would have to be started. */
function isDown({ record: { status } }: SessionRuntime): boolean {
  return status === "inactive" || status === "error";
}

/** The commands that a client is told of a session's agent as soon as it knows the session. */
export function announcedCommands({ commands }: SessionRuntime): object | null {
  return commands.length === 0 ? null : commandsUpdate(commands);
}

function checkOpening({ cwd, additionalDirectories, mcpServers }: OpeningParams): void {
  if (!isAbsoluteFolder(cwd)) throw invalid("/cwd", "must be an absolute path");
  if (cwd.length > PATH_LENGTH) throw invalid("/cwd", `must NOT have more than ${PATH_LENGTH} characters`);
  if (jsonBytes(mcpServers ?? []) > LIMITS.mcpServersBytes) {
    throw invalid("/mcpServers", `must not be larger than ${LIMITS.mcpServersBytes} bytes as JSON`);
  }
  // What is dropped in silence would be missed later.
  if ((additionalDirectories ?? []).length > 0) throw invalid("/additionalDirectories", "is not supported: a session has one folder");
}

function settingsOf(session: SessionRuntime, { client }: AcpCaller): Pick<NewSessionResponse, "modes" | "configOptions"> {
  const modes = modeState(session.settings);
  const options = configOptions(session.settings, client.offers("session", "configOptions", "boolean"));
  return { ...(modes === null ? {} : { modes }), ...(options === null ? {} : { configOptions: options }) };
}

function metaOf({ record }: SessionRuntime, { resume, epoch, lastSeq }: Opened): Record<string, unknown> {
  const meta: AcpSessionMeta = { epoch, lastSeq, resume, agentType: record.agentType };
  return { ...meta };
}
