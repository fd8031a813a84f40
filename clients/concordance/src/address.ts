const PATTERN = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})$/;
const HIGHEST_PORT = 65_535;

/** Whether something is `host:port`, an IPv6 address in brackets. */
export function isAddress(address: unknown): address is string {
  const port = typeof address === "string" ? PATTERN.exec(address)?.[1] : undefined;
  return port !== undefined && Number(port) <= HIGHEST_PORT;
}

/** The `host:port` of a node that may be given as `http://host:port`. @throws TypeError */
export function readAddress(given: string): string {
  const address = given.replace(/^http:\/\//, "").replace(/\/$/, "");
  if (!isAddress(address)) throw new TypeError(`${JSON.stringify(given)} is no address of a node: it must be like 127.0.0.1:4100.`);
  return address;
}
