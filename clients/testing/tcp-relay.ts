import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to a server that can be cut. It ends with the test. */
export class TcpRelay {
  readonly url: string;
  readonly #sockets: Set<Socket>;

  private constructor(port: number, sockets: Set<Socket>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#sockets = sockets;
  }

  /** @param target URL of the server */
  static async start(target: string): Promise<TcpRelay> {
    const { hostname, port } = new URL(target);
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(socket);
        socket.on("error", () => other.destroy()).on("close", () => sockets.delete(socket));
        socket.pipe(other);
      }
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new TcpRelay((server.address() as AddressInfo).port, sockets);
  }

  /** Ends every connection without a word. New ones are taken. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}
