import { GatewayError } from "./gateway-error.ts";

/** Whether the gateway still takes work. */
export class Lifecycle {
  #ending = false;

  /** Takes no more work from now on. */
  end(): void {
    this.#ending = true;
  }

  /** @throws GatewayError SHUTTING_DOWN */
  check(): void {
    if (this.#ending) throw new GatewayError("SHUTTING_DOWN", "The gateway shuts down. Come back in a moment.");
  }
}
