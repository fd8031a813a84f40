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
import { canonicalId } from "../pipeline/authorize.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Lifecycle } from "../pipeline/lifecycle.ts";
import type { MessageOutcome } from "../pipeline/message-pipeline.ts";
import { toRefusal } from "../pipeline/report-error.ts";
import type { AcpCaller } from "./acp-caller.ts";
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
type Handler = (params: never, caller: AcpCaller, takenBack: AbortSignal) => Promise<object>;
/** The same for methods that may come before it is known who calls. */
type EarlyHandler = (params: never, client: AcpConnection) => Promise<object>;
type EarlyMethod = "initialize" | "authenticate";

const LONG: ReadonlySet<string> = new Set<AgentMethod>(["session/prompt"]);
/** In UTF-16 units. */
const LARGE_RESULT = 64 * 1024;
/** Of an error's details so many are told. */
const MOST_DETAILS = 20;

/** The one way of a message of the Agent Client Protocol: decode, authenticate, authorize, check, handle, answer. */
export class AcpCalls {
  readonly #options: AcpCallsOptions;
  readonly #early: Readonly<Record<EarlyMethod, EarlyHandler>>;
  readonly #handlers: Readonly<Record<Exclude<AgentMethod, EarlyMethod | "session/cancel">, Handler>>;

  constructor(options: AcpCallsOptions) {
    this.#options = options;
    const { agent, sessions, prompts } = options;
    this.#early = {
      initialize: (params: acp.InitializeRequest, client) => agent.initialize(params, client),
      authenticate: (params: acp.AuthenticateRequest, client) => agent.authenticate(params, client),
    };
    this.#handlers = {
      logout: (_params, { client }) => agent.logout(client),
      "session/new": (params: acp.NewSessionRequest, caller) => sessions.create(params, caller),
      "session/load": (params: acp.LoadSessionRequest, caller) => sessions.load(params, caller),
      "session/resume": (params: acp.ResumeSessionRequest, caller) => sessions.resume(params, caller),
      "session/list": (params: acp.ListSessionsRequest, caller) => sessions.list(params, caller),
      "session/delete": (params: acp.DeleteSessionRequest, caller) => sessions.delete(params, caller),
      "session/close": (params: acp.CloseSessionRequest, caller) => sessions.close(params, caller),
      "session/set_mode": (params: acp.SetSessionModeRequest, caller) => sessions.setMode(params, caller),
      "session/set_config_option": (params: acp.SetSessionConfigOptionRequest, caller) => sessions.setConfigOption(params, caller),
      "session/prompt": (params: acp.PromptRequest, caller, takenBack) => prompts.prompt(params, caller, takenBack),
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
      const caller = { membership: client.member, subscriber: client.subscriber };
      check(configuration.validate, params);
      return configuration.serialize((await configuration.handle(this.#options.config, params, caller)) as never);
    }
    if (!isCallable(method)) throw new GatewayError("METHOD_NOT_FOUND", "There is no such method.", { method: method.slice(0, 256) });
    if (isEarly(method)) {
      check(AGENT_METHODS[method], params);
      return JSON.stringify(await this.#early[method](params as never, client));
    }
    const caller = this.#admitted(client, method);
    check(AGENT_METHODS[method], params);
    return JSON.stringify(await this.#handlers[method](params as never, caller, takenBack));
  }

  async #notified(client: AcpConnection, method: string, params: Params): Promise<void> {
    const { log, prompts } = this.#options;
    try {
      if (method === "$/cancel_request") client.takeBack(params["requestId"]);
      if (method !== "session/cancel") return;
      const caller = this.#admitted(client, method);
      check(AGENT_METHODS[method], params);
      await prompts.cancel(params as acp.CancelNotification, caller);
    } catch (error) {
      // A notification has no answer, whatever comes of it.
      if (!(error instanceof GatewayError)) log.error({ clientId: client.clientId, error }, "a notification could not be handled");
    }
  }

  /** @throws GatewayError UNAUTHENTICATED, INVALID_REQUEST, FORBIDDEN */
  #admitted(client: AcpConnection, method: Exclude<AgentMethod, EarlyMethod>): AcpCaller {
    const { member } = client;
    if (client.capabilities === null && method !== "logout")
      throw new GatewayError("INVALID_REQUEST", "The first message must be initialize.");
    const needed: readonly Permission[] = ACP_METHOD_NEEDS[method];
    for (const permission of needed) {
      if (!member.may(permission)) throw new GatewayError("FORBIDDEN", `Your role "${member.role}" does not include ${permission}.`);
    }
    return { client, member };
  }

  /** What follows an answer: a client may hear of a session only once it knows it. */
  #afterwards(client: AcpConnection, { method, params }: Call, result: string): void {
    if (method !== "session/new" && method !== "session/resume") return;
    const { sessionId = String(params["sessionId"]), _meta } = JSON.parse(result) as Partial<acp.NewSessionResponse>;
    // Whoever comes back to a place in the log has been told.
    if (_meta?.["resume"] !== "live") return;
    const view = client.sessions.get(canonicalId(sessionId));
    const commands = view === undefined ? null : announcedCommands(view.session);
    if (commands !== null) client.update(canonicalId(sessionId), commands);
  }
}

function isEarly(method: AgentMethod): method is EarlyMethod {
  return method === "initialize" || method === "authenticate";
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
