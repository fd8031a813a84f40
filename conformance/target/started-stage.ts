import type { ServiceName } from "../trace/format.ts";
import { addMember } from "./add-member.ts";
import { type ConcordanceCluster, KEYS } from "./concordance-cluster.ts";
import type { GatewayServer } from "./gateway-server.ts";
import type { Issuer, TokenOf } from "./issuer.ts";
import type { Lazy } from "./lazy.ts";
import { MissingPrerequisite, type NodeChoice, type ServerProcess, type Stage } from "./target.ts";

export interface StartedStageOptions {
  gateway: Lazy<GatewayServer>;
  cluster: Lazy<ConcordanceCluster>;
  issuer: Issuer;
  tenant: string;
  localAddress: string | undefined;
  end(): Promise<void>;
}

/** Seconds for which a short-lived token is valid. */
const SHORT_LIFE_S = 3;
/** Identities that the owner adds as members before they first speak; their names are those of the roles. */
const ROLES = ["admin", "billing_admin", "member", "viewer"];

/** One check's view of servers that the suite has started: a tenant and an address of its own. */
export class StartedStage implements Stage {
  readonly localAddress: string | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly #options: StartedStageOptions;
  readonly #added = new Map<string, Promise<void>>();

  constructor(options: StartedStageOptions) {
    this.#options = options;
    this.localAddress = options.localAddress;
    this.names = { tenant: options.tenant };
  }

  async url(service: ServiceName, node: NodeChoice = 1): Promise<string> {
    return service === "gateway" ? (await this.#options.gateway.get()).process.url : (await this.#options.cluster.get()).url(node);
  }

  async token(identity: string, service: ServiceName): Promise<string> {
    if (service === "concordance") return this.#key(identity);
    if (ROLES.includes(identity)) {
      const added = this.#added.get(identity) ?? this.#add(identity);
      this.#added.set(identity, added);
      await added;
    }
    const token = this.#identities()[identity];
    if (token === undefined) throw new MissingPrerequisite(`There is no identity "${identity}".`);
    return this.#options.issuer.token(token);
  }

  async turn(how: "kill" | "stop" | "start", service: ServiceName, node: NodeChoice = 1): Promise<void> {
    if (service === "concordance") return (await this.#options.cluster.get()).turn(how, node);
    const gateway = await this.#options.gateway.get();
    if (how === "start") await gateway.start();
    else await gateway.process.end(how === "kill" ? "SIGKILL" : "SIGTERM");
  }

  async process(service: ServiceName, node: NodeChoice = 1): Promise<ServerProcess> {
    return service === "gateway" ? (await this.#options.gateway.get()).process : (await this.#options.cluster.get()).process(node);
  }

  end(): Promise<void> {
    return this.#options.end();
  }

  #identities(): Readonly<Record<string, TokenOf>> {
    const { tenant } = this.#options;
    return {
      owner: { user: "owner", tenant },
      ...Object.fromEntries(ROLES.map((role) => [role, { user: role, tenant }])),
      /** Nobody has added them. */
      newcomer: { user: "newcomer", tenant },
      /** The owner of another tenant, with the same user id. */
      stranger: { user: "owner", tenant: `${tenant}-2` },
      expired: { user: "owner", tenant, expiresIn: -60 },
      "short-lived": { user: "owner", tenant, expiresIn: SHORT_LIFE_S },
      "other-issuer": { user: "owner", tenant, issuer: "https://other.example" },
      forged: { user: "owner", tenant, isForged: true },
      "bad-tenant": { user: "owner", tenant: "../up" },
      "long-tenant": { user: "owner", tenant: "t".repeat(65) },
    };
  }

  #key(identity: string): string {
    const keys: Readonly<Record<string, string>> = { ...KEYS, owner: KEYS.full, unknown: "an-unknown-key" };
    const key = keys[identity];
    if (key === undefined) throw new MissingPrerequisite(`There is no key "${identity}".`);
    return key;
  }

  async #add(role: string): Promise<void> {
    await addMember(await this.url("gateway"), await this.token("owner", "gateway"), { userId: role, role }, this.localAddress);
  }
}
