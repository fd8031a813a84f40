import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { LIMITS } from "../generated/concordance/limits.ts";
import { Entries } from "./api/entries.ts";
import { createHttpServer } from "./api/http-server.ts";
import { Keys } from "./api/keys.ts";
import { LeaderLink } from "./api/leader-link.ts";
import { Leading } from "./api/leading.ts";
import { Membership } from "./api/membership.ts";
import { restOperations } from "./api/rest-operations.ts";
import { StreamCalls } from "./api/stream-calls.ts";
import { StreamServer } from "./api/stream-server.ts";
import { Upgrades } from "./api/upgrades.ts";
import { Watching } from "./api/watching.ts";
import { advertisedAddress, hostPort, type NodeOptions } from "./config/options.ts";
import { announce } from "./node/announcing.ts";
import { ConcordanceNode } from "./node/node.ts";
import { openNode } from "./node/opening.ts";
import type { Logger } from "./observability/logger.ts";
import { NodeMetrics } from "./observability/metrics.ts";
import { PeerNetwork } from "./peers/peer-network.ts";
import { PeerServer } from "./peers/peer-server.ts";
import { WatchHub } from "./watch/watch-hub.ts";

/** A node that serves. */
export interface App {
  readonly nodeId: string;
  readonly cluster: string;
  /** `host:port`, as it listens. */
  readonly address: string;
  /** Hands leadership on, tells clients, writes what is left and closes the files. */
  close(): Promise<void>;
}

/**
 * Builds a node and starts it: the only place that knows all parts.
 *
 * @throws OpeningError; Error of the system when the address cannot be used; Error of the files when they are damaged
 */
export async function startApp(options: NodeOptions, log: Logger): Promise<App> {
  const requests = Promise.withResolvers<RequestListener>();
  const upgrades = Promise.withResolvers<Upgrades>();
  const server = createServer();
  // Whoever comes while the files are opened waits for a moment.
  server.on("request", (request, response) => void requests.promise.then((listener) => listener(request, response)));
  server.on("upgrade", (request, socket, head) => {
    // Whoever comes may go before it is his turn.
    socket.on("error", () => socket.destroy());
    void upgrades.promise.then((ready) => ready.take(request, socket, head));
  });
  server.listen({ host: options.host, port: options.port });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const link = new LeaderLink(options.apiKey, options.nodeId);
  const address = advertisedAddress(options, port);
  let node: ConcordanceNode | undefined;
  const opened = await openNode({
    options,
    address,
    link,
    log,
    onPersisted: (id) => node?.persisted(id),
    onFailure: (error) => node?.fail(error),
  }).catch((error: unknown) => {
    server.close();
    link.close();
    throw error;
  });
  const { id, cluster } = opened.raft;
  const peers = new PeerNetwork({
    nodeId: id,
    cluster,
    headers: { authorization: `Bearer ${options.peerKey}`, "user-agent": `concordance/${id}` },
    onMessage: (message) => node?.receive(message),
    onUnreachable: (peer) => node?.unreachable(peer),
    onProblem: (peer, problem) => log.warn({ peer, problem }, "a peer cannot be used"),
  });
  const started = new ConcordanceNode({
    ...opened,
    peers,
    log,
    onChanges: (changes) => hub.changed(changes),
    onRestored: () => hub.restored(),
  });
  node = started;
  const hub = new WatchHub(() => started.machine);
  const keys = new Keys(options);
  const leading = new Leading(started, link);
  const entries = new Entries(started, leading);
  const membership = new Membership(started, leading);
  const watching = new Watching(started, hub);
  const refusal = () => started.failure;
  const metrics = new NodeMetrics(() => ({
    ...started.status,
    members: started.status.members.length,
    revision: started.machine.revision,
    waitingWrites: started.waitingWrites,
    connections: streams.connections,
    subscriptions: hub.subscriptions,
    openPeers: peers.openLinks,
    isReady: started.isReady,
  }));
  const calls = new StreamCalls({
    methods: { kv: entries, cluster: membership, watch: watching },
    refusal,
    log,
    onAnswered: (method, code, ms) => metrics.answered("stream", method, code === "OK" ? null : code, ms),
  });
  const streams = new StreamServer(calls, hub);
  const raftServer = new PeerServer(peers, log);
  const listener = await createHttpServer({
    server,
    keys,
    operations: restOperations({ node: started, entries, membership, watching, metrics }),
    refusal,
    log,
    onAnswered: (operation, status, ms) => metrics.answered("rest", operation, status < 400 ? null : String(status), ms),
  });
  started.start();
  // Peers at once: without them there is no leader.
  upgrades.resolve(new Upgrades({ keys, streams, peers: raftServer, refusal }));
  // A node that leads alone leads at once; others may have to wait for each other.
  await started.leaderKnown(options.electionMs * 4);
  requests.resolve(listener);
  const stopped = new AbortController();
  void announce({ node: started, address, join: options.join, learner: options.learner, link, log, stopped: stopped.signal });
  return {
    nodeId: id,
    cluster,
    address: hostPort(options.host, port),
    close: async () => {
      stopped.abort();
      server.close();
      await started.stop();
      // What was under way has been refused; that has to be sent before the connections are closed.
      await nextTurn();
      hub.close();
      await streams.close();
      raftServer.close();
      link.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), LIMITS.shutdown / 10).unref();
      await started.close();
    },
  };
}
