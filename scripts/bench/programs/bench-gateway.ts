import { setImmediate as nextTick } from "node:timers/promises";
import type { AgentContext, AgentInstance, AgentRuntime, TurnInput, TurnOutput } from "../../../server/agents/agent-runtime.ts";
import { AgentCatalogue } from "../../../server/agents/catalogue.ts";
import { startApp } from "../../../server/app.ts";
import { devVerifier } from "../../../server/auth/authenticator.ts";
import { readConfig } from "../../../server/config/environment.ts";
import { createLogger } from "../../../server/observability/logger.ts";
import { NO_TRACING } from "../../../server/observability/tracing.ts";
import type { DrivenAgent } from "../../../server/sessions/agent-driver.ts";
import type { TurnOutcome } from "../../../server/sessions/session-state.ts";
import { FrontDoor } from "../../../server/transport/http/front-door.ts";

/*
 * A gateway with an agent `fountain` that puts out as many events as it is asked for: `{"events":1000,"perTick":50,"size":100}`.
 * Arguments: data folder. Says its port.
 */

interface Order {
  events: number;
  /** Events between two turns of the event loop. */
  perTick: number;
  /** Characters of text in each. */
  size: number;
}

class Fountain implements AgentInstance {
  readonly gone = new Promise<null>(() => undefined);

  async prompt({ text }: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    const { events, perTick, size } = JSON.parse(text) as Order;
    const data = "x".repeat(size);
    for (let sent = 0; sent < events; ) {
      for (let count = 0; count < perTick && sent < events; count++, sent++) {
        output.emit({ type: "terminal.stream", terminalId: "fountain", stream: "stdout", data });
      }
      await output.ready();
      await nextTick();
    }
    return { kind: "complete", stopReason: "end_turn" };
  }

  cancel(): void {}
  steer(): void {}
  async close(): Promise<void> {}
  async kill(): Promise<void> {}
}

class BenchCatalogue extends AgentCatalogue {
  constructor() {
    super({ fountain: { runtime: "demo", script: "echo" } });
  }

  override driven(agentType: string): DrivenAgent {
    const driven = super.driven(agentType);
    const runtime: AgentRuntime = { start: async (_context: AgentContext) => new Fountain() };
    return agentType === "fountain" ? { ...driven, runtime } : driven;
  }
}

const config = readConfig({ PORT: "0", DATA_DIR: process.argv[2] ?? "", LOG_LEVEL: "error" });
const app = await startApp({
  config,
  door: await FrontDoor.open(config),
  version: "bench",
  catalogue: new BenchCatalogue(),
  verifier: devVerifier,
  tracing: NO_TRACING,
  log: createLogger("error"),
});
process.stdout.write(`${JSON.stringify({ port: app.address.port })}\n`);
