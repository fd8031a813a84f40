// Generated from node_modules/@agentclientprotocol/sdk/schema/v1/schema.json by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";
import * as validators from "./validators.js";

/** What a client may call, with what checks the parameters. */
export const AGENT_METHODS = {
  /** Request parameters for the initialize method. */
  initialize: validators.InitializeRequest,
  /** Request parameters for the authenticate method. */
  authenticate: validators.AuthenticateRequest,
  /** Request parameters for the logout method. */
  logout: validators.LogoutRequest,
  /** Request parameters for creating a new session. */
  "session/new": validators.NewSessionRequest,
  /** Request parameters for loading an existing session. */
  "session/load": validators.LoadSessionRequest,
  /** Request parameters for listing existing sessions. */
  "session/list": validators.ListSessionsRequest,
  /** Request parameters for deleting an existing session from `session/list`. */
  "session/delete": validators.DeleteSessionRequest,
  /** Request parameters for resuming an existing session. */
  "session/resume": validators.ResumeSessionRequest,
  /** Request parameters for closing an active session. */
  "session/close": validators.CloseSessionRequest,
  /** Request parameters for setting a session mode. */
  "session/set_mode": validators.SetSessionModeRequest,
  /** Request parameters for setting a session configuration option. */
  "session/set_config_option": validators.SetSessionConfigOptionRequest,
  /** Request parameters for sending a user prompt to the agent. */
  "session/prompt": validators.PromptRequest,
  /** Notification to cancel ongoing operations for a session. */
  "session/cancel": validators.CancelNotification,
} as const satisfies Readonly<Record<string, Validator>>;

/** What a client may be asked for, with what checks its answer. */
export const CLIENT_METHODS = {
  /** Response to `fs/write_text_file` */
  "fs/write_text_file": validators.WriteTextFileResponse,
  /** Response containing the contents of a text file. */
  "fs/read_text_file": validators.ReadTextFileResponse,
  /** Response to a permission request. */
  "session/request_permission": validators.RequestPermissionResponse,
  /** Response containing the ID of the created terminal. */
  "terminal/create": validators.CreateTerminalResponse,
  /** Response containing the terminal output and exit status. */
  "terminal/output": validators.TerminalOutputResponse,
  /** Response to terminal/release method */
  "terminal/release": validators.ReleaseTerminalResponse,
  /** Response containing the exit status of a terminal command. */
  "terminal/wait_for_exit": validators.WaitForTerminalExitResponse,
  /** Response to `terminal/kill` method */
  "terminal/kill": validators.KillTerminalResponse,
  /** Response from the client to an elicitation request. */
  "elicitation/create": validators.CreateElicitationResponse,
} as const satisfies Readonly<Record<string, Validator>>;

/** What a client may call. */
export type AgentMethod = keyof typeof AGENT_METHODS;

/** What a client may be asked for. */
export type ClientMethod = keyof typeof CLIENT_METHODS;
