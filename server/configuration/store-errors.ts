import { ConcordanceError, ConnectionError, OutcomeUnknownError } from "@diminuendo/concordance";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { compacted, noEntry, unavailable } from "./refusals.ts";

/**
 * What a client of the gateway is told of a failure of the store. Its own words stay in the gateway: they name addresses.
 *
 * @param error what the store's client threw; anything but an error of its own comes back as it is
 */
export function toGatewayError(error: unknown): unknown {
  if (error instanceof GatewayError) return error;
  if (error instanceof OutcomeUnknownError) {
    return new GatewayError("CONFIG_UNAVAILABLE", "Whether it was written is not known: read to find out.", { outcomeUnknown: true });
  }
  if (error instanceof ConnectionError) return unavailable();
  if (!(error instanceof ConcordanceError)) return error;
  const { code, data } = error;
  switch (code) {
    case "CAS_CONFLICT": {
      const { currentVersion = 0, operation } = data;
      const message = `The entry's version is ${currentVersion}. Nothing was changed.`;
      return new GatewayError("VERSION_CONFLICT", message, { currentVersion, ...(operation === undefined ? {} : { operation }) });
    }
    case "NOT_FOUND":
      return noEntry();
    case "COMPACTED":
      return compacted();
    case "TOO_LARGE":
      return new GatewayError("INVALID_MESSAGE", "That is more than the configuration store takes at once.");
    case "INVALID_JSON":
      return new GatewayError("INVALID_MESSAGE", "The value is nested deeper than the configuration store takes it.");
    case "INVALID_REQUEST":
      return new GatewayError("INVALID_MESSAGE", "The message breaks a rule of its type.", { details: [...(data.details ?? [])] });
    default:
      return unavailable();
  }
}
