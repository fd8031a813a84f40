import type { Needs, NodeChoice, ServerProcess, Stage, Target } from "../target/target.ts";
import type { ServiceName } from "../trace/format.ts";
import type { Mutant, MutantRun } from "./mutant.ts";
import { MutantProxy } from "./proxy.ts";

/** A target behind a mutant: every server of the mutant's kind is spoken to through a proxy. */
export class MutantTarget implements Target {
  readonly parallel: number;
  readonly #target: Target;
  readonly #mutant: Mutant;

  /** @param target stays the caller's to end */
  constructor(target: Target, mutant: Mutant) {
    this.#target = target;
    this.#mutant = mutant;
    this.parallel = target.parallel;
  }

  async stage(needs: Needs): Promise<Stage> {
    return new MutantStage(await this.#target.stage(needs), this.#mutant.service, this.#mutant.begin());
  }

  async end(): Promise<void> {}
}

class MutantStage implements Stage {
  readonly #stage: Stage;
  readonly #service: ServiceName;
  readonly #run: MutantRun;
  readonly #proxies = new Map<string, Promise<MutantProxy>>();

  constructor(stage: Stage, service: ServiceName, run: MutantRun) {
    this.#stage = stage;
    this.#service = service;
    this.#run = run;
  }

  get localAddress(): string | undefined {
    return this.#stage.localAddress;
  }

  get names(): Readonly<Record<string, string>> {
    return this.#stage.names;
  }

  async url(service: ServiceName, node?: NodeChoice): Promise<string> {
    const url = await this.#stage.url(service, node);
    if (service !== this.#service) return url;
    const proxy = this.#proxies.get(url) ?? MutantProxy.start(url, this.#run);
    this.#proxies.set(url, proxy);
    return (await proxy).url;
  }

  token(identity: string, service: ServiceName): Promise<string> {
    const impersonated = service === this.#service ? this.#run.impersonate?.[identity] : undefined;
    return this.#stage.token(impersonated ?? identity, service);
  }

  async turn(how: "kill" | "stop" | "start", service: ServiceName, node?: NodeChoice): Promise<void> {
    await this.#stage.turn(how, service, node);
    if (service === this.#service && how !== "start") this.#run.restarted?.();
  }

  process(service: ServiceName, node?: NodeChoice): Promise<ServerProcess> {
    return this.#stage.process(service, node);
  }

  async end(): Promise<void> {
    for (const proxy of this.#proxies.values()) await proxy.then((one) => one.end());
    await this.#stage.end();
  }
}
