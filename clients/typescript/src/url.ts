import { SOCKETS } from "./generated/sockets.ts";

/**
 * Where a WebSocket of a gateway is. A page may give an address relative to its own, and anybody that of another of the
 * gateway's WebSockets.
 *
 * @param path of the WebSocket, below the gateway's own address
 * @throws TypeError when it is no URL of a gateway
 */
export function webSocketUrl(address: string, path: string): string {
  const url = new URL(address, globalThis.location?.href);
  if (!/^(https?|wss?):$/.test(url.protocol)) throw new TypeError(`${address} is not the URL of a gateway. Use http, https, ws or wss.`);
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  const other = Object.values(SOCKETS).find((socket) => url.pathname.endsWith(socket));
  const own = other === undefined ? url.pathname : url.pathname.slice(0, -other.length);
  url.pathname = `${own.replace(/\/+$/, "")}${path}`;
  return url.href;
}
