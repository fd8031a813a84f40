import type { OperationResult } from "@diminuendo/concordance";
import type {
  ConfigBatchReceived,
  ConfigDeleteReceived,
  ConfigGetReceived,
  ConfigListReceived,
  ConfigMethods,
  ConfigSetReceived,
  ConfigSubscribeReceived,
  ConfigUnsubscribeReceived,
} from "../../generated/gateway/method-handlers.ts";
import type { ConfigPage } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import type { SessionFinder } from "../pipeline/authorize.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { actorOf } from "./actor.ts";
import type { ConfigCaller, ConfigSubscriber } from "./config-caller.ts";
import type { ConfigStore } from "./config-store.ts";
import { projectsNamespace, sessionNamespace } from "./namespaces.ts";
import { noProject, type Write, type WrittenProject, writeBesideProjects } from "./project-checks.ts";
import { noEntry } from "./refusals.ts";
import { type Access, type ConfigTarget, locate, mustBeWritable, type Place } from "./scopes.ts";
import { SubscriptionRegister } from "./subscription-register.ts";
import type { TenantConfiguration } from "./tenant-configuration.ts";

export interface ConfigurationServiceOptions {
  readonly store: ConfigStore;
  readonly sessions: SessionFinder;
  /** Something went wrong that no client is told of. */
  readonly note: (tenantId: string, sessionId: string, message: string, error: unknown) => void;
}

/** Who removes what belonged to something that is gone. */
const GATEWAY_ACTOR = "gateway";

/** `config/*`: entries of the caller's own scopes, and who hears of their changes. */
export class ConfigurationService implements ConfigMethods<ConfigCaller> {
  readonly #options: ConfigurationServiceOptions;
  readonly #register = new SubscriptionRegister();

  constructor(options: ConfigurationServiceOptions) {
    this.#options = options;
  }

  async get(params: ConfigGetReceived, { membership }: ConfigCaller) {
    const { namespace } = await this.#find(params, membership, "read");
    const tenant = await this.#options.store.tenant(membership.tenantId);
    const { entry, isStale } = await tenant.read(namespace, params.key);
    if (entry === null) throw noEntry();
    const { value, version } = entry;
    return isStale ? { value, version, stale: true } : { value, version };
  }

  async set(params: ConfigSetReceived, { membership }: ConfigCaller) {
    const { key, value, cas, expiresAt } = params;
    mustBeWritable(params, key);
    const { namespace, target } = await this.#find(params, membership, "write");
    const tenant = await this.#options.store.tenant(membership.tenantId);
    if (target.projectId !== undefined) {
      const write = { op: "set", namespace, key, value, ...conditionOf(cas), ...expiryOf(expiresAt) } as const;
      const { version = 0 } = await this.#writeToProject(tenant, target.projectId, write, membership);
      return { version };
    }
    const { version } = await tenant.set(namespace, key, value, { cas, expiresAt, actor: actorOf(membership) });
    return { version };
  }

  async delete(params: ConfigDeleteReceived, { membership }: ConfigCaller) {
    const { key, cas } = params;
    mustBeWritable(params, key);
    const { namespace, target } = await this.#find(params, membership, "write");
    const tenant = await this.#options.store.tenant(membership.tenantId);
    if (target.projectId !== undefined) {
      const write = { op: "delete", namespace, key, ...conditionOf(cas) } as const;
      const { deleted = false } = await this.#writeToProject(tenant, target.projectId, write, membership);
      return { deleted };
    }
    const { deleted } = await tenant.delete(namespace, key, { cas, actor: actorOf(membership) });
    return { deleted };
  }

  async list(params: ConfigListReceived, { membership }: ConfigCaller): Promise<ConfigPage> {
    const { prefix, limit, cursor } = params;
    const { namespace } = await this.#find(params, membership, "read");
    const tenant = await this.#options.store.tenant(membership.tenantId);
    const { items, revision, nextCursor } = await tenant.list(namespace, { prefix, limit, ...(cursor === undefined ? {} : { cursor }) });
    const page = { items: items.map(({ key, value, version }) => ({ key, value, version })), revision };
    return nextCursor === null ? page : { ...page, nextCursor };
  }

  async batch({ operations }: ConfigBatchReceived, { membership }: ConfigCaller) {
    const steps: Write[] = [];
    const projects = new Map<string, WrittenProject>();
    for (const [index, operation] of operations.entries()) {
      const at = `/operations/${index}`;
      mustBeWritable(operation, operation.key, at);
      const { namespace, target } = await this.#find(operation, membership, "write", at);
      const id = target.projectId;
      if (id !== undefined && !projects.has(id)) projects.set(id, { id, at });
      const { op, key, cas } = operation;
      if (op === "delete") steps.push({ op, namespace, key, ...conditionOf(cas) });
      else steps.push({ op, namespace, key, value: operation.value, ...conditionOf(cas), ...expiryOf(operation.expiresAt) });
    }
    const { tenantId } = membership;
    const tenant = await this.#options.store.tenant(tenantId);
    const actor = actorOf(membership);
    const results =
      projects.size === 0
        ? (await tenant.batch(steps, actor)).results
        : await writeBesideProjects(tenant, tenantId, [...projects.values()], steps, actor);
    return { versions: results.map(({ version }) => version) };
  }

  async subscribe(params: ConfigSubscribeReceived, caller: ConfigCaller) {
    const place = await this.#find(params, caller.membership, "read");
    const { subscriptions } = await this.#options.store.tenant(caller.membership.tenantId);
    const revision = await this.#register.subscribe(subscriptions, place, caller, params.since);
    return revision === null ? { subscribed: false } : { subscribed: true, revision };
  }

  async unsubscribe(params: ConfigUnsubscribeReceived, { membership, subscriber }: ConfigCaller) {
    // What is gone meanwhile can be unsubscribed from all the same.
    const place = locate(params, membership, "read");
    if (!this.#register.unsubscribe(subscriber, place.namespace)) await this.#mustExist(place, membership, "");
    return { subscribed: false };
  }

  /** A connection is over: nothing is sent to it any more. */
  leave(subscriber: ConfigSubscriber): void {
    this.#register.leave(subscriber);
  }

  /** A session was deleted: removes what was kept for it, as far as that can be done now. Never rejects. */
  async forgetSession(tenantId: string, sessionId: string): Promise<void> {
    const { store, note } = this.#options;
    try {
      if (!(await store.mayHaveEntries())) return;
      const tenant = await store.tenant(tenantId);
      await tenant.clear(sessionNamespace(tenantId, sessionId), GATEWAY_ACTOR);
    } catch (error) {
      note(tenantId, sessionId, "the configuration of a deleted session was not removed", error);
    }
  }

  /**
   * Finds a scope of the caller's.
   *
   * @throws GatewayError INVALID_MESSAGE, FORBIDDEN, SESSION_NOT_FOUND, NOT_FOUND, CONFIG_UNAVAILABLE
   */
  async #find(target: ConfigTarget, membership: Membership, access: Access, at = ""): Promise<Place> {
    const place = locate(target, membership, access, at);
    await this.#mustExist(place, membership, at);
    return place;
  }

  /** @throws GatewayError SESSION_NOT_FOUND, NOT_FOUND, CONFIG_UNAVAILABLE */
  async #mustExist({ target }: Place, { tenantId }: Membership, at: string): Promise<void> {
    const { sessionId, projectId } = target;
    if (sessionId !== undefined) await this.#options.sessions.find(tenantId, sessionId);
    if (projectId === undefined) return;
    const tenant = await this.#options.store.tenant(tenantId);
    const { entry } = await tenant.read(projectsNamespace(tenantId), projectId);
    if (entry === null) throw noProject(at);
  }

  /** Writes one entry of a project. @throws GatewayError NOT_FOUND, VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE */
  async #writeToProject(tenant: TenantConfiguration, id: string, write: Write, membership: Membership): Promise<Partial<OperationResult>> {
    try {
      const projects = [{ id, at: "" }];
      const [result = {}] = await writeBesideProjects(tenant, membership.tenantId, projects, [write], actorOf(membership));
      return result;
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== "VERSION_CONFLICT") throw error;
      // There is one operation only.
      const { operation: _, ...facts } = error.facts;
      throw new GatewayError("VERSION_CONFLICT", error.message, facts);
    }
  }
}

function conditionOf(cas: number | undefined): { cas?: number } {
  return cas === undefined ? {} : { cas };
}

function expiryOf(expiresAt: number | undefined): { expiresAt?: number } {
  return expiresAt === undefined ? {} : { expiresAt };
}
