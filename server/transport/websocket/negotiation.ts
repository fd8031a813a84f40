import { SUBPROTOCOL_PREFIX, SUPPORTED_VERSIONS } from "../../../generated/gateway/versions.ts";

/** What a client offered as subprotocols comes to. */
export interface Negotiated {
  /** The version to speak; null when versions were offered and none is known. */
  version: number | null;
  /** What to echo; null when no version was offered by name. */
  subprotocol: string | null;
  /** A bearer token that came as a subprotocol, as browsers cannot set headers. */
  token: string | null;
}

const BEARER_PREFIX = "bearer.";

/** Chooses the highest version that both sides speak. No offer means the first version. Pure. */
export function negotiate(offered: Iterable<string>): Negotiated {
  let token: string | null = null;
  let asked = false;
  let version = 0;
  for (const name of offered) {
    if (name.startsWith(BEARER_PREFIX)) {
      token = name.slice(BEARER_PREFIX.length);
      continue;
    }
    asked = true;
    const number = versionOf(name);
    if (number !== null && SUPPORTED_VERSIONS.includes(number)) version = Math.max(version, number);
  }
  if (!asked) return { version: SUPPORTED_VERSIONS[0] ?? null, subprotocol: null, token };
  return version === 0 ? { version: null, subprotocol: null, token } : { version, subprotocol: `${SUBPROTOCOL_PREFIX}${version}`, token };
}

/** The subprotocols of a `Sec-WebSocket-Protocol` header. */
export function offeredSubprotocols(header: string | undefined): string[] {
  return (header ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function versionOf(name: string): number | null {
  if (!name.startsWith(SUBPROTOCOL_PREFIX)) return null;
  const digits = name.slice(SUBPROTOCOL_PREFIX.length);
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : null;
}
