import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { agentsFile } from "./agents-file.ts";
import { ConcordanceCluster, KEYS } from "./concordance-cluster.ts";
import { GatewayServer } from "./gateway-server.ts";
import { Issuer } from "./issuer.ts";
import { Lazy } from "./lazy.ts";
import { StartedStage } from "./started-stage.ts";
import { MissingPrerequisite, type Needs, type Stage, type Target } from "./target.ts";
import { TemporaryFolder } from "./temporary-folder.ts";

/** How the servers are started that are checked: command lines. */
export interface StartedOptions {
  gateway: readonly string[] | null;
  concordance: readonly string[] | null;
}

/** Checks that run side by side, each in a tenant of its own. */
const PARALLEL = 4;
/** The last bytes of the addresses of the loopback network that checks come from. None comes again, so that limits by address do not meet. */
const FIRST_ADDRESS = 2;
const LAST_ADDRESS = 250;

/** The address of a check, by its number. */
function addressOf(number: number): string {
  const perNetwork = LAST_ADDRESS - FIRST_ADDRESS;
  return `127.0.${Math.floor(number / perNetwork) % 256}.${FIRST_ADDRESS + (number % perNetwork)}`;
}

/** Servers that the suite starts by itself, so that it can restart them, and whose tokens it signs. */
export class StartedTarget implements Target {
  readonly parallel = PARALLEL;
  readonly #options: StartedOptions;
  readonly #issuer: Issuer;
  readonly #folder: TemporaryFolder;
  /** The servers of all checks that need none of their own. */
  readonly #cluster: Lazy<ConcordanceCluster>;
  readonly #gateway: Lazy<GatewayServer>;
  #stages = 0;

  private constructor(options: StartedOptions, issuer: Issuer, folder: TemporaryFolder) {
    this.#options = options;
    this.#issuer = issuer;
    this.#folder = folder;
    this.#cluster = new Lazy(() => this.#startCluster(1));
    this.#gateway = new Lazy(() => this.#startGateway({}, this.#cluster));
  }

  static async start(options: StartedOptions): Promise<StartedTarget> {
    const folder = await TemporaryFolder.make("agents");
    await writeFile(agentsIn(folder), JSON.stringify(agentsFile()));
    return new StartedTarget(options, await Issuer.start(), folder);
  }

  async stage({ env, restarts = false, nodes }: Needs): Promise<Stage> {
    const number = this.#stages++;
    const cluster = nodes === undefined ? this.#cluster : new Lazy(() => this.#startCluster(nodes));
    const isOwn = env !== undefined || restarts || nodes !== undefined;
    const gateway = isOwn ? new Lazy(() => this.#startGateway(env ?? {}, cluster)) : this.#gateway;
    return new StartedStage({
      gateway,
      cluster,
      issuer: this.#issuer,
      tenant: `t${number}-${randomBytes(4).toString("hex")}`,
      // Only Linux answers on the whole loopback network by itself.
      localAddress: process.platform === "linux" ? addressOf(number) : undefined,
      end: async () => {
        if (isOwn) await gateway.end();
        if (nodes !== undefined) await cluster.end();
      },
    });
  }

  async end(): Promise<void> {
    await this.#gateway.end();
    await this.#cluster.end();
    await this.#issuer.end();
    await this.#folder.remove();
  }

  async #startGateway(env: Readonly<Record<string, string>>, cluster: Lazy<ConcordanceCluster>): Promise<GatewayServer> {
    if (this.#options.gateway === null) throw new MissingPrerequisite("It needs a gateway: give --start.");
    const store: Record<string, string> =
      this.#options.concordance === null ? {} : { CONCORDANCE_URL: (await cluster.get()).urls.join(","), CONCORDANCE_API_KEY: KEYS.full };
    const own = { DEV_MODE: "false", AUTH_URL: this.#issuer.url, AGENTS_FILE: agentsIn(this.#folder) };
    return GatewayServer.start(this.#options.gateway, { ...own, ...store, ...env });
  }

  async #startCluster(nodes: number): Promise<ConcordanceCluster> {
    if (this.#options.concordance === null) throw new MissingPrerequisite("It needs Concordance: give --start-concordance.");
    return ConcordanceCluster.start(this.#options.concordance, nodes);
  }
}

/** Where the catalogue of agents is. */
function agentsIn(folder: TemporaryFolder): string {
  return join(folder.path, "agents.json");
}
