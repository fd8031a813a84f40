// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const ConfigGetParams: Validator;
export declare const ConfigSetParams: Validator;
export declare const ConfigDeleteParams: Validator;
export declare const ConfigListParams: Validator;
export declare const ConfigBatchParams: Validator;
export declare const ConfigSubscribeParams: Validator;
export declare const ConfigUnsubscribeParams: Validator;
