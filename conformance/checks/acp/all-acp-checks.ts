import type { Check } from "../../runner/check.ts";
import { CONFIG_CHECKS } from "./config-updates.ts";
import { HTTP_CHECKS } from "./http.ts";
import { LIMIT_CHECKS } from "./limits.ts";
import { ROLE_CHECKS } from "./roles.ts";
import { SESSION_CHECKS } from "./sessions.ts";

/** The properties of a gateway on `/acp`. */
export const ACP_CHECKS: readonly Check[] = [...ROLE_CHECKS, ...SESSION_CHECKS, ...CONFIG_CHECKS, ...LIMIT_CHECKS, ...HTTP_CHECKS];
