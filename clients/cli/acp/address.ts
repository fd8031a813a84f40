import { SOCKETS } from "../../../generated/gateway/sockets.ts";

/** Where a gateway speaks the Agent Client Protocol. */
export interface AcpAddress {
  /** The URL of the WebSocket. */
  readonly url: string;
  /** What may be told of it: no user, no password, no query. */
  readonly name: string;
}

/**
 * Where the gateway at an address speaks the Agent Client Protocol. Pure.
 *
 * @throws TypeError when it is no URL of a gateway
 */
export function acpAddress(address: string): AcpAddress {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^(https?|wss?):$/.test(url.protocol)) {
    throw new TypeError("--url is not the URL of a gateway. Use http, https, ws or wss.");
  }
  const base = url.pathname.replace(/\/+$/, "");
  const name = `${url.protocol}//${url.host}${base}`;
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  if (!base.endsWith(SOCKETS.acp)) url.pathname = `${base}${SOCKETS.acp}`;
  return { url: url.href, name };
}
