import { randomBytes } from "node:crypto";
import type { ServiceName } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { call } from "../wire/http.ts";
import { MissingPrerequisite, type Needs, type NodeChoice, type ServerProcess, type Stage, type Target } from "./target.ts";

/** Where a running target is, and who may speak to it. */
export interface RemoteOptions {
  gateway: string | null;
  /** The nodes of Concordance. */
  concordance: readonly string[];
  /** Tokens of the gateway and keys of Concordance, by the name of the identity. */
  tokens: ReadonlyMap<string, string>;
  /** Of the tokens; null when it is not told. */
  tenant: string | null;
}

/** A target that runs already. It cannot be restarted, and has no identities but those that are given. */
export class RemoteTarget implements Target {
  /** Checks share one tenant, so they go one after the other. */
  readonly parallel = 1;
  readonly #options: RemoteOptions;

  constructor(options: RemoteOptions) {
    this.#options = options;
  }

  async stage({ env, restarts, nodes }: Needs): Promise<Stage> {
    if (env !== undefined) throw new MissingPrerequisite(`It needs a gateway with ${Object.keys(env).join(", ")}: give --start.`);
    if (restarts) throw new MissingPrerequisite("It restarts the server: give --start, a command that starts it.");
    if (nodes !== undefined && this.#options.concordance.length < nodes) {
      throw new MissingPrerequisite(`It needs ${nodes} nodes of Concordance: give --concordance ${nodes} times, or --start-concordance.`);
    }
    return new RemoteStage(this.#options);
  }

  async end(): Promise<void> {}
}

class RemoteStage implements Stage {
  readonly localAddress = undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly #options: RemoteOptions;

  constructor(options: RemoteOptions) {
    this.#options = options;
    const { gateway, tenant } = options;
    // To a store alone it is a name like any other.
    this.names = tenant !== null ? { tenant } : gateway === null ? { tenant: `conformance-${randomBytes(4).toString("hex")}` } : {};
  }

  async url(service: ServiceName, node: NodeChoice = 1): Promise<string> {
    const { gateway, concordance } = this.#options;
    const url = service === "gateway" ? gateway : typeof node === "number" ? concordance[node - 1] : await this.#byRole(node);
    if (url === undefined || url === null) {
      throw new MissingPrerequisite(`There is no address: give ${service === "gateway" ? "--url" : "--concordance"}.`);
    }
    return url.replace(/\/$/, "");
  }

  async token(identity: string): Promise<string> {
    const token = this.#options.tokens.get(identity);
    if (token === undefined) throw new MissingPrerequisite(`There is no token of "${identity}": give --token ${identity}=…`);
    return token;
  }

  async turn(): Promise<void> {
    throw new MissingPrerequisite("It restarts the server: give --start, a command that starts it.");
  }

  async process(): Promise<ServerProcess> {
    throw new MissingPrerequisite("It needs the process of the server: give --start, a command that starts it.");
  }

  async end(): Promise<void> {}

  async #byRole(role: "leader" | "follower"): Promise<string> {
    const headers = { authorization: `Bearer ${await this.token("full")}` };
    for (const url of this.#options.concordance) {
      const { body } = await call({ url: `${url}/api/v1/cluster/status`, method: "GET", headers });
      if (isObject(body) && body["role"] === role) return url;
    }
    throw new MissingPrerequisite(`None of the nodes is a ${role}: give --concordance for each node.`);
  }
}
