import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A network between a client and a server, which can be cut. */
export class TcpProxy {
  /** Connections so far. */
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The ends that clients are at. */
  readonly #clients = new Set<Socket>();
  #isDown = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param target the URL that it leads to */
  static async start(target: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.on("connection", (near) => {
      if (proxy.#isDown) near.resetAndDestroy();
      else proxy.#join(near, connect(Number(port), hostname));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      proxy.cut();
      server.close();
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends every connection, as a network does that is gone, and lets no other through until `mend`. */
  cut(): void {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isDown = false;
  }

  /** From now on what clients say gets lost, and they do not notice. Resolves when something was lost. */
  async swallow(): Promise<void> {
    const lost = Promise.withResolvers<void>();
    for (const client of this.#clients) {
      client.unpipe();
      client.on("data", () => lost.resolve());
      client.resume();
    }
    await lost.promise;
  }

  #join(near: Socket, far: Socket): void {
    this.connections += 1;
    this.#clients.add(near);
    near.once("close", () => this.#clients.delete(near));
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      this.#sockets.add(from);
      from.on("error", () => undefined);
      from.once("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
