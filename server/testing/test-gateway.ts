import { onTestFinished } from "vitest";
import { AgentCatalogue } from "../agents/catalogue.ts";
import { type App, startApp } from "../app.ts";
import { devVerifier, type TokenVerifier } from "../auth/authenticator.ts";
import { type Config, readConfig } from "../config/environment.ts";
import type { Claims } from "../members/membership.ts";
import { createLogger } from "../observability/logger.ts";
import { NO_TRACING } from "../observability/tracing.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { FrontDoor } from "../transport/http/front-door.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { TestClient } from "./test-client.ts";

export interface TestGatewayOptions {
  dataDir?: string;
  catalogue?: AgentCatalogue;
  /** Everyone authenticates with a token `tenant~user`; without it the gateway is in dev mode. */
  withTokens?: boolean;
  /** Verifies tokens in place of the one that takes `tenant~user`; goes with `withTokens`. */
  verifier?: TokenVerifier;
  config?: Partial<Config>;
  now?: () => number;
  logLevel?: string;
}

/** A gateway in this process, on a free port and real files, that ends with the test. */
export interface TestGateway {
  dataDir: string;
  url: string;
  app: App;
  /** A connected client; authenticated when `token` is given or the gateway is in dev mode. */
  connect(token?: string): Promise<TestClient>;
  /** A client that has not authenticated yet. */
  open(): Promise<TestClient>;
  /** A request to the REST interface, with a bearer token if one is given. */
  request(method: string, path: string, options?: { token?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  close(): Promise<void>;
}

/** Takes `tenant~user` for a token of that user in that tenant. */
const namingVerifier: TokenVerifier = {
  async verify(token): Promise<Claims> {
    const [tenantId, userId] = token.split("~");
    if (!tenantId || !userId) throw new GatewayError("AUTH_FAILED", "The token is not valid.");
    return { tenantId, userId, email: `${userId}@example.com`, expiresAt: null };
  },
};

export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const { withTokens = false } = options;
  const env = withTokens ? { DEV_MODE: "false", AUTH_URL: "https://issuer.example", HOST: "127.0.0.1" } : {};
  const config = { ...readConfig({ ...env, PORT: "0", DATA_DIR: dataDir }), ...options.config };
  const app = await startApp({
    config,
    door: await FrontDoor.open(config),
    version: "0.0.0-test",
    catalogue: options.catalogue ?? new AgentCatalogue(),
    verifier: withTokens ? (options.verifier ?? namingVerifier) : devVerifier,
    tracing: NO_TRACING,
    log: createLogger(options.logLevel ?? "silent"),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= app.close("The test is over.");
    return closed;
  };
  onTestFinished(close);
  const url = `http://127.0.0.1:${app.address.port}`;
  return {
    dataDir,
    url,
    app,
    connect: (token) => TestClient.connect(url, token),
    async open() {
      const client = TestClient.open(url);
      await client.next("connected");
      return client;
    },
    request: (method, path, { token, body, headers = {} } = {}) =>
      fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    close,
  };
}
