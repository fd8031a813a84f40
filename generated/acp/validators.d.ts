// Generated from node_modules/@agentclientprotocol/sdk/schema/v1/schema.json by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const InitializeRequest: Validator;
export declare const AuthenticateRequest: Validator;
export declare const LogoutRequest: Validator;
export declare const NewSessionRequest: Validator;
export declare const LoadSessionRequest: Validator;
export declare const ListSessionsRequest: Validator;
export declare const DeleteSessionRequest: Validator;
export declare const ResumeSessionRequest: Validator;
export declare const CloseSessionRequest: Validator;
export declare const SetSessionModeRequest: Validator;
export declare const SetSessionConfigOptionRequest: Validator;
export declare const PromptRequest: Validator;
export declare const CancelNotification: Validator;
export declare const WriteTextFileResponse: Validator;
export declare const ReadTextFileResponse: Validator;
export declare const RequestPermissionResponse: Validator;
export declare const CreateTerminalResponse: Validator;
export declare const TerminalOutputResponse: Validator;
export declare const ReleaseTerminalResponse: Validator;
export declare const WaitForTerminalExitResponse: Validator;
export declare const KillTerminalResponse: Validator;
export declare const CreateElicitationResponse: Validator;
