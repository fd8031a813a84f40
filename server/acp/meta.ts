import * as validators from "../../generated/gateway/config-validators.js";
import type { AcpAuthenticateMeta, AcpNewSessionMeta, AcpPromptMeta, AcpResumeMeta } from "../../generated/gateway/types.ts";
import { explain, type Validator } from "../../generated/runtime/validation.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { isRecord } from "./json-rpc.ts";

/* What clients say in `_meta`, checked. */

/** @throws GatewayError INVALID_MESSAGE */
export function newSessionMeta(meta: unknown): AcpNewSessionMeta & Required<Pick<AcpNewSessionMeta, "name">> {
  return checked(validators.AcpNewSessionMeta, meta);
}

/** @throws GatewayError INVALID_MESSAGE */
export function resumeMeta(meta: unknown): AcpResumeMeta {
  return checked(validators.AcpResumeMeta, meta);
}

/** @throws GatewayError INVALID_MESSAGE */
export function promptMeta(meta: unknown): AcpPromptMeta {
  return checked(validators.AcpPromptMeta, meta);
}

/** @throws GatewayError INVALID_MESSAGE */
export function authenticateMeta(meta: unknown): AcpAuthenticateMeta {
  return checked(validators.AcpAuthenticateMeta, meta);
}

/** Null stands for nothing. The value is a copy: validators fill in defaults. */
function checked<Meta>(validate: Validator, meta: unknown): Meta {
  const value = isRecord(meta) ? { ...meta } : {};
  if (validate(value)) return value as Meta;
  const details = explain(validate.errors).map(({ path, message }) => ({ path: `/_meta${path}`, message }));
  throw new GatewayError("INVALID_MESSAGE", "The parameters break a rule of the method.", { details });
}
