import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Mutant, Tampering } from "./mutant.ts";
import { changed, onSocket, takesFor } from "./tamper.ts";

/** Changes the parameters of the calls of a method. */
function params(method: string, change: (params: JsonObject) => JsonObject): Tampering {
  return {
    toServer: (frame) =>
      frame["method"] === method && isObject(frame["params"]) ? changed(frame, { params: change(frame["params"]) }) : frame,
  };
}

/** Changes errors with a number. */
function errors(code: number, change: (error: JsonObject) => JsonObject): Tampering {
  return {
    toClient: (frame) =>
      isObject(frame["error"]) && frame["error"]["code"] === code ? changed(frame, { error: change(frame["error"]) }) : frame,
  };
}

/** Servers that break the rules of `/acp`. */
export const ACP_MUTANTS: readonly Mutant[] = [
  onSocket({ name: "acp-other-version", rule: "ACP-INIT-1", about: "`initialize` is answered with another version." }, () => ({
    toClient: (frame) =>
      isObject(frame["result"]) && frame["result"]["protocolVersion"] !== undefined
        ? changed(frame, { result: { ...frame["result"], protocolVersion: 2 } })
        : frame,
  })),
  takesFor({ name: "acp-forged-token", rule: "ACP-AUTH-1", about: "A forged token is taken." }, { forged: "owner" }),
  onSocket({ name: "acp-other-number", rule: "ACP-RPC-1", about: "An unknown method gets the number of invalid parameters." }, () =>
    errors(ERROR_CODES.METHOD_NOT_FOUND.rpcCode, (error) => changed(error, { code: ERROR_CODES.INVALID_MESSAGE.rpcCode })),
  ),
  onSocket({ name: "acp-id-as-text", rule: "ACP-RPC-2", about: "An answer has the id of its call as text." }, () => ({
    toClient: (frame) => (typeof frame["id"] === "number" ? changed(frame, { id: String(frame["id"]) }) : frame),
  })),
  onSocket({ name: "acp-no-stop-reason", rule: "ACP-SCHEMA-1", about: "A prompt is answered without a stop reason." }, () => ({
    toClient: (frame) =>
      isObject(frame["result"]) && frame["result"]["stopReason"] !== undefined ? changed(frame, { result: {} }) : frame,
  })),
  onSocket({ name: "acp-answers-early", rule: "ACP-PROMPT-1", about: "A prompt is answered before its last update." }, () => {
    let held: JsonObject | null = null;
    return {
      toClient(frame) {
        if (frame["method"] === "session/update") {
          const before = held;
          held = frame;
          return before;
        }
        const late = held;
        if (late === null || frame["id"] === undefined) return frame;
        held = null;
        return [frame, late];
      },
    };
  }),
  onSocket({ name: "acp-no-replay", rule: "ACP-SESSION-2", about: "`session/load` replays nothing." }, () => {
    const loading = new Set<string>();
    return {
      toServer(frame) {
        if (frame["method"] === "session/load") loading.add(JSON.stringify(frame["id"]));
        return frame;
      },
      toClient(frame) {
        if (frame["method"] === "session/update" && loading.size > 0) return null;
        loading.delete(JSON.stringify(frame["id"]));
        return frame;
      },
    };
  }),
  onSocket(
    { name: "acp-cancel-completes", rule: "ACP-CANCEL-1", about: "A prompt that was cancelled ends as if it were complete." },
    () => ({
      toClient: (frame) =>
        isObject(frame["result"]) && frame["result"]["stopReason"] === "cancelled"
          ? changed(frame, { result: { ...frame["result"], stopReason: "end_turn" } })
          : frame,
    }),
  ),
  takesFor({ name: "acp-foreign-session", rule: "ACP-TENANT-1", about: "A session of another tenant is opened." }, { stranger: "owner" }),
  takesFor({ name: "acp-viewer-prompts", rule: "ACP-ROLE-1", about: "Permissions are not checked." }, { viewer: "owner" }),
  onSocket({ name: "config-cas-ignored", rule: "ACP-CONFIG-3", about: "`cas` is ignored." }, () =>
    params("config/set", ({ cas: _cas, ...rest }) => rest),
  ),
  onSocket({ name: "config-missing-fails", rule: "ACP-CONFIG-2", about: "A missing key is a failure of the server." }, () =>
    errors(ERROR_CODES.NOT_FOUND.rpcCode, (error) => changed(error, { code: ERROR_CODES.INTERNAL.rpcCode, data: { code: "INTERNAL" } })),
  ),
  onSocket({ name: "config-version-stays", rule: "ACP-CONFIG-1", about: "The version of a key is always 1." }, () => ({
    toClient: (frame) =>
      isObject(frame["result"]) && typeof frame["result"]["version"] === "number" && frame["result"]["value"] === undefined
        ? changed(frame, { result: { ...frame["result"], version: 1 } })
        : frame,
  })),
  onSocket({ name: "config-prefix-ignored", rule: "ACP-CONFIG-4", about: "`config/list` lists every key." }, () =>
    params("config/list", ({ prefix: _prefix, ...rest }) => rest),
  ),
  onSocket({ name: "config-update-lost", rule: "ACP-CONFIG-6", about: "One update is lost." }, () => {
    let updates = 0;
    return {
      toClient(frame) {
        if (frame["method"] !== "config/update") return frame;
        updates += 1;
        return updates === 2 ? null : frame;
      },
    };
  }),
  takesFor({ name: "config-shared", rule: "ACP-CONFIG-7", about: "Two tenants share their configuration." }, { stranger: "owner" }),
  takesFor(
    { name: "config-anyone-manages", rule: "ACP-CONFIG-8", about: "Anyone may write the tenant's settings." },
    { member: "owner", viewer: "owner" },
  ),
  onSocket({ name: "config-expiry-ignored", rule: "ACP-CONFIG-10", about: "Entries do not expire." }, () =>
    params("config/set", ({ expiresAt: _expiresAt, ...rest }) => rest),
  ),
];
