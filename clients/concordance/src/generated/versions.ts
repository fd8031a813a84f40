// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

/** The version that a client gets which asks for none. */
export const PROTOCOL_VERSION = 1;

/** Every version that is spoken, lowest first. */
export const SUPPORTED_VERSIONS: readonly number[] = [1];

/** With a version behind it: the WebSocket subprotocol that asks for that version. */
export const SUBPROTOCOL_PREFIX = "concordance.v";
