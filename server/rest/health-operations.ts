import { readFile } from "node:fs/promises";
import type * as rest from "../../generated/gateway/operations.ts";
import type { DependencyCheck } from "../../generated/gateway/types.ts";
import type { Logger } from "../observability/logger.ts";

/** Something that the gateway needs; `check` rejects when it is not there. */
export interface Dependency {
  name: string;
  required: boolean;
  check: () => Promise<unknown>;
}

export interface HealthOperationsOptions {
  dependencies: readonly Dependency[];
  /** Metrics in the text format of Prometheus. */
  metrics: () => Promise<string>;
  log: Logger;
}

/** How long a dependency may take to answer. */
const CHECK_TIMEOUT_MS = 2000;
const OPENAPI = new URL("../../generated/openapi/gateway.json", import.meta.url);
/** Where the API is, from where its description was read. */
const THIS_GATEWAY = { url: "/", description: "This gateway" };
const OK = { status: 200, body: { status: "ok" } } as const;

/** `/health`, `/ready`, `/metrics` and the API's own description. */
export class HealthOperations implements rest.OperationsOperations<unknown> {
  readonly #options: HealthOperationsOptions;

  constructor(options: HealthOperationsOptions) {
    this.#options = options;
  }

  async health() {
    return OK;
  }

  async ready() {
    const checks = await Promise.all(this.#options.dependencies.map((dependency) => checked(dependency, this.#options.log)));
    const failed = checks.some(({ required, status }) => required && status === "failed");
    const body = { status: failed ? "failed" : "ok", checks } as const;
    return failed ? ({ status: 503, body } as const) : ({ status: 200, body } as const);
  }

  async metrics() {
    const text = await this.#options.metrics();
    return { status: 200, contentType: "text/plain", body: once(text) } as const;
  }

  async openapi() {
    const document = JSON.parse(await readFile(OPENAPI, "utf8")) as Record<string, unknown>;
    return { status: 200, body: { ...document, servers: [THIS_GATEWAY] } } as const;
  }
}

async function checked({ name, required, check }: Dependency, log: Logger): Promise<DependencyCheck> {
  const start = performance.now();
  let status: DependencyCheck["status"] = "ok";
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("It did not answer in time.")), CHECK_TIMEOUT_MS);
    });
    await Promise.race([check(), timeout]);
  } catch (error) {
    log.warn({ dependency: name, error }, "a dependency is not there");
    status = "failed";
  } finally {
    clearTimeout(timer);
  }
  return { name, status, latencyMs: Math.round((performance.now() - start) * 1000) / 1000, required };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
