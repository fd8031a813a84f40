import { Etcd3, type Watcher } from "etcd3";
import type { Store } from "./store.ts";

const PREFIX = "bench/";

/** etcd by gRPC, with the package that Node's users take. */
export class EtcdStore implements Store {
  readonly name = "etcd";
  readonly #client: Etcd3;
  readonly #watchers: Watcher[] = [];

  constructor(addresses: readonly string[]) {
    this.#client = new Etcd3({ hosts: [...addresses] });
  }

  put(key: string, value: string): Promise<unknown> {
    return this.#client
      .put(PREFIX + key)
      .value(value)
      .exec();
  }

  get(key: string): Promise<unknown> {
    return this.#client.get(PREFIX + key).string();
  }

  getLocal(key: string): Promise<unknown> {
    return this.#client
      .get(PREFIX + key)
      .serializable(true)
      .string();
  }

  async watch(onChange: (key: string) => void): Promise<void> {
    const watcher = await this.#client.watch().prefix(PREFIX).create();
    watcher.on("put", ({ key }) => onChange(key.toString().slice(PREFIX.length)));
    this.#watchers.push(watcher);
  }

  async unwatch(): Promise<void> {
    await Promise.all(this.#watchers.splice(0).map((watcher) => watcher.cancel()));
  }

  async close(): Promise<void> {
    this.#client.close();
  }
}
