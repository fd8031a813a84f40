import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Handlers } from "../generated/gateway/handlers.ts";
import { LIMITS } from "../generated/gateway/limits.ts";
import type { Operations } from "../generated/gateway/operations.ts";
import { serializeError } from "../generated/gateway/serializers.ts";
import { SOCKETS } from "../generated/gateway/sockets.ts";
import type { AgentCatalogue } from "./agents/catalogue.ts";
import { Authenticator, type TokenVerifier } from "./auth/authenticator.ts";
import { CreditLedger } from "./billing/credit-ledger.ts";
import type { Config } from "./config/environment.ts";
import { ConfigStore } from "./configuration/config-store.ts";
import { ConfigurationService } from "./configuration/configuration-service.ts";
import { MemberDirectory } from "./members/member-directory.ts";
import { MembersService } from "./members/members-service.ts";
import type { Membership } from "./members/membership.ts";
import type { Logger } from "./observability/logger.ts";
import { Metrics } from "./observability/metrics.ts";
import { createObserver } from "./observability/observer.ts";
import type { Tracing } from "./observability/tracing.ts";
import type { Call } from "./pipeline/call.ts";
import { Lifecycle } from "./pipeline/lifecycle.ts";
import { MessagePipeline } from "./pipeline/message-pipeline.ts";
import { AgentsOperations } from "./rest/agents-operations.ts";
import { FilesOperations } from "./rest/files-operations.ts";
import { type Dependency, HealthOperations } from "./rest/health-operations.ts";
import { MeOperations } from "./rest/me-operations.ts";
import { ProjectsOperations } from "./rest/projects-operations.ts";
import { SessionsOperations } from "./rest/sessions-operations.ts";
import { SettingsOperations } from "./rest/settings-operations.ts";
import { EventLog } from "./sessions/event-log.ts";
import { HistoryService } from "./sessions/history-service.ts";
import { SessionDirectory } from "./sessions/session-directory.ts";
import { SessionForker } from "./sessions/session-forker.ts";
import { SessionsService } from "./sessions/sessions-service.ts";
import { TurnsService } from "./sessions/turns-service.ts";
import { Storage } from "./storage/storage.ts";
import { AcpHttpBinding } from "./transport/acp/http-binding.ts";
import { AcpOnDemand } from "./transport/acp/on-demand.ts";
import { AcpWebSocketBinding } from "./transport/acp/websocket-binding.ts";
import { Broadcaster } from "./transport/broadcaster.ts";
import { EventStreams } from "./transport/http/event-streams.ts";
import type { FrontDoor } from "./transport/http/front-door.ts";
import { Idempotency } from "./transport/http/idempotency.ts";
import { OperationPipeline } from "./transport/http/operation-pipeline.ts";
import { Admission } from "./transport/websocket/admission.ts";
import { ConnectionService } from "./transport/websocket/connection-service.ts";
import { Heartbeat } from "./transport/websocket/heartbeat.ts";
import { UpgradeGuard } from "./transport/websocket/upgrade-guard.ts";
import { pathOf, refuseUnknownPath } from "./transport/websocket/upgrade-path.ts";
import { GatewayWebSocketServer } from "./transport/websocket/websocket-server.ts";
import { textFrame } from "./wire/text-frame.ts";
import { FilesService } from "./workspace/files-service.ts";

/** What an application is made of that is not made here. */
export interface AppOptions {
  config: Config;
  /** Where it listens. */
  door: FrontDoor;
  version: string;
  catalogue: AgentCatalogue;
  verifier: TokenVerifier;
  tracing: Tracing;
  log: Logger;
  /** Unix milliseconds. */
  now?: () => number;
}

/** What those who watch a session are told when its events wait for room. */
const NO_ROOM = {
  code: "INTERNAL",
  message: "The gateway has no room on its disk. What happens in the session is kept, and comes when there is.",
} as const;

/** A gateway that serves. */
export interface App {
  /** Where it listens. */
  address: AddressInfo;
  /** Ends turns, says goodbye to clients, and writes down what is left. */
  close(reason: string): Promise<void>;
}

/**
 * Builds every service, wires them, and listens.
 *
 * @throws StorageError when the data folder cannot be used
 */
export async function startApp({ config, door, version, catalogue, verifier, tracing, log, now = Date.now }: AppOptions): Promise<App> {
  await mkdir(config.dataDir, { recursive: true });
  const metrics = new Metrics();
  const observer = createObserver({ metrics, tracing, log });
  // Threads start while the largest library is loaded.
  const [{ storage, unreadableBytes }, { createHttpServer }] = await Promise.all([
    Storage.open({ root: config.dataDir, openDatabases: LIMITS.openDatabases, onFault: observer.fault }),
    import("./transport/http/http-server.ts"),
  ]);
  if (unreadableBytes > 0)
    log.warn(
      { unreadableBytes },
      "the journal ended in something that cannot be read: a commit that nobody was told of, or damage; it was passed over",
    );

  const broadcaster = new Broadcaster();
  const eventLog = new EventLog({
    target: storage,
    publish: (committed) => {
      observer.committed(committed);
      broadcaster.publish(committed);
    },
    onStall: (stalled, reason, sessionIds) => {
      observer.stall(stalled, reason);
      if (stalled) broadcaster.tell(sessionIds, textFrame(serializeError(NO_ROOM)));
    },
    now,
  });
  const credits = new CreditLedger(storage, now);
  const directory = new SessionDirectory({
    storage,
    log: eventLog,
    catalogue,
    releaseCredits: (tenantId, openTurns) => credits.releaseOrphans(tenantId, openTurns),
    creditsFor: (record, tenantId) => credits.forSession(tenantId, record.id, catalogue.pricing(record.agentType)),
    isWatched: (sessionId) => broadcaster.participants(sessionId).size > 0,
    onTurn: observer.turn,
    note: observer.note,
    now,
  });
  const members = new MemberDirectory({ storage, sessions: directory, autoJoinRole: config.autoJoinRole, note: observer.note, now });
  const authenticator = new Authenticator(verifier, members);

  const configStore = new ConfigStore({ config, now, log });
  const configuration = new ConfigurationService({ store: configStore, sessions: directory, note: observer.note });
  const sessions = new SessionsService({
    storage,
    sessions: directory,
    catalogue,
    broadcaster,
    releaseCredits: (tenantId, sessionId) => credits.releaseSession(tenantId, sessionId),
    forgetConfiguration: (tenantId, sessionId) => void configuration.forgetSession(tenantId, sessionId),
    now,
    note: observer.note,
  });
  const turns = new TurnsService();
  const streams = new EventStreams(broadcaster, storage);
  const history = new HistoryService(storage);
  const files = new FilesService(storage);
  const admission = new Admission(broadcaster, now);
  const disconnect = (membership: Membership) => {
    sockets.disconnect(membership);
    streams.disconnect(membership);
    acp.disconnect(membership);
  };
  const handlers: Handlers<Call> = {
    connection: new ConnectionService({ authenticator, admission, broadcaster, events: storage, now }),
    sessions,
    turns,
    history,
    files,
    members: new MembersService({ storage, members, broadcaster, disconnect, now }),
  };
  const operations: Operations<Call> = {
    sessions: new SessionsOperations({
      sessions,
      turns,
      history,
      streams,
      forker: new SessionForker({ storage, directory, sessions, history }),
    }),
    sessionFiles: new FilesOperations(files),
    agents: new AgentsOperations(catalogue),
    me: new MeOperations({ store: configStore, now }),
    tenantSettings: new SettingsOperations(configStore),
    projects: new ProjectsOperations({ store: configStore, now }),
    operations: new HealthOperations({
      dependencies: dependencies(
        verifier,
        () => storage.check(eventLog.stalled),
        () => configStore.check(),
      ),
      metrics: () => {
        metrics.requests.inc({ operation: "Operations.health", status: 200 }, door.takeAnswered());
        return metrics.text();
      },
      log,
    }),
  };

  const lifecycle = new Lifecycle();
  const heartbeat = new Heartbeat(now);
  const { devMode, allowedOrigins } = config;
  const server = { name: "diminuendo", version };
  const guard = new UpgradeGuard({ authenticator, lifecycle, devMode, allowedOrigins });
  const acp = new AcpOnDemand(async () => {
    const { AcpGateway } = await import("./acp/acp-gateway.ts");
    return new AcpGateway({
      sessions,
      directory,
      catalogue,
      broadcaster,
      events: storage,
      history,
      authenticator,
      config: { config: configuration },
      leaveConfiguration: (subscriber) => configuration.leave(subscriber),
      lifecycle,
      server,
      devMode,
      log,
      now,
      onOutcome: observer.message,
    });
  });
  const acpRequests = new AcpHttpBinding({ gateway: () => acp.get(), guard });
  const acpSockets = new AcpWebSocketBinding({ gateway: () => acp.get(), guard, heartbeat, log });
  const sockets = new GatewayWebSocketServer({
    pipeline: new MessagePipeline({ handlers, sessions: directory, lifecycle, tracing, log, onOutcome: observer.message }),
    guard,
    admission,
    heartbeat,
    server,
    log,
    now,
    onConnections: (count) => metrics.connections.set(count),
  });
  const http = createHttpServer({
    server: door.server,
    pipeline: new OperationPipeline({
      operations,
      authenticator,
      devMode: config.devMode,
      sessions: directory,
      lifecycle,
      idempotency: new Idempotency(storage, now, observer.note),
    }),
    acp: acpRequests,
    allowedOrigins: config.devMode ? "any" : config.allowedOrigins,
    tracing,
    log,
    now,
    onUpgrade: (request, socket, head) => {
      const socketPath = pathOf(request);
      if (socketPath === SOCKETS.acp) void acpSockets.upgrade(request, socket, head);
      else if (socketPath === SOCKETS.ws) void sockets.upgrade(request, socket, head);
      else refuseUnknownPath(request, socket);
    },
    onOutcome: observer.request,
  });
  await http.ready();
  door.admit();
  heartbeat.start();
  void directory.openAll();

  return {
    address: door.address,
    async close(reason) {
      lifecycle.end();
      heartbeat.stop();
      sockets.announceShutdown(reason);
      streams.announceShutdown(reason);
      door.shut();
      await Promise.all((await directory.all()).map((session) => session.close("shutdown")));
      await eventLog.flush();
      await Promise.all([sockets.closeAll(), streams.closeAll(), acp.closeAll(), acpRequests.closeAll()]);
      door.clear();
      await http.close();
      await Promise.all([storage.close(), configStore.close()]);
      await tracing.close();
    },
  };
}

/**
 * What `/ready` looks at. Who was let in before goes on without the issuer of tokens, and sessions go on without the
 * configuration store.
 */
function dependencies(verifier: TokenVerifier, checkStorage: () => Promise<void>, checkConfiguration: () => Promise<void>): Dependency[] {
  const own = [
    { name: "storage", required: true, check: checkStorage },
    { name: "configuration store", required: false, check: checkConfiguration },
  ];
  const checkIssuer = verifier.check?.bind(verifier);
  return checkIssuer === undefined ? own : [...own, { name: "token issuer", required: false, check: checkIssuer }];
}
