// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";

export declare const Authenticate: Validator;
export declare const ListSessions: Validator;
export declare const CreateSession: Validator;
export declare const RenameSession: Validator;
export declare const ArchiveSession: Validator;
export declare const UnarchiveSession: Validator;
export declare const DeleteSession: Validator;
export declare const JoinSession: Validator;
export declare const LeaveSession: Validator;
export declare const RunTurn: Validator;
export declare const StopTurn: Validator;
export declare const Steer: Validator;
export declare const AnswerQuestion: Validator;
export declare const GetHistory: Validator;
export declare const GetEvents: Validator;
export declare const Ping: Validator;
export declare const ListFiles: Validator;
export declare const ReadFile: Validator;
export declare const GetFileHistory: Validator;
export declare const GetFileAtIteration: Validator;
export declare const ManageMembers: Validator;
