import pino from "pino";
import { mayHoldSecrets, withoutSecrets } from "../security/secrets.ts";

/** A structured log. Every line about a request, tenant or session carries its id; none carries a token. */
export type Logger = pino.Logger;

/** Fields that must never be written, wherever they turn up. */
const SECRET_FIELDS = new Set(["token", "authorization", "cookie", "password", "env", "apiKey"]);

/**
 * Makes the log: lines of JSON, errors with their stack.
 *
 * @param destination standard output unless it is given
 */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      hooks: { streamWrite: censored },
    },
    destination,
  );
}

/** The last line of defence: whoever writes to the log leaves secrets out, and what slips through goes here. */
function censored(line: string): string {
  if (!mayHoldSecrets(line) && !line.includes('"env"')) return line;
  const fields: unknown = JSON.parse(line, (name, value: unknown) => {
    if (SECRET_FIELDS.has(name)) return "[redacted]";
    return typeof value === "string" ? withoutSecrets(value) : value;
  });
  return `${JSON.stringify(fields)}\n`;
}
