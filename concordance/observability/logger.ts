import pino from "pino";

/** A structured log: lines of JSON. No key is ever written to it. */
export type Logger = pino.Logger;

/** @param destination standard error unless it is given: standard output says where the node serves */
export function createLogger(level: string, nodeId: string | null, destination: pino.DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: nodeId === null ? null : { nodeId },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
    },
    destination,
  );
}
