import type * as messages from "../generated/gateway/handlers.ts";
import type { StreamMethods } from "../generated/gateway/method-handlers.ts";
import type * as rest from "../generated/gateway/operations.ts";
import type { ConfigCaller } from "./configuration/config-caller.ts";
import type { ConfigurationService } from "./configuration/configuration-service.ts";
import type { MembersService } from "./members/members-service.ts";
import type { Call } from "./pipeline/call.ts";
import type { AgentsOperations } from "./rest/agents-operations.ts";
import type { FilesOperations } from "./rest/files-operations.ts";
import type { HealthOperations } from "./rest/health-operations.ts";
import type { MeOperations } from "./rest/me-operations.ts";
import type { ProjectsOperations } from "./rest/projects-operations.ts";
import type { SessionsOperations } from "./rest/sessions-operations.ts";
import type { SettingsOperations } from "./rest/settings-operations.ts";
import type { HistoryService } from "./sessions/history-service.ts";
import type { SessionsService } from "./sessions/sessions-service.ts";
import type { TurnsService } from "./sessions/turns-service.ts";
import type { ConnectionService } from "./transport/websocket/connection-service.ts";
import type { FilesService } from "./workspace/files-service.ts";

/*
 * Proof by compilation alone: every service does all that the spec asks of it, and nothing in the spec is without one.
 * Nothing here runs, and nothing imports it.
 */

/** Compiles only if `Service` fits `Interface`. */
type Fits<Interface, Service extends Interface> = Service;

/** The service behind each group of messages. A group without one does not compile. */
export type MessageServices = Fits<
  { readonly [Group in keyof messages.Handlers<Call>]: messages.Handlers<Call>[Group] },
  {
    connection: ConnectionService;
    sessions: SessionsService;
    turns: TurnsService;
    history: HistoryService;
    files: FilesService;
    members: MembersService;
  }
>;

/** The service behind each group of endpoints. */
export type RestServices = Fits<
  { readonly [Group in keyof rest.Operations<Call>]: rest.Operations<Call>[Group] },
  {
    sessions: SessionsOperations;
    sessionFiles: FilesOperations;
    agents: AgentsOperations;
    me: MeOperations;
    tenantSettings: SettingsOperations;
    projects: ProjectsOperations;
    operations: HealthOperations;
  }
>;

/** The service behind each group of methods of `/acp` that are the gateway's own. */
export type MethodServices = Fits<
  { readonly [Group in keyof StreamMethods<ConfigCaller>]: StreamMethods<ConfigCaller>[Group] },
  { config: ConfigurationService }
>;
