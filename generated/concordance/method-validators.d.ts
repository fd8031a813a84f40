// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const StreamCall: Validator;
export declare const KvGetParams: Validator;
export declare const KvListParams: Validator;
export declare const KvMgetParams: Validator;
export declare const KvSetParams: Validator;
export declare const KvDeleteParams: Validator;
export declare const KvBatchParams: Validator;
export declare const WatchSubscribeParams: Validator;
export declare const WatchUnsubscribeParams: Validator;
export declare const ClusterStatusParams: Validator;
export declare const ClusterJoinParams: Validator;
export declare const ClusterRemoveParams: Validator;
export declare const ClusterTransferParams: Validator;
