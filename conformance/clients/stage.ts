import type { Driver } from "./driver.ts";
import { departure, show, substitute } from "./pattern.ts";
import { type Received, type ScriptedConnection, ScriptedGateway } from "./scripted-gateway.ts";
import type { Waiting } from "./waiting.ts";

/** What a scenario is played with, and what is known by now. */
export class Stage {
  readonly driver: Driver;
  readonly gateway: ScriptedGateway;
  /** What names stand for. */
  readonly names = new Map<string, unknown>();
  /** Numbers of commands by their names. */
  readonly commands = new Map<string, number>();
  /** Commands whose failure was looked at. */
  readonly failures = new Set<string>();
  /** How what is heard under a name is heard. */
  readonly ways = new Map<string, readonly string[]>();
  /** When messages came that have names. */
  readonly times = new Map<string, number>();
  /** When the last connection was lost, by the gateway's doing. */
  lostAt = 0;
  #connection: ScriptedConnection | null = null;

  constructor(driver: Driver, waiting: Waiting) {
    this.driver = driver;
    this.gateway = new ScriptedGateway(waiting);
  }

  /** The connection that there is. */
  get connection(): ScriptedConnection {
    if (this.#connection === null) throw new Error("there is no connection yet");
    return this.#connection;
  }

  set connection(connection: ScriptedConnection) {
    this.#connection = connection;
  }

  /** @throws Error when the value departs from the pattern */
  match(pattern: unknown, value: unknown, what: string): void {
    const found = departure(substitute(pattern, this.names), value);
    if (found !== null) throw new Error(`${what}: ${found}. It was ${show(value)}`);
  }

  fill<Value>(template: Value): Value {
    return substitute(template, this.names) as Value;
  }

  commandOf(name: string): number {
    const id = this.commands.get(name);
    if (id === undefined) throw new Error(`no command is named ${name}`);
    return id;
  }

  /** Keeps a message under a name. */
  remember(name: string | undefined, { message, at }: Received): void {
    if (name === undefined) return;
    this.names.set(name, message);
    this.times.set(name, at);
  }

  /** Waits until both sides have worked off what they got. */
  async settle(): Promise<void> {
    await this.driver.settle();
    await this.#connection?.roundTrip();
    await this.driver.settle();
  }

  /** @throws Error when something came that no step has looked at */
  refuseUnread(): void {
    const [received] = this.#connection?.unread ?? [];
    if (received !== undefined) throw new Error(`a message came that no step expected: ${show(received.message)}`);
    if (this.gateway.knocking > 0) throw new Error("a connection came that no step expected");
    for (const [stream, items] of this.driver.unread) {
      // How often a replay is complete is the affair of the scenarios that ask for it.
      if (!stream.includes(".notices ")) throw new Error(`${stream} heard more than it should: ${show(items[0])}`);
    }
  }
}
