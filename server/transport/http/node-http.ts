/**
 * What the gateway takes from `node:http`. Imported in the usual way it would bring the whole of `fetch` with it, which
 * takes longer to load than all else that is needed before `/health` is answered.
 */
export const { createServer, maxHeaderSize, STATUS_CODES } = process.getBuiltinModule("node:http");
