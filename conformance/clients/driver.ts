import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Heard, Json, Outcome, Ready, Report, StateReport } from "./protocol.ts";
import type { Waiting } from "./waiting.ts";

/** The program that drives an SDK, for one scenario. */
export class Driver {
  /** What was heard and not looked at yet, by `via name`. */
  readonly #heard = new Map<string, Json[]>();
  readonly #states: StateReport[] = [];
  readonly #outcomes = new Map<number, Outcome>();
  readonly #child: ChildProcess;
  readonly #waiting: Waiting;
  #ready: Ready["ready"] | null = null;
  #lastId = 0;
  #exit: string | null = null;
  #complaint = "";

  /** @param command the program and its arguments */
  constructor([program = "", ...parameters]: readonly string[], waiting: Waiting) {
    this.#waiting = waiting;
    this.#child = spawn(program, parameters, { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.on("error", (error) => this.#ended(error.message));
    this.#child.on("close", (code, signal) => this.#ended(`${code ?? signal}`));
    // Who writes to a driver that has ended learns so from its end.
    this.#child.stdin?.on("error", () => undefined);
    this.#child.stderr?.on("data", (chunk) => {
      this.#complaint = (this.#complaint + chunk).slice(-2000);
    });
    if (this.#child.stdout !== null) createInterface({ input: this.#child.stdout }).on("line", (line) => this.#read(line));
  }

  /** How users of the SDK hear of a session's events. */
  get via(): readonly string[] {
    return this.#ready?.via ?? [];
  }

  /** What was heard and nobody has looked at. */
  get unread(): [stream: string, items: Json[]][] {
    return [...this.#heard].filter(([, items]) => items.length > 0);
  }

  async ready(): Promise<void> {
    await this.#until("the driver to be ready", () => this.#ready);
  }

  /** Gives a command. Returns its number. */
  send(name: string, parameters: Json): number {
    const id = ++this.#lastId;
    this.#child.stdin?.write(`${JSON.stringify({ ...parameters, id, do: name })}\n`);
    return id;
  }

  outcome(id: number): Outcome | null {
    return this.#outcomes.get(id) ?? null;
  }

  outcomeOf(id: number, what: string): Promise<Outcome> {
    return this.#until(`the answer to ${what}`, () => this.outcome(id));
  }

  /** Waits until the driver has worked off what it got. */
  async settle(): Promise<void> {
    await this.outcomeOf(this.send("settle", {}), "settle");
  }

  /** The next items of a stream; fewer when the time is over. */
  async take(name: string, via: string, count: number): Promise<Json[]> {
    const items = this.#stream(name, via);
    await this.#waiting.until(() => (items.length >= count || this.#exit !== null ? true : null));
    return items.splice(0, count);
  }

  /** The next change to a state. */
  async state(state: string): Promise<StateReport> {
    return this.#until(`the state ${state}`, () => {
      const index = this.#states.findIndex((report) => report.state === state);
      return index < 0 ? null : (this.#states.splice(0, index + 1).at(-1) ?? null);
    });
  }

  /** Asks the program to end, and waits. Returns how it did not end well; null when it did. */
  async end(): Promise<string | null> {
    this.#child.stdin?.end();
    const exit = await this.#waiting.until(() => this.#exit);
    if (exit === null) return "the driver did not end when its stdin did";
    return exit === "0" ? null : `the driver ended with ${exit}: ${this.#complaint}`;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async #until<Value>(what: string, look: () => Value | null): Promise<Value> {
    const found = await this.#waiting.until(() => {
      const value = look();
      if (value !== null) return { value };
      return this.#exit === null ? null : { value };
    });
    if (found === null) throw new Error(`waited in vain for ${what}`);
    if (found.value === null) throw new Error(`the driver ended with ${this.#exit}: ${this.#complaint}`);
    return found.value;
  }

  #stream(name: string, via: string): Json[] {
    const key = `${name} via ${via}`;
    const items = this.#heard.get(key) ?? [];
    this.#heard.set(key, items);
    return items;
  }

  #read(line: string): void {
    const report = parse(line);
    if (report === null) this.#ended(`it wrote something else than a line of JSON: ${line.slice(0, 200)}`);
    else if ("ready" in report) this.#ready = report.ready as Ready["ready"];
    else if ("heard" in report) this.#hear(report as Heard);
    else if ("id" in report) this.#outcomes.set(report.id as number, report as Outcome);
    else this.#states.push(report as StateReport);
    this.#waiting.look();
  }

  #hear({ heard, via, item }: Heard): void {
    this.#stream(heard, via).push(item);
  }

  #ended(how: string): void {
    this.#exit ??= how;
    this.#waiting.look();
  }
}

function parse(line: string): Report | null {
  try {
    const report: unknown = JSON.parse(line);
    return typeof report === "object" && report !== null ? (report as Report) : null;
  } catch {
    return null;
  }
}
