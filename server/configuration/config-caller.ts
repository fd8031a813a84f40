import type { Membership } from "../members/membership.ts";

/** Who hears of changes. */
export interface ConfigSubscriber {
  /** Takes a `config/update`, the whole notification as JSON text. Never throws. */
  notify(notification: string): void;
}

/** Who calls `config/*`: what they may is their membership's affair, and updates go to their connection. */
export interface ConfigCaller {
  readonly membership: Membership;
  readonly subscriber: ConfigSubscriber;
}
