// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const KvSet_body: Validator;
export declare const BatchApply_body: Validator;
export declare const ClusterJoin_body: Validator;
export declare const ClusterRemove_body: Validator;
export declare const ClusterTransfer_body: Validator;
