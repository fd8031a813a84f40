import type * as acp from "@agentclientprotocol/sdk";
import { AGENT_METHODS, type AgentMethod } from "../../generated/acp/methods.ts";
import { ACP_METHOD_NEEDS } from "../../generated/gateway/access-tables.ts";
import type { StreamMethods } from "../../generated/gateway/method-handlers.ts";
import { methodNamed } from "../../generated/gateway/methods.ts";
import type { Permission } from "../../generated/gateway/types.ts";
import { resultFrame } from "../../generated/runtime/rpc.ts";
import { explain, type Validator } from "../../generated/runtime/validation.ts";
import type { ConfigCaller } from "../configuration/config-caller.ts";
import type { Logger } from "../observability/logger.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Lifecycle } from "../pipeline/lifecycle.ts";
import type { MessageOutcome } from "../pipeline/message-pipeline.ts";
import { toRefusal } from "../pipeline/report-error.ts";
import type { AcpConnection } from "./acp-connection.ts";
import type { AgentMethods } from "./agent-methods.ts";
import type { Params, RpcMessage } from "./json-rpc.ts";
import type { PromptMethods } from "./prompt-methods.ts";
import { refusalFrame } from "./rpc-error.ts";
import { announcedCommands, type SessionMethods } from "./session-methods.ts";

export interface AcpCallsOptions {
  readonly agent: AgentMethods;
  readonly sessions: SessionMethods;
  readonly prompts: PromptMethods;
  readonly config: StreamMethods<ConfigCaller>;
  readonly lifecycle: Lifecycle;
  readonly log: Logger;
  readonly onOutcome: (outcome: MessageOutcome) => void;
}

type Call = Extract<RpcMessage, { kind: "request" }>;

/** What a method does with parameters that were checked. */
type Handler = (params: never, client: AcpConnection, takenBack: AbortSignal) => Promise<object>;

/** What clients may call before they have said who they are, and before they have said what they can. */
const BEFORE_AUTHENTICATION: ReadonlySet<string> = new Set<AgentMethod>(["initialize", "authenticate"]);
const BEFORE_INITIALIZATION: ReadonlySet<string> = new Set<AgentMethod>(["initialize", "authenticate", "logout"]);
const LONG: ReadonlySet<string> = new Set<AgentMethod>(["session/prompt"]);
/** In UTF-16 units. */
const LARGE_RESULT = 64 * 1024;
/** Of an error's details so many are told. */
const MOST_DETAILS = 20;

/** The one way of a message of the Agent Client Protocol: decode, authenticate, authorize, check, handle, answer. */
export class AcpCalls {
  readonly #options: AcpCallsOptions;
  readonly #handlers: Readonly<Record<Exclude<AgentMethod, "session/cancel">, Handler>>;

  constructor(options: AcpCallsOptions) {
    this.#options = options;
    const { agent, sessions, prompts } = options;
    this.#handlers = {
      initialize: (params: acp.InitializeRequest, client) => agent.initialize(params, client),
      authenticate: (params: acp.AuthenticateRequest, client) => agent.authenticate(params, client),
      logout: (_params, client) => agent.logout(client),
      "session/new": (params: acp.NewSessionRequest, client) => sessions.create(params, client),
      "session/load": (params: acp.LoadSessionRequest, client) => sessions.load(params, client),
      "session/resume": (params: acp.ResumeSessionRequest, client) => sessions.resume(params, client),
      "session/list": (params: acp.ListSessionsRequest, client) => sessions.list(params, client),
      "session/delete": (params: acp.DeleteSessionRequest, client) => sessions.delete(params, client),
      "session/close": (params: acp.CloseSessionRequest, client) => sessions.close(params, client),
      "session/set_mode": (params: acp.SetSessionModeRequest, client) => sessions.setMode(params, client),
      "session/set_config_option": (params: acp.SetSessionConfigOptionRequest, client) => sessions.setConfigOption(params, client),
      "session/prompt": (params: acp.PromptRequest, client, takenBack) => prompts.prompt(params, client, takenBack),
    };
  }

  /** Takes one message. Resolves when it is done with; never rejects: every error is an answer, or stands in the log. */
  async receive(client: AcpConnection, message: RpcMessage): Promise<void> {
    switch (message.kind) {
      case "request":
        return this.#answer(client, message);
      case "notification":
        return this.#notified(client, message.method, message.params);
      case "response":
        client.requests.answered(message.id, message.outcome);
        return;
      case "refused":
        client.channel.send(refusalFrame(message.id, message.refusal), { method: "", sessionId: null });
        this.#options.onOutcome({ type: "", outcome: message.refusal.code, durationMs: 0 });
    }
  }

  async #answer(client: AcpConnection, call: Call): Promise<void> {
    const start = performance.now();
    const { id, method } = call;
    const isLong = LONG.has(method);
    const route = { method, sessionId: sessionOf(call.params) };
    const known = Object.hasOwn(AGENT_METHODS, method) || methodNamed(method) !== undefined;
    let outcome = "ok";
    let hasBegun = false;
    try {
      const takenBack = client.began(id, isLong);
      hasBegun = true;
      const result = await this.#handle(client, call, takenBack);
      // That a client asks for much is no sign that it reads slowly: what is large waits until it has read.
      if (result.length > LARGE_RESULT) await client.channel.drained();
      client.channel.send(resultFrame(id, result), route);
      this.#afterwards(client, call, result);
    } catch (error) {
      const refusal = toRefusal(error, () => this.#options.log.child({ clientId: client.clientId, method }));
      outcome = refusal.code;
      client.channel.send(refusalFrame(id, refusal), route);
    } finally {
      if (hasBegun) client.ended(id, isLong);
    }
    this.#options.onOutcome({ type: known ? method : "", outcome, durationMs: performance.now() - start });
  }

  /** @returns the result as JSON text */
  async #handle(client: AcpConnection, { method, params }: Call, takenBack: AbortSignal): Promise<string> {
    this.#options.lifecycle.check();
    const configuration = methodNamed(method);
    if (configuration !== undefined) {
      const caller = { membership: client.member, subscriber: client };
      check(configuration.validate, params);
      return configuration.serialize((await configuration.handle(this.#options.config, params, caller)) as never);
    }
    if (!isCallable(method)) throw new GatewayError("METHOD_NOT_FOUND", "There is no such method.", { method: method.slice(0, 256) });
    this.#admit(client, method);
    check(AGENT_METHODS[method], params);
    return JSON.stringify(await this.#handlers[method](params as never, client, takenBack));
  }

  async #notified(client: AcpConnection, method: string, params: Params): Promise<void> {
    const { log, prompts } = this.#options;
    try {
      if (method === "$/cancel_request") client.takeBack(params["requestId"]);
      if (method !== "session/cancel") return;
      this.#admit(client, method);
      check(AGENT_METHODS[method], params);
      await prompts.cancel(params as acp.CancelNotification, client);
    } catch (error) {
      // A notification has no answer, whatever comes of it.
      if (!(error instanceof GatewayError)) log.error({ clientId: client.clientId, error }, "a notification could not be handled");
    }
  }

  /** @throws GatewayError UNAUTHENTICATED, INVALID_REQUEST, FORBIDDEN */
  #admit(client: AcpConnection, method: AgentMethod): void {
    if (client.membership === null && !BEFORE_AUTHENTICATION.has(method)) throw new GatewayError("UNAUTHENTICATED", "Authenticate first.");
    if (client.capabilities === null && !BEFORE_INITIALIZATION.has(method)) {
      throw new GatewayError("INVALID_REQUEST", "The first message must be initialize.");
    }
    const needed: readonly Permission[] = ACP_METHOD_NEEDS[method];
    for (const permission of needed) {
      if (client.member.may(permission)) continue;
      throw new GatewayError("FORBIDDEN", `Your role "${client.member.role}" does not include ${permission}.`);
    }
  }

  /** What follows an answer: a client may hear of a session only once it knows it. */
  #afterwards(client: AcpConnection, { method }: Call, result: string): void {
    if (method !== "session/new") return;
    const { sessionId } = JSON.parse(result) as acp.NewSessionResponse;
    const view = client.sessions.get(sessionId);
    const commands = view === undefined ? null : announcedCommands(view.session);
    if (commands !== null) client.update(sessionId, commands);
  }
}

function isCallable(method: string): method is Exclude<AgentMethod, "session/cancel"> {
  return Object.hasOwn(AGENT_METHODS, method) && method !== "session/cancel";
}

/** @throws GatewayError INVALID_MESSAGE */
function check(validate: Validator, params: Params): void {
  if (validate(params)) return;
  const details = explain(validate.errors).slice(0, MOST_DETAILS);
  throw new GatewayError("INVALID_MESSAGE", "The parameters break a rule of the method.", { details });
}

function sessionOf({ sessionId }: Params): string | null {
  return typeof sessionId === "string" ? sessionId : null;
}
