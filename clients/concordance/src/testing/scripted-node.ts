import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { ERROR_CODES } from "../generated/error-codes.ts";
import type { ClusterStatus, ErrorData } from "../generated/types.ts";

/** A call as it came. */
export interface ScriptedCall {
  readonly method: string;
  // biome-ignore lint/suspicious/noExplicitAny: each method has its own, and a test knows which
  readonly params: any;
  readonly connection: ScriptedConnection;
}

/** A call is not answered. */
export const SILENCE = Symbol("silence");

/** What a node answers: a result, a refusal, or nothing. */
export type Script = (call: ScriptedCall) => object | Refusal | typeof SILENCE | Promise<object | Refusal | typeof SILENCE>;

export class Refusal {
  readonly data: ErrorData;

  constructor(code: ErrorData["code"], data: Omit<ErrorData, "code"> = {}) {
    this.data = { code, ...data };
  }
}

/** One connection of a client to a scripted node. */
export class ScriptedConnection {
  readonly webSocket: WebSocket;
  readonly socket: Socket;

  constructor(webSocket: WebSocket, socket: Socket) {
    this.webSocket = webSocket;
    this.socket = socket;
  }

  notify(method: string, params: object): void {
    this.webSocket.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  /** Sends text as it is. */
  send(text: string): void {
    this.webSocket.send(text);
  }

  /** Breaks it off. */
  drop(): void {
    this.webSocket.terminate();
  }
}

export interface ScriptedNodeOptions {
  readonly id?: string;
  readonly port?: number;
  /** Answers what `cluster/status` does not ask. */
  readonly script?: Script;
}

/** A node that does nothing but what a test tells it to. */
export class ScriptedNode {
  readonly id: string;
  script: Script;
  /** What it says to `cluster/status`. */
  status: (call: ScriptedCall) => object | Refusal | typeof SILENCE;
  /** What came, without calls of `cluster/status`. */
  readonly calls: ScriptedCall[] = [];
  readonly connections = new Set<ScriptedConnection>();
  /** Connections that were ever opened. */
  opened = 0;
  /** What came with the upgrades. */
  readonly upgrades: IncomingMessage[] = [];
  #server: Server | null = null;
  #port: number;

  private constructor({ id = "n1", port = 0, script = () => SILENCE }: ScriptedNodeOptions) {
    this.id = id;
    this.#port = port;
    this.script = script;
    this.status = () => statusOf({ id, members: [this], leader: id });
  }

  static async start(options: ScriptedNodeOptions = {}): Promise<ScriptedNode> {
    const node = new ScriptedNode(options);
    await node.listen();
    onTestFinished(() => node.stop());
    return node;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Those of the methods that a test is about. */
  callsOf(method: string): ScriptedCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Serves again, at the address that it had. */
  async listen(): Promise<void> {
    const server = createServer();
    const webSockets = new WebSocketServer({ server, path: "/stream", handleProtocols: (offered) => [...offered][0] ?? false });
    webSockets.on("connection", (webSocket, request) => this.#serve(webSocket, request));
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Breaks off all connections, as if the process was killed. */
  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = null;
    this.drop();
  }

  /** Breaks off all connections, and takes new ones. */
  drop(): void {
    for (const connection of this.connections) connection.drop();
    this.connections.clear();
  }

  #serve(webSocket: WebSocket, request: IncomingMessage): void {
    this.opened += 1;
    this.upgrades.push(request);
    const connection = new ScriptedConnection(webSocket, request.socket);
    this.connections.add(connection);
    webSocket.on("error", () => undefined);
    webSocket.on("close", () => this.connections.delete(connection));
    webSocket.on("message", (data) => void this.#take(String(data), connection));
  }

  async #take(text: string, connection: ScriptedConnection): Promise<void> {
    const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: object };
    const call = { method, params, connection };
    const isStatus = method === "cluster/status";
    if (!isStatus) this.calls.push(call);
    const answer = isStatus ? this.status(call) : this.script(call);
    // What is known at once is answered at once, before anything else is sent.
    const answered = answer instanceof Promise ? await answer : answer;
    if (answered === SILENCE) return;
    const said = answered instanceof Refusal ? { error: errorOf(answered) } : { result: answered };
    connection.send(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
  }
}

export interface StatusFacts {
  readonly id: string;
  readonly members: readonly { readonly id: string; readonly address: string }[];
  readonly leader: string | null;
  readonly term?: number;
  readonly cluster?: string;
}

export function statusOf({ id, members, leader, term = 1, cluster = "a-cluster" }: StatusFacts): ClusterStatus {
  return {
    clusterId: cluster,
    nodeId: id,
    role: leader === id ? "leader" : "follower",
    term,
    leader,
    commitIndex: 1,
    appliedIndex: 1,
    revision: 1,
    members: members.map((member) => ({
      nodeId: member.id,
      address: member.address,
      voter: true,
      role: "voter",
      matchIndex: null,
      lastContactMs: null,
    })),
  };
}

function errorOf({ data }: Refusal): object {
  return { code: ERROR_CODES[data.code].rpcCode, message: `refused with ${data.code}`, data };
}
