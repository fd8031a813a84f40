import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { StringDecoder } from "node:string_decoder";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** What editors start. */
export const DIMINUENDO = fileURLToPath(new URL("../diminuendo.js", import.meta.url));

/** A message of JSON-RPC, as it came. */
export type Message = Record<string, unknown> & {
  id?: unknown;
  method?: string;
  params?: Record<string, unknown>;
  result?: unknown;
  error?: { code: number; message: string; data?: Record<string, unknown> };
};

export interface BridgeProcessOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The Node.js that runs it; the one that runs the tests by default. */
  readonly node?: string;
}

/** A bridge in a process of its own, at the other end of three pipes. It ends with the test. */
export class BridgeProcess {
  /** Every line that it has written, as it came. */
  readonly lines: string[] = [];
  /** The same as messages, those left out that were taken. */
  readonly unread: Message[] = [];
  errors = "";
  readonly exited: Promise<number | string | null>;
  readonly child: ChildProcess;
  #rest = "";
  #lastId = 0;
  #changed = Promise.withResolvers<void>();

  constructor(url: string, { args = [], env = {}, node = process.execPath }: BridgeProcessOptions = {}) {
    const child = spawn(node, [DIMINUENDO, "acp", "--url", url, ...args], {
      env: { ...process.env, DIMINUENDO_TOKEN: "", ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child = child;
    this.exited = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string | null);
    child.stdin.on("error", () => undefined);
    const decoder = new StringDecoder("utf8");
    child.stdout.on("data", (chunk: Buffer) => this.#read(decoder.write(chunk)));
    child.stderr.on("data", (chunk) => {
      this.errors += chunk;
      this.#wake();
    });
    void this.exited.then(() => this.#wake());
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await this.exited;
    });
  }

  write(text: string | Buffer): void {
    this.child.stdin?.write(text);
  }

  /** Sends a message as one line. */
  send(message: object): void {
    this.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  /** Calls, and resolves with the whole answer. Other messages stay unread. */
  async call(method: string, params?: unknown): Promise<Message> {
    const id = `call-${++this.#lastId}`;
    this.send({ id, method, params });
    return this.answerTo(id);
  }

  /** Calls, and resolves with the result. */
  async ask(method: string, params?: unknown): Promise<Record<string, unknown>> {
    const { result, error } = await this.call(method, params);
    if (error !== undefined) throw new Error(`${method} failed: ${JSON.stringify(error)}`);
    return result as Record<string, unknown>;
  }

  answerTo(id: unknown): Promise<Message> {
    return this.next((message) => message.method === undefined && message.id === id);
  }

  /** The next message that is like this. Others stay unread. */
  async next(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.unread.findIndex(isWanted);
      if (index !== -1) return this.unread.splice(index, 1)[0] as Message;
      if (this.child.exitCode !== null) throw new Error(`It has ended. It had written:\n${this.lines.join("\n")}\n${this.errors}`);
      await this.#changed.promise;
    }
  }

  /** The next call or notification of this method. */
  request(method: string): Promise<Message> {
    return this.next((message) => message.method === method);
  }

  /** Resolves when its standard error says this. */
  async noted(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.errors)) await this.#changed.promise;
  }

  /** Ends its input, and resolves with its exit code. */
  async finish(): Promise<number | string | null> {
    this.child.stdin?.end();
    return this.exited;
  }

  #read(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      this.lines.push(line);
      this.unread.push(JSON.parse(line) as Message);
    }
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
