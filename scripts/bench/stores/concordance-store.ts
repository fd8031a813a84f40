import { ConcordanceClient, type Watch } from "@diminuendo/concordance";
import type { Store } from "./store.ts";

const NAMESPACE = "bench";
const KEY = "dev";

/** Concordance over `/stream`, by its own client. */
export class ConcordanceStore implements Store {
  readonly name = "Concordance";
  readonly #addresses: readonly string[];
  readonly #client: ConcordanceClient;
  readonly #watchers: ConcordanceClient[] = [];

  constructor(addresses: readonly string[]) {
    this.#addresses = addresses;
    this.#client = this.#connect();
  }

  put(key: string, value: string): Promise<unknown> {
    return this.#client.set(NAMESPACE, key, value);
  }

  get(key: string): Promise<unknown> {
    return this.#client.get(NAMESPACE, key, { consistency: "linearizable" });
  }

  getLocal(key: string): Promise<unknown> {
    return this.#client.get(NAMESPACE, key);
  }

  /** Each watcher is a client of its own, with a connection of its own. */
  async watch(onChange: (key: string) => void): Promise<void> {
    const client = this.#connect();
    this.#watchers.push(client);
    const watch = client.watch(NAMESPACE);
    void tell(watch, onChange);
    await watch.opened;
  }

  async unwatch(): Promise<void> {
    await Promise.all(this.#watchers.splice(0).map((client) => client.close()));
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #connect(): ConcordanceClient {
    return new ConcordanceClient({ addresses: [...this.#addresses], apiKey: KEY });
  }
}

async function tell(watch: Watch, onChange: (key: string) => void): Promise<void> {
  for await (const { key } of watch) onChange(key);
}
