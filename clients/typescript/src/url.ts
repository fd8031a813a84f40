/**
 * Where a gateway's WebSocket is. A page may give an address relative to its own.
 *
 * @throws TypeError when it is no URL of a gateway
 */
export function webSocketUrl(address: string): string {
  const url = new URL(address, globalThis.location?.href);
  if (!/^(https?|wss?):$/.test(url.protocol)) throw new TypeError(`${address} is not the URL of a gateway. Use http, https, ws or wss.`);
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  if (!url.pathname.endsWith("/ws")) url.pathname = `${url.pathname.replace(/\/+$/, "")}/ws`;
  return url.href;
}
