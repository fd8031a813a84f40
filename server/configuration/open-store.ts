import { ConcordanceClient } from "@diminuendo/concordance";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Logger } from "../observability/logger.ts";
import { ChangeReader } from "./change-reader.ts";
import { EntryCache } from "./entry-cache.ts";
import { toGatewayError } from "./store-errors.ts";
import { TenantConfiguration } from "./tenant-configuration.ts";

export interface OpenStoreOptions {
  /** Nodes of the cluster, `host:port` each. */
  readonly addresses: readonly string[];
  readonly apiKey: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What is kept in memory of all tenants together. */
const CACHED_ENTRIES = 10_000;
const CACHED_BYTES = 32 * 1024 * 1024;
/** A tenant that nobody uses for so long is let go of, and how often that is looked at. In ms. */
const IDLE_MS = 5 * 60_000;
const LOOK_MS = 60_000;

/** The configuration store, once it is used: one client of it, and the tenants that use it. */
export class OpenStore {
  readonly #options: OpenStoreOptions;
  readonly #client: ConcordanceClient;
  readonly #reader: ChangeReader;
  readonly #cache = new EntryCache(CACHED_ENTRIES, CACHED_BYTES);
  readonly #tenants = new Map<string, TenantConfiguration>();
  readonly #looks: NodeJS.Timeout;
  #connected: readonly string[] = [];
  #isReachable = false;

  /** Connects with the first call. */
  constructor(options: OpenStoreOptions) {
    const { addresses, apiKey, log } = options;
    this.#options = options;
    this.#reader = new ChangeReader({ addresses, apiKey });
    this.#client = new ConcordanceClient({
      addresses,
      apiKey,
      timeoutMs: LIMITS.configTimeout,
      onState: ({ connected, leader, problem }) => {
        if (problem !== null) log.warn({ problem: problem.message }, "a connection to the configuration store was lost");
        const hasLost = this.#connected.some((address) => !connected.includes(address));
        this.#connected = connected;
        this.#isReachable = connected.length > 0 && leader !== null;
        if (hasLost || !this.#isReachable) for (const tenant of this.#tenants.values()) tenant.lostTouch();
      },
    });
    this.#looks = setInterval(() => this.letGo(options.now() - IDLE_MS), LOOK_MS).unref();
  }

  /** The configuration of a tenant. It is watched from the first time on, until nobody has used it for some minutes. */
  tenant(tenantId: string): TenantConfiguration {
    const { now, log } = this.#options;
    let tenant = this.#tenants.get(tenantId);
    if (tenant === undefined) {
      tenant = new TenantConfiguration({
        client: this.#client,
        reader: this.#reader,
        tenantId,
        cache: this.#cache,
        isReachable: () => this.#isReachable,
        now,
        log,
      });
      this.#tenants.set(tenantId, tenant);
    }
    tenant.usedAt = now();
    return tenant;
  }

  /** Lets go of tenants that have no subscription and were not used since a time. @param since Unix milliseconds */
  letGo(since: number): void {
    for (const [tenantId, tenant] of this.#tenants) {
      if (tenant.usedAt > since || !tenant.subscriptions.isEmpty) continue;
      this.#tenants.delete(tenantId);
      tenant.close();
    }
  }

  /** @throws GatewayError CONFIG_UNAVAILABLE */
  async check(): Promise<void> {
    try {
      await this.#client.status({ consistency: "linearizable" });
    } catch (error) {
      throw toGatewayError(error);
    }
  }

  /** Ends all watches and connections. */
  close(): void {
    clearInterval(this.#looks);
    for (const tenant of this.#tenants.values()) tenant.close();
    this.#tenants.clear();
    this.#reader.close();
    this.#client.close();
  }
}
