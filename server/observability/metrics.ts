import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Seconds; from a tenth of a millisecond up, as most of what the gateway does takes less than one. */
const DURATION_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What the gateway counts. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];

  readonly connections = new Gauge({
    name: "diminuendo_connections",
    help: "Open WebSocket connections.",
    registers: this.#registers,
  });

  readonly messages = new Counter({
    name: "diminuendo_messages_total",
    help: "Client messages by type and outcome: ok, or the error code.",
    labelNames: ["type", "outcome"],
    registers: this.#registers,
  });

  readonly messageDuration = new Histogram({
    name: "diminuendo_message_duration_seconds",
    help: "Time from a client message to its reply.",
    labelNames: ["type"],
    buckets: DURATION_BUCKETS,
    registers: this.#registers,
  });

  readonly requests = new Counter({
    name: "diminuendo_http_requests_total",
    help: "HTTP requests by operation and status.",
    labelNames: ["operation", "status"],
    registers: this.#registers,
  });

  readonly requestDuration = new Histogram({
    name: "diminuendo_http_request_duration_seconds",
    help: "Time from an HTTP request to the end of its response.",
    labelNames: ["operation"],
    buckets: DURATION_BUCKETS,
    registers: this.#registers,
  });

  readonly turns = new Counter({
    name: "diminuendo_turns_total",
    help: "Turns that ended, by agent type and outcome: ok, stopped, or the error code.",
    labelNames: ["agent_type", "outcome"],
    registers: this.#registers,
  });

  readonly runningTurns = new Gauge({
    name: "diminuendo_running_turns",
    help: "Turns that run or wait for a person.",
    registers: this.#registers,
  });

  readonly events = new Counter({
    name: "diminuendo_events_total",
    help: "Durable events that were committed.",
    registers: this.#registers,
  });

  readonly storageStalled = new Gauge({
    name: "diminuendo_storage_stalled",
    help: "1 while there is no room on the disk.",
    registers: this.#registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Everything in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
