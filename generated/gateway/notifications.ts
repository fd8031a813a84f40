// Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

import { notificationFrame } from "../runtime/rpc.ts";
import { serializeConfigUpdate } from "./serializers.ts";

import type {
  ConfigUpdate,
} from "./types.ts";

/** `config/update`: An entry of a scope that is subscribed to has changed. */
export function frameConfigUpdate(params: ConfigUpdate): string {
  return notificationFrame("config/update", serializeConfigUpdate(params));
}
