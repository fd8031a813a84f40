// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const SessionsCreate_body: Validator;
export declare const SessionsUpdate_body: Validator;
export declare const SessionsRunTurn_body: Validator;
export declare const SessionsSteer_body: Validator;
export declare const SessionsAnswer_body: Validator;
export declare const SessionsFork_body: Validator;
export declare const MeUpdatePreferences_body: Validator;
export declare const MeWriteDevice_body: Validator;
export declare const TenantSettingsUpdate_body: Validator;
export declare const ProjectsCreate_body: Validator;
export declare const ProjectsUpdate_body: Validator;
