import type { AuthenticateRequest, AuthMethod, InitializeRequest, InitializeResponse } from "@agentclientprotocol/sdk";
import type { ServerInfo } from "../../generated/gateway/types.ts";
import type { Authenticator } from "../auth/authenticator.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import type { AcpAdmission } from "./acp-admission.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { isRecord } from "./json-rpc.ts";
import { authenticateMeta } from "./meta.ts";

/** The version of the Agent Client Protocol that is spoken, whatever is asked for. */
const ACP_VERSION = 1;

/** How a client authenticates that did not do so when it connected. */
const TOKEN_METHOD: AuthMethod = {
  id: "token",
  name: "Access token",
  description: "A token of the gateway's issuer, as `_meta.token` of the call.",
};

export interface AgentMethodsOptions {
  readonly authenticator: Authenticator;
  readonly admission: AcpAdmission;
  readonly server: ServerInfo;
  /** Nobody needs a token. */
  readonly devMode: boolean;
}

/** What a connection says of itself: who it is and what it can. */
export class AgentMethods {
  readonly #options: AgentMethodsOptions;

  constructor(options: AgentMethodsOptions) {
    this.#options = options;
  }

  /** @throws GatewayError INVALID_REQUEST when it is not the first time */
  async initialize({ clientCapabilities }: InitializeRequest, client: AcpConnection): Promise<InitializeResponse> {
    if (client.capabilities !== null) throw new GatewayError("INVALID_REQUEST", "The connection is initialized already.");
    client.capabilities = isRecord(clientCapabilities) ? clientCapabilities : {};
    const { devMode, server } = this.#options;
    // Before it is known who asks nothing is promised that may be refused.
    const mayDelete = client.membership?.may("session:delete") ?? false;
    return {
      protocolVersion: ACP_VERSION,
      agentCapabilities: {
        loadSession: true,
        promptCapabilities: { image: true, audio: true, embeddedContext: true },
        mcpCapabilities: { http: false, sse: false },
        sessionCapabilities: { list: {}, resume: {}, close: {}, ...(mayDelete ? { delete: {} } : {}) },
        ...(devMode ? {} : { auth: { logout: {} } }),
      },
      authMethods: client.membership === null ? [TOKEN_METHOD] : [],
      agentInfo: { name: server.name, title: "Diminuendo", version: server.version },
    };
  }

  /** @throws GatewayError INVALID_MESSAGE, AUTH_FAILED, AUTH_RATE_LIMITED, FORBIDDEN, INVALID_STATE */
  async authenticate({ methodId, _meta }: AuthenticateRequest, client: AcpConnection): Promise<object> {
    if (methodId !== TOKEN_METHOD.id) throw invalid("/methodId", "is not one of the methods that are offered");
    const { token } = authenticateMeta(_meta);
    const { authenticator, admission } = this.#options;
    admission.admit(client, await authenticator.authenticate(token, client.channel.address, client.membership));
    return {};
  }

  /** @throws GatewayError METHOD_NOT_FOUND in dev mode, where it is not offered */
  async logout(client: AcpConnection): Promise<object> {
    if (this.#options.devMode) throw new GatewayError("METHOD_NOT_FOUND", "There is nobody to log out in dev mode.");
    this.#options.admission.logOut(client);
    return {};
  }
}
