// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const PeerMessage: Validator;
