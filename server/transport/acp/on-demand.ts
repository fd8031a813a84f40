import type { AcpGateway } from "../../acp/acp-gateway.ts";
import type { Membership } from "../../members/membership.ts";

/** The Agent Client Protocol, loaded when its first client comes: the gateway starts faster without it. */
export class AcpOnDemand {
  readonly #load: () => Promise<AcpGateway>;
  #gateway: Promise<AcpGateway> | null = null;

  constructor(load: () => Promise<AcpGateway>) {
    this.#load = load;
  }

  get(): Promise<AcpGateway> {
    this.#gateway ??= this.#load().catch((error: unknown) => {
      this.#gateway = null;
      throw error;
    });
    return this.#gateway;
  }

  /** Ends the connections of someone who is no member any more. */
  disconnect(membership: Membership): void {
    void this.#gateway?.then((gateway) => gateway.disconnect(membership));
  }

  /** Ends every connection, and resolves when all are gone. */
  async closeAll(): Promise<void> {
    await (await this.#gateway)?.closeAll();
  }
}
