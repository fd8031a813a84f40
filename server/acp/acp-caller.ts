import type { Membership } from "../members/membership.ts";
import type { AcpConnection } from "./acp-connection.ts";

/** Who calls. The connection may have changed hands, or be gone, when the call is done: it is still the caller's call. */
export interface AcpCaller {
  readonly client: AcpConnection;
  readonly member: Membership;
}
