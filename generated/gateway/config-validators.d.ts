// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const AgentsFile: Validator;
