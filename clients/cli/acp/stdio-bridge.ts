import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpAddress } from "./address.ts";
import { Bridge, type BridgePorts } from "./bridge.ts";
import { GatewayLink } from "./gateway-link.ts";
import { LineReader } from "./line-reader.ts";
import type { BridgeSettings } from "./options.ts";
import { currentToken } from "./token-source.ts";

/** Time for what is on its way when the editor is gone, in ms. */
const FAREWELL_MS = 1_000;

/** A bridge between standard input and output and a gateway. */
export class StdioBridge {
  readonly #settings: BridgeSettings;
  readonly #bridge: Bridge;
  readonly #link: GatewayLink;
  /** The editor is gone. */
  #isEnding = false;
  #isExiting = false;

  /** @param nameTurn makes a name for a turn that no other has */
  constructor({ url, name }: AcpAddress, settings: BridgeSettings, nameTurn: () => string) {
    this.#settings = settings;
    this.#link = new GatewayLink(url, {
      opened: () => this.#bridge.opened(),
      hear: (text) => this.#bridge.hear(text),
      closed: (loss) => this.#bridge.closed(loss),
      drained: () => process.stdin.resume(),
    });
    this.#bridge = new Bridge(this.#ports(), { gateway: name, agentType: settings.agentType, nameTurn });
  }

  /** Begins to listen to the editor. The process ends when its input has. */
  start(): void {
    const lines = new LineReader(LIMITS.acpFrameBytes, {
      line: (text) => this.#bridge.receive(text),
      unreadable: (fault) => this.#bridge.receiveUnreadable(fault),
    });
    process.stdin.on("data", (chunk) => {
      lines.push(chunk);
      if (this.#link.isFull) process.stdin.pause();
    });
    process.stdin.once("end", () => {
      lines.end();
      this.#ending();
    });
    process.stdin.once("error", () => this.#ending());
    process.stdout.on("drain", () => this.#link.resume());
    // Nobody reads any more.
    process.stdout.on("error", () => process.exit());
  }

  #ports(): BridgePorts {
    return {
      toEditor: (json) => {
        if (!process.stdout.write(`${json}\n`)) this.#link.pause();
      },
      toGateway: (json) => this.#link.send(json),
      connect: (token) => this.#link.connect(token),
      disconnect: () => void this.#link.disconnect(),
      readToken: () => this.#readToken(),
      schedule: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
      random: () => Math.random(),
      note: (message, isNews = true) => this.#note(message, isNews),
      idle: () => {
        if (this.#isEnding) void this.#exit();
      },
    };
  }

  #readToken(): string | null {
    try {
      return currentToken(this.#settings);
    } catch (error) {
      this.#note(`The token cannot be read: ${(error as Error).message}`, true);
      return null;
    }
  }

  #note(message: string, isNews: boolean): void {
    if (isNews || this.#settings.isVerbose) console.error(`diminuendo acp: ${message}.`);
  }

  /** The editor is gone: what is on its way may still arrive. */
  #ending(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    setTimeout(() => process.exit(), FAREWELL_MS);
    if (!this.#bridge.isBusy) void this.#exit();
  }

  async #exit(): Promise<void> {
    if (this.#isExiting) return;
    this.#isExiting = true;
    const closed = this.#link.disconnect();
    this.#bridge.end();
    await closed;
    process.stdout.end(() => process.exit());
  }
}
