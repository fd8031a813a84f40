import type { Json } from "../trace/format.ts";
import { openSocket, SocketPeer } from "../wire/socket.ts";
import { membersOf } from "./judge.ts";

/** How long an answer may take. */
const PATIENCE_MS = 15_000;

/** Where a server is, and what it is told of who asks. */
export interface Server {
  /** Without a slash at its end. */
  url: string;
  /** null where everyone is let in. */
  token: string | null;
}

/** The header that says who asks. */
export function bearer({ token }: Server): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** A WebSocket on which one thing is asked at a time. */
export class Conversation {
  readonly #peer: SocketPeer;

  private constructor(peer: SocketPeer) {
    this.#peer = peer;
  }

  /** @throws Error when the server refuses */
  static async open(server: Server, path: string, offer: string[] = []): Promise<Conversation> {
    const peer = await openSocket({ url: server.url + path, headers: bearer(server), offer });
    if (!(peer instanceof SocketPeer)) throw new Error(`${path} refused the connection with ${peer.status}.`);
    return new Conversation(peer);
  }

  say(value: unknown): void {
    this.#peer.send(JSON.stringify(value));
  }

  /** Reads until the frame comes that is looked for. Undefined when it does not, or the connection ends. */
  async hear(isIt: (frame: Readonly<Record<string, Json>>) => boolean): Promise<Readonly<Record<string, Json>> | undefined> {
    for (;;) {
      const incoming = await this.#peer.next(PATIENCE_MS);
      if (incoming === undefined || incoming.kind !== "frame") return undefined;
      const frame = membersOf(incoming.frame);
      if (isIt(frame)) return frame;
    }
  }

  end(): void {
    this.#peer.cut();
  }
}
