import pino from "pino";

/** A structured log. Every line about a request, tenant or session carries its id; none carries a token. */
export type Logger = pino.Logger;

/** Fields that must never be written, wherever they turn up. */
const SECRET_FIELDS = ["token", "authorization", "headers.authorization", "req.headers.authorization", "env", "apiKey"];

/** Makes the log: lines of JSON on standard output, errors with their stack. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS, censor: "[redacted]" },
    serializers: { error: pino.stdSerializers.err },
  });
}
