import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Lane } from "./lane.ts";
import type { Links } from "./links.ts";

/** A head of a request is shorter than this. */
const LONGEST_HEAD = 16_384;
const END_OF_HEAD = "\r\n\r\n";
/** How a node says who it is when it connects to another. */
const CALLER = /^user-agent: *concordance\/(\S+) *$/im;

/** Where the others reach a node: passes their connections on to it, as the links between them allow. */
export class PeerProxy {
  readonly #owner: string;
  readonly #links: Links;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #ignoreChanges: () => void;
  /** The port of the node itself. */
  target = 0;

  private constructor(owner: string, links: Links, server: Server) {
    this.#owner = owner;
    this.#links = links;
    this.#server = server;
    server.on("connection", (socket) => void this.#accept(socket));
    this.#ignoreChanges = links.onChange(() => {
      for (const connection of this.#connections) connection.changed();
    });
  }

  /** @param owner the node that is behind it */
  static async open(owner: string, links: Links): Promise<PeerProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PeerProxy(owner, links, server);
  }

  /** `host:port`: what the node is to advertise. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#ignoreChanges();
    this.#server.close();
    for (const connection of this.#connections) connection.end();
  }

  async #accept(socket: Socket): Promise<void> {
    socket.on("error", () => socket.destroy());
    const head = await headOf(socket);
    if (head === null) {
      socket.destroy();
      return;
    }
    const caller = CALLER.exec(head.toString("latin1"))?.[1] ?? "";
    const connection = new Connection({ socket, head, target: this.target, links: this.#links, caller, owner: this.#owner });
    this.#connections.add(connection);
    connection.over.then(() => this.#connections.delete(connection));
  }
}

interface ConnectionOptions {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly target: number;
  readonly links: Links;
  /** Who made the connection; empty when it did not say. */
  readonly caller: string;
  readonly owner: string;
}

/** A connection of one node to another. */
class Connection {
  readonly #options: ConnectionOptions;
  readonly #inner: Socket;
  readonly #lanes: readonly Lane[];
  readonly over: Promise<unknown>;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket, head, target, links, caller, owner } = options;
    this.#inner = connect({ host: "127.0.0.1", port: target, noDelay: true });
    socket.setNoDelay(true);
    this.#inner.on("error", () => this.#inner.destroy());
    this.#lanes = [
      new Lane(socket, this.#inner, () => links.stateOf(caller, owner), head),
      new Lane(this.#inner, socket, () => links.stateOf(owner, caller)),
    ];
    this.over = Promise.all([closed(socket), closed(this.#inner)]);
    this.changed();
  }

  changed(): void {
    const { links, caller, owner } = this.#options;
    if (links.stateOf(caller, owner).isRefused) this.end();
    else for (const lane of this.#lanes) lane.pump();
  }

  /** As when a computer in between says that there is no way. */
  end(): void {
    this.#options.socket.resetAndDestroy();
    this.#inner.resetAndDestroy();
  }
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
}

/** What a connection begins with, up to the end of the request's head and perhaps further; null when it is no request. */
function headOf(socket: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    const end = (result: Buffer | null) => {
      socket.off("data", onData);
      socket.off("close", onClose);
      socket.pause();
      resolve(result);
    };
    const onData = (bytes: Buffer) => {
      head = Buffer.concat([head, bytes]);
      if (head.includes(END_OF_HEAD)) end(head);
      else if (head.length > LONGEST_HEAD) end(null);
    };
    const onClose = () => end(null);
    socket.on("data", onData);
    socket.once("close", onClose);
  });
}
