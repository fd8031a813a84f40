// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const AcpAuthenticateMeta: Validator;
export declare const AcpErrorData: Validator;
export declare const AcpNewSessionMeta: Validator;
export declare const AcpPromptMeta: Validator;
export declare const AcpPromptResultMeta: Validator;
export declare const AcpRequestMeta: Validator;
export declare const AcpResumeMeta: Validator;
export declare const AcpSessionMeta: Validator;
export declare const AcpUpdateMeta: Validator;
export declare const AgentsFile: Validator;
