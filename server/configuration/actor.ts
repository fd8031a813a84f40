import type { Membership } from "../members/membership.ts";

/** What the store takes in no name. */
const CONTROL = /\p{Cc}/gu;

/** Who makes a change, for people to read: the user's id, as far as the store takes it. */
export function actorOf({ userId }: Membership): string {
  return userId.toWellFormed().replace(CONTROL, "\ufffd");
}
