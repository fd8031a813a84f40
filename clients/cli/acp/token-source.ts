import { readFileSync } from "node:fs";

/** Where the bridge's token is. */
export interface TokenSettings {
  readonly token: string | null;
  readonly tokenFile: string | null;
}

/**
 * The token as it is now; null when there is none. Blank space around it in the file is not of it.
 *
 * @throws Error when the file cannot be read
 */
export function currentToken({ token, tokenFile }: TokenSettings): string | null {
  if (tokenFile === null) return token;
  return readFileSync(tokenFile, "utf8").trim() || null;
}
