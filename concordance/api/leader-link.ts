import type { WebSocket } from "ws";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { SOCKETS } from "../../generated/concordance/sockets.ts";
import type { StreamError } from "../../generated/concordance/types.ts";
import { outcomeUnknown } from "../node/refusals.ts";
import { Waiting } from "../node/waiting.ts";
import type { Corked } from "../wire/corked.ts";
import { dial } from "../wire/dial.ts";
import { ConcordanceError } from "./concordance-error.ts";

/** A JSON-RPC answer as the leader gives it. */
interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: StreamError;
}

/** How long a connection may take to open, in ms. */
const OPEN_MS = 2_000;

/** Passes calls on to the leader by its `/stream`: one connection for all of them, to whoever leads now. */
export class LeaderLink {
  readonly #headers: Readonly<Record<string, string>>;
  #connection: Connection | null = null;

  /** @param nodeId as far as it is known: the leader's side can tell whose calls they are */
  constructor(apiKey: string, nodeId: string | null) {
    this.#headers = { authorization: `Bearer ${apiKey}`, ...(nodeId === null ? {} : { "user-agent": `concordance/${nodeId}` }) };
  }

  /**
   * @throws ConcordanceError what the leader answered; NO_LEADER when it could not be asked; PROPOSAL_TIMEOUT when its answer was
   * lost, so that the outcome is unknown
   */
  async call(address: string, method: string, params: object): Promise<unknown> {
    if (this.#connection?.address !== address || this.#connection.isOver) {
      this.#connection?.retire();
      this.#connection = new Connection(address, this.#headers);
    }
    return this.#connection.call(method, params);
  }

  close(): void {
    this.#connection?.end();
  }
}

class Connection {
  readonly address: string;
  readonly #socket: WebSocket;
  readonly #opened: Promise<Corked>;
  readonly #waiting = new Waiting<unknown>(LIMITS.proposalTimeout, outcomeUnknown);
  #ids = 0;
  #isRetired = false;
  isOver = false;

  constructor(address: string, headers: Readonly<Record<string, string>>) {
    this.address = address;
    const opened = Promise.withResolvers<Corked>();
    const options = { headers, maxPayload: LIMITS.frameBytes, handshakeTimeout: OPEN_MS };
    const socket = dial(`ws://${address}${SOCKETS.stream}`, options, opened.resolve);
    this.#socket = socket;
    this.#opened = opened.promise;
    this.#opened.catch(() => undefined);
    socket.on("message", (data) => this.#answered(JSON.parse(data.toString()) as Answer));
    socket.on("close", () => {
      this.isOver = true;
      opened.reject(unreachable());
      this.#waiting.rejectAll(outcomeUnknown);
    });
  }

  async call(method: string, params: object): Promise<unknown> {
    const wire = await this.#opened;
    if (this.isOver) throw unreachable();
    this.#ids += 1;
    const id = this.#ids;
    const answer = this.#waiting.wait(id);
    wire.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return answer;
  }

  /** Another leads now: ends once nobody waits for an answer any more. */
  retire(): void {
    this.#isRetired = true;
    if (this.#waiting.size === 0) this.end();
  }

  end(): void {
    this.#socket.terminate();
  }

  #answered({ id, result, error }: Answer): void {
    if (error === undefined) {
      this.#waiting.resolve(id, result);
    } else {
      const { code, ...data } = error.data;
      this.#waiting.reject(id, new ConcordanceError(code, error.message, data));
    }
    if (this.#isRetired && this.#waiting.size === 0) this.end();
  }
}

function unreachable(): ConcordanceError {
  return new ConcordanceError("NO_LEADER", "The leader could not be reached. Nothing was done.");
}
