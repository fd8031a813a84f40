import type { StreamMethods } from "../../generated/gateway/method-handlers.ts";
import type { ServerInfo } from "../../generated/gateway/types.ts";
import type { Authenticated, Authenticator } from "../auth/authenticator.ts";
import type { ConfigCaller, ConfigSubscriber } from "../configuration/config-caller.ts";
import type { Membership } from "../members/membership.ts";
import type { Lifecycle } from "../pipeline/lifecycle.ts";
import type { MessageOutcome } from "../pipeline/message-pipeline.ts";
import { AcpAdmission } from "./acp-admission.ts";
import { AcpCalls } from "./acp-calls.ts";
import type { AcpChannel } from "./acp-channel.ts";
import { AcpConnection } from "./acp-connection.ts";
import { AgentMethods } from "./agent-methods.ts";
import type { RpcMessage } from "./json-rpc.ts";
import { PromptMethods } from "./prompt-methods.ts";
import { SessionMethods, type SessionMethodsOptions } from "./session-methods.ts";

/** What the Agent Client Protocol is served from. */
export interface AcpGatewayOptions extends SessionMethodsOptions {
  readonly authenticator: Authenticator;
  readonly config: StreamMethods<ConfigCaller>;
  /** Forgets what a connection is subscribed to. */
  readonly leaveConfiguration: (subscriber: ConfigSubscriber) => void;
  readonly lifecycle: Lifecycle;
  readonly server: ServerInfo;
  readonly devMode: boolean;
  readonly now: () => number;
  readonly onOutcome: (outcome: MessageOutcome) => void;
}

/** The gateway as an agent of the Agent Client Protocol, whatever carries the messages. */
export class AcpGateway {
  readonly #admission: AcpAdmission;
  readonly #calls: AcpCalls;

  constructor(options: AcpGatewayOptions) {
    const { authenticator, server, devMode } = options;
    const sessions = new SessionMethods(options);
    this.#admission = new AcpAdmission(options);
    this.#calls = new AcpCalls({
      ...options,
      agent: new AgentMethods({ authenticator, admission: this.#admission, server, devMode }),
      sessions,
      prompts: new PromptMethods(sessions),
    });
  }

  /**
   * Takes in a client.
   *
   * @param authenticated whom it belongs to; null when it has to authenticate yet
   */
  connect(clientId: string, channel: AcpChannel, authenticated: Authenticated | null): AcpConnection {
    const connection = new AcpConnection(clientId, channel);
    this.#admission.add(connection, authenticated);
    return connection;
  }

  /** The client of a connection has come with another token of the same person: the connection lives until the later one ends. */
  renew(connection: AcpConnection, authenticated: Authenticated): void {
    this.#admission.renew(connection, authenticated);
  }

  /** Takes a message. Resolves when it is done with; never rejects. */
  receive(connection: AcpConnection, message: RpcMessage): Promise<void> {
    return this.#calls.receive(connection, message);
  }

  /** A client is gone. Its turns go on. */
  disconnected(connection: AcpConnection): void {
    this.#admission.remove(connection);
  }

  /** Ends the connections of someone who is no member any more. */
  disconnect(membership: Membership): void {
    this.#admission.disconnect(membership);
  }

  /** Ends every connection, and resolves when all are gone. */
  closeAll(): Promise<void> {
    return this.#admission.closeAll();
  }
}
