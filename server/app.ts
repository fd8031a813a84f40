import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Handlers } from "../generated/gateway/handlers.ts";
import { LIMITS } from "../generated/gateway/limits.ts";
import type { Operations } from "../generated/gateway/operations.ts";
import { AgentCatalogue } from "./agents/catalogue.ts";
import { Authenticator, devVerifier, type TokenVerifier } from "./auth/authenticator.ts";
import type { Config } from "./config/environment.ts";
import { MemberDirectory } from "./members/member-directory.ts";
import { MembersService } from "./members/members-service.ts";
import type { Logger } from "./observability/logger.ts";
import { Metrics } from "./observability/metrics.ts";
import type { Call } from "./pipeline/call.ts";
import { MessagePipeline } from "./pipeline/message-pipeline.ts";
import { AgentsOperations } from "./rest/agents-operations.ts";
import { FilesOperations } from "./rest/files-operations.ts";
import { HealthOperations } from "./rest/health-operations.ts";
import { SessionsOperations } from "./rest/sessions-operations.ts";
import { EventLog } from "./sessions/event-log.ts";
import { HistoryService } from "./sessions/history-service.ts";
import { SessionDirectory } from "./sessions/session-directory.ts";
import { SessionsService } from "./sessions/sessions-service.ts";
import { TurnsService } from "./sessions/turns-service.ts";
import { Storage } from "./storage/storage.ts";
import { Broadcaster } from "./transport/broadcaster.ts";
import { EventStreams } from "./transport/http/event-streams.ts";
import { createHttpServer } from "./transport/http/http-server.ts";
import { Idempotency } from "./transport/http/idempotency.ts";
import { OperationPipeline } from "./transport/http/operation-pipeline.ts";
import { Admission } from "./transport/websocket/admission.ts";
import { ConnectionService } from "./transport/websocket/connection-service.ts";
import { Heartbeat } from "./transport/websocket/heartbeat.ts";
import { GatewayWebSocketServer } from "./transport/websocket/websocket-server.ts";
import { FilesService } from "./workspace/files-service.ts";

/** A gateway that serves. */
export interface App {
  /** Where it listens. */
  address: AddressInfo;
  /** Ends turns, says goodbye to clients, and writes down what is left. */
  close(reason: string): Promise<void>;
}

export interface AppOptions {
  config: Config;
  version: string;
  log: Logger;
  now?: () => number;
}

/** Builds every service and wires them. */
export async function startApp({ config, version, log, now = Date.now }: AppOptions): Promise<App> {
  await mkdir(config.dataDir, { recursive: true });
  const metrics = new Metrics();
  const { storage, tornBytes } = await Storage.open({
    root: config.dataDir,
    openDatabases: LIMITS.openDatabases,
    onFault: ({ sessionId, tenantId, error }) =>
      log.error({ sessionId, tenantId, failure: error.failure, reason: error.message }, "a session's events could not be stored"),
  });
  if (tornBytes > 0) log.warn({ tornBytes }, "the journal ended in the middle of a commit that nobody was told of; it was cut off");
  const broadcaster = new Broadcaster();
  const eventLog = new EventLog({
    target: storage,
    publish: (committed) => {
      for (const { firstSeq, lastSeq } of committed) metrics.events.inc(lastSeq - firstSeq + 1);
      broadcaster.publish(committed);
    },
    onStall: (stalled, reason) => {
      metrics.storageStalled.set(stalled ? 1 : 0);
      if (stalled) log.error({ reason }, "there is no room on the disk; events wait");
      else log.info("there is room on the disk again");
    },
    now,
  });
  const catalogue = new AgentCatalogue();
  const sessions = new SessionDirectory({
    storage,
    log: eventLog,
    catalogue,
    creditsFor: () => ({ reserve: async () => undefined, settle: async () => undefined }),
    isWatched: (sessionId) => broadcaster.participants(sessionId).size > 0,
    now,
    note: (tenantId, sessionId, message, error) => log.warn({ tenantId, sessionId, error }, message),
  });
  const members = new MemberDirectory({ storage, sessions, autoJoinRole: config.autoJoinRole, now });
  const verifier: TokenVerifier = devVerifier;
  const authenticator = new Authenticator(verifier, members);
  const admission = new Admission(broadcaster, now);
  const heartbeat = new Heartbeat(now);
  const history = new HistoryService(storage);
  const files = new FilesService(storage);
  const turns = new TurnsService();
  const sessionsService = new SessionsService({ storage, sessions, catalogue, broadcaster, now });
  const handlers: Handlers<Call> = {
    connection: new ConnectionService({ authenticator, admission, broadcaster, events: storage, now }),
    sessions: sessionsService,
    turns,
    history,
    files,
    members: new MembersService({ storage, members, broadcaster, disconnect: (membership) => sockets.disconnect(membership), now }),
  };
  const sockets = new GatewayWebSocketServer({
    pipeline: new MessagePipeline({
      handlers,
      sessions,
      log,
      onOutcome: ({ type, outcome, durationMs }) => {
        metrics.messages.inc({ type, outcome });
        metrics.messageDuration.observe({ type }, durationMs / 1000);
      },
    }),
    authenticator,
    admission,
    heartbeat,
    server: { name: "diminuendo", version },
    devMode: config.devMode,
    allowedOrigins: config.allowedOrigins,
    log,
    now,
    onConnections: (count) => metrics.connections.set(count),
  });
  const streams = new EventStreams(broadcaster, storage);
  const operations: Operations<Call> = {
    sessions: new SessionsOperations({
      sessions: sessionsService,
      turns,
      history,
      streams,
      forker: {
        fork: async () => {
          throw new Error("later");
        },
      },
    }),
    sessionFiles: new FilesOperations(files),
    agents: new AgentsOperations(catalogue),
    operations: new HealthOperations({
      dependencies: [],
      metrics: () => metrics.text(),
    }),
  };
  const http = createHttpServer({
    pipeline: new OperationPipeline({
      operations,
      authenticator,
      devMode: config.devMode,
      sessions,
      idempotency: new Idempotency(storage, now),
    }),
    allowedOrigins: config.devMode ? "any" : config.allowedOrigins,
    log,
    onUpgrade: (request, socket, head) => void sockets.upgrade(request, socket, head),
    onOutcome: ({ operation, status, durationMs }) => {
      metrics.requests.inc({ operation, status });
      metrics.requestDuration.observe({ operation }, durationMs / 1000);
    },
  });
  await http.listen({ host: config.host, port: config.port });
  heartbeat.start();
  void sessions.openAll();
  return {
    address: http.server.address() as AddressInfo,
    async close(reason) {
      sockets.announceShutdown(reason);
      await Promise.all((await sessions.all()).map((session) => session.close("shutdown")));
      await eventLog.flush();
      heartbeat.stop();
      await sockets.closeAll();
      await http.close();
      await storage.close();
    },
  };
}
