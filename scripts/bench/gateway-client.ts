import { WebSocket } from "ws";

type Event = { type: string; ref?: string } & Record<string, unknown>;

/** A client that drives a measurement: sends a message and waits for what comes of it. */
export class GatewayClient {
  readonly #socket: WebSocket;
  #waiting: { matches: (event: Event) => boolean; resolve: (event: Event) => void }[] = [];
  #nextRef = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      const event = JSON.parse(String(data)) as Event;
      const index = this.#waiting.findIndex(({ matches }) => matches(event));
      if (index !== -1) this.#waiting.splice(index, 1)[0]?.resolve(event);
    });
  }

  /** Connects, and waits until it is authenticated. */
  static async connect(port: number): Promise<GatewayClient> {
    const client = new GatewayClient(new WebSocket(`ws://127.0.0.1:${port}/ws`, { perMessageDeflate: false }));
    await client.event("authenticated");
    return client;
  }

  /** The next event of a type. */
  event(type: string): Promise<Event> {
    return this.#matching((event) => event.type === type);
  }

  /** Sends a message and waits for its reply. */
  request(message: Record<string, unknown>): Promise<Event> {
    const ref = String(this.#nextRef++);
    const reply = this.#matching((event) => event.ref === ref);
    this.#socket.send(JSON.stringify({ ...message, ref }));
    return reply;
  }

  /** Creates a session and returns its id. */
  async createSession(agentType: string): Promise<string> {
    const { session } = await this.request({ type: "create_session", agentType });
    return (session as { id: string }).id;
  }

  close(): void {
    this.#socket.terminate();
  }

  #matching(matches: (event: Event) => boolean): Promise<Event> {
    return new Promise((resolve) => this.#waiting.push({ matches, resolve }));
  }
}
