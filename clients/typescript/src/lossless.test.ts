import fc from "fast-check";
import { expect, test } from "vitest";
import { delta, type Received, type ScriptedConnection, ScriptedGateway, SESSION_ID, snapshotOf } from "../../testing/scripted-gateway.ts";
import { testClient, until } from "../../testing/test-client.ts";
import { CLOSE_CODES } from "./generated/close-codes.ts";
import type { JoinedSession } from "./session.ts";

/** What goes wrong on one connection. */
interface Fault {
  /** The connection ends after so many frames, the greeting included. */
  frames: number;
  /** How it ends: without a word, or with a close code. */
  end: "drop" | number;
  /** Whether messages are acted upon whose answer is then lost with the connection. */
  actsLast: boolean;
  /** Every so many events one is sent twice. */
  repeats: number;
  /** Every so many events one is left out, though more follow. */
  skips: number;
  /** Events of the log are sent before the answer to a request to join. */
  babbles: boolean;
}

type Event = ReturnType<typeof delta> & { clientTurnId?: unknown };

/** A gateway with one session: as exact as the real one in what it stores, and as faulty as it is told to be in what it sends. */
class FaultyGateway {
  readonly log: Event[] = [];
  readonly #faults: Fault[];
  readonly #turns = new Map<unknown, string>();
  #connections = new Set<FaultyConnection>();

  constructor(faults: Fault[]) {
    this.#faults = [...faults];
  }

  async serve(gateway: ScriptedGateway): Promise<void> {
    for (;;) {
      const connection = new FaultyConnection(this, await gateway.accept(), this.#faults.shift());
      this.#connections.add(connection);
      connection.greet();
    }
  }

  /** Runs a turn unless it is known. Returns its id, and whether it was known. */
  runTurn(clientTurnId: unknown): { turnId: string; duplicate: boolean; begin: () => void } {
    const known = this.#turns.get(clientTurnId);
    if (known !== undefined) return { turnId: known, duplicate: true, begin: () => undefined };
    const turnId = `00000000-0000-4000-8000-${String(this.#turns.size).padStart(12, "0")}`;
    this.#turns.set(clientTurnId, turnId);
    const begin = async () => {
      this.#append({ turnId, type: "turn_started", clientTurnId });
      for (let count = 0; count < 8; count++) {
        await new Promise((resolve) => setImmediate(resolve));
        this.#append({ turnId });
      }
      this.#append({ turnId, type: "turn_complete" });
    };
    return { turnId, duplicate: false, begin: () => void begin() };
  }

  forget(connection: FaultyConnection): void {
    this.#connections.delete(connection);
  }

  #append(fields: object): void {
    this.log.push({ ...delta(this.log.length + 1), ...fields } as Event);
    for (const connection of this.#connections) connection.pump();
  }
}

class FaultyConnection {
  readonly #gateway: FaultyGateway;
  readonly #connection: ScriptedConnection;
  readonly #fault: Fault | undefined;
  #frames = 0;
  #over = false;
  /** How much of the log was sent; null before a request to join. */
  #position: number | null = null;

  constructor(gateway: FaultyGateway, connection: ScriptedConnection, fault: Fault | undefined) {
    this.#gateway = gateway;
    this.#connection = connection;
    this.#fault = fault;
    connection.socket.on("message", (data) => this.#act(JSON.parse(String(data)) as Received));
  }

  greet(): void {
    const connected = { clientId: SESSION_ID, heartbeatIntervalMs: 30_000, ts: 0 };
    const server = { name: "faulty", version: "0" };
    this.#emit({ type: "welcome", protocolVersion: 1, supportedVersions: [1], requiresAuth: false, server });
    this.#emit({ type: "connected", ...connected });
    this.#emit({ type: "authenticated", identity: {} });
  }

  pump(): void {
    if (this.#position === null) return;
    const { log } = this.#gateway;
    const { repeats = 0, skips = 0 } = this.#fault ?? {};
    while (this.#position < log.length && !this.#over) {
      const event = log[this.#position++];
      if (event === undefined) return;
      const isLast = event.type === ("turn_complete" as string);
      if (skips > 0 && event.seq % skips === 0 && !isLast) continue;
      this.#emit(event);
      if (repeats > 0 && event.seq % repeats === 0) this.#emit(event);
    }
  }

  #act(message: Received): void {
    if (this.#over) {
      if (this.#fault?.actsLast && message.type === "run_turn") this.#gateway.runTurn(message["clientTurnId"]).begin();
      return;
    }
    if (message.type === "join_session") {
      if (this.#fault?.babbles) for (const event of this.#gateway.log.slice(-3)) this.#emit(event);
      const lastSeq = this.#gateway.log.length;
      this.#emit(snapshotOf(message, { lastSeq }));
      this.#position = typeof message["afterSeq"] === "number" ? message["afterSeq"] : lastSeq;
      this.pump();
    } else if (message.type === "run_turn") {
      const { turnId, duplicate, begin } = this.#gateway.runTurn(message["clientTurnId"]);
      this.#emit({
        type: "ack",
        ref: message.ref,
        messageType: "run_turn",
        sessionId: SESSION_ID,
        turnId,
        ...(duplicate ? { duplicate } : {}),
      });
      begin();
    }
  }

  #emit(event: object): void {
    if (this.#over) return;
    this.#connection.send(event);
    if (this.#fault === undefined || ++this.#frames < this.#fault.frames) return;
    this.#over = true;
    this.#gateway.forget(this);
    if (this.#fault.end === "drop") this.#connection.drop();
    else this.#connection.close(this.#fault.end);
  }
}

async function collect(session: JoinedSession, seen: number[]): Promise<void> {
  for await (const item of session.events()) seen.push(item.type === "reset" ? Number.NaN : item.seq);
}

const faults = fc.array(
  fc.record<Fault>({
    frames: fc.integer({ min: 1, max: 40 }),
    end: fc.constantFrom("drop" as const, "drop" as const, CLOSE_CODES.SHUTDOWN, CLOSE_CODES.SLOW_CONSUMER, 1011),
    actsLast: fc.boolean(),
    repeats: fc.integer({ min: 0, max: 4 }),
    skips: fc.constantFrom(0, 0, 0, 3, 7),
    babbles: fc.boolean(),
  }),
  { maxLength: 12 },
);

test("whatever happens to connections, no event is lost or repeated, and no turn runs twice", async () => {
  await fc.assert(
    fc.asyncProperty(faults, fc.integer({ min: 1, max: 5 }), async (connectionFaults, turns) => {
      const scripted = await ScriptedGateway.start();
      const gateway = new FaultyGateway(connectionFaults);
      void gateway.serve(scripted);
      const client = testClient(scripted.url, { reconnect: { minDelayMs: 1, maxDelayMs: 4 } });
      void client.connect();
      const session = await client.join(SESSION_ID, { afterSeq: 0 });
      const looped: number[] = [];
      const heard: number[] = [];
      const loop = collect(session, looped);
      for (const type of ["turn_started", "text_delta", "turn_complete"] as const) session.on(type, ({ seq }) => heard.push(seq));
      let again: Promise<void> | undefined;
      const seenAgain: number[] = [];
      for (let count = 0; count < turns; count++) {
        const turn = await session.runTurn("go");
        if (count === 1) again = collect(await client.join(SESSION_ID, { afterSeq: 0 }), seenAgain);
        const seqs: number[] = [];
        for await (const event of turn) seqs.push(event.seq);
        expect(seqs).toEqual(gateway.log.filter(({ turnId }) => turnId === turn.id).map(({ seq }) => seq));
      }
      const whole = gateway.log.map(({ seq }) => seq);
      await until(() => [looped, heard, ...(again ? [seenAgain] : [])].every((seen) => seen.length >= whole.length));
      client.close();
      await loop;
      await again;
      expect(gateway.log).toHaveLength(turns * 10);
      expect(looped).toEqual(whole);
      expect(heard).toEqual(whole);
      if (again) expect(seenAgain).toEqual(whole);
    }),
    { numRuns: 150 },
  );
}, 60_000);
