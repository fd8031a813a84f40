import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/environment.ts";
import type { Logger } from "../observability/logger.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { absent } from "../workspace/workspace-path.ts";
import type { OpenStore } from "./open-store.ts";
import type { OwnConcordance } from "./own-concordance.ts";
import { inTime, unavailable } from "./refusals.ts";
import type { TenantConfiguration } from "./tenant-configuration.ts";

export interface ConfigStoreOptions {
  readonly config: Pick<Config, "concordance" | "dataDir">;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Where a Concordance of the gateway's own has its data, below the gateway's. */
const OWN_FOLDER = "concordance";

/**
 * The way to the configuration store. Nothing of it is loaded, connected or started before somebody needs it: most gateways of
 * developers never do.
 */
export class ConfigStore {
  readonly #options: ConfigStoreOptions;
  #opening: Promise<OpenStore> | null = null;
  #open: OpenStore | null = null;
  #own: OwnConcordance | null = null;
  #isClosed = false;

  constructor(options: ConfigStoreOptions) {
    this.#options = options;
  }

  /** The configuration of a tenant. @throws GatewayError CONFIG_UNAVAILABLE, SHUTTING_DOWN */
  async tenant(tenantId: string): Promise<TenantConfiguration> {
    if (this.#isClosed) throw new GatewayError("SHUTTING_DOWN", "The gateway is shutting down.");
    const open = this.#open ?? (await inTime(this.#opened()));
    return open.tenant(tenantId);
  }

  /** Whether there can be entries. One that would have to be created to be asked has none. */
  async mayHaveEntries(): Promise<boolean> {
    if (this.#opening !== null || this.#options.config.concordance !== null) return true;
    return (await access(this.#ownFolder).catch(absent)) !== null;
  }

  /** For `/ready`. One of the gateway's own that nobody has needed yet is fine. @throws GatewayError CONFIG_UNAVAILABLE */
  async check(): Promise<void> {
    if (this.#opening === null && this.#options.config.concordance === null) return;
    const open = await inTime(this.#opened());
    await open.check();
  }

  /** Disconnects, and ends a Concordance of the gateway's own. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#open?.close();
    await this.#own?.close();
  }

  get #ownFolder(): string {
    return join(this.#options.config.dataDir, OWN_FOLDER);
  }

  #opened(): Promise<OpenStore> {
    this.#opening ??= this.#begin().catch((error: unknown) => {
      this.#opening = null;
      if (!this.#isClosed) this.#options.log.error({ error }, "the configuration store cannot be used");
      throw unavailable();
    });
    return this.#opening;
  }

  async #begin(): Promise<OpenStore> {
    const { config, now, log } = this.#options;
    const { OpenStore } = await import("./open-store.ts");
    const { addresses, apiKey } = config.concordance ?? (await this.#startOwn());
    if (this.#isClosed) throw unavailable();
    this.#open = new OpenStore({ addresses, apiKey, now, log });
    return this.#open;
  }

  async #startOwn(): Promise<{ addresses: readonly string[]; apiKey: string }> {
    if (this.#own === null) {
      const { OwnConcordance } = await import("./own-concordance.ts");
      const { ownKeys } = await import("./own-keys.ts");
      const keys = await ownKeys(`${this.#ownFolder}-keys.json`);
      if (this.#isClosed) throw unavailable();
      this.#own = new OwnConcordance({ folder: this.#ownFolder, keys, log: this.#options.log });
    }
    return { addresses: [await this.#own.address], apiKey: this.#own.apiKey };
  }
}
