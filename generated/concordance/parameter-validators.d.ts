// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const KvList_path: Validator;
export declare const KvList_query: Validator;
export declare const KvGet_path: Validator;
export declare const KvGet_query: Validator;
export declare const KvSet_path: Validator;
export declare const KvSet_query: Validator;
export declare const KvDelete_path: Validator;
export declare const KvDelete_query: Validator;
export declare const BatchApply_query: Validator;
export declare const ChangesList_query: Validator;
export declare const ClusterStatus_query: Validator;
export declare const ClusterJoin_query: Validator;
export declare const ClusterRemove_query: Validator;
export declare const ClusterTransfer_query: Validator;
