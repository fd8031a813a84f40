import type { Json, Operation, Write } from "../types.ts";

type Asked = Pick<Operation, "op" | "namespace" | "key" | "args">;

/** A store that does one operation at a time, written apart from the model that it tests. */
export class SimpleStore {
  readonly #values = new Map<string, Json>();
  readonly #versions = new Map<string, number>();

  /** Does an operation and says what its client is told. */
  do(asked: Asked): Exclude<Operation["result"], "unknown"> {
    const { op, namespace, key } = asked;
    switch (op) {
      case "get": {
        const value = this.#values.get(`${namespace} ${key}`);
        return value === undefined ? { error: "NOT_FOUND" } : { value, version: this.#version(namespace, key) };
      }
      case "list": {
        const found = [...this.#values].filter(([name]) => name.startsWith(`${namespace} `)).sort(([a], [b]) => (a < b ? -1 : 1));
        return {
          items: found.map(([name, value]) => ({ key: name.slice(namespace.length + 1), value, version: this.#versions.get(name) ?? 0 })),
        };
      }
      case "batch":
        return this.#batch((asked.args as { operations: readonly Write[] }).operations);
      default: {
        const done = this.#batch([{ ...asked.args, op, namespace, key } as Write]);
        return "error" in done ? done : (done.results[0] ?? { error: "INTERNAL" });
      }
    }
  }

  #batch(writes: readonly Write[]) {
    for (const { namespace, key, cas } of writes) {
      const currentVersion = this.#values.has(`${namespace} ${key}`) ? this.#version(namespace, key) : 0;
      if (cas !== undefined && cas !== currentVersion) return { error: "CAS_CONFLICT", currentVersion } as const;
    }
    return { results: writes.map((write) => this.#write(write)) };
  }

  #write(write: Write): { deleted: boolean; version: number } {
    const name = `${write.namespace} ${write.key}`;
    const existed = this.#values.has(name);
    if (write.op === "set" || (write.op === "delete" && existed)) {
      this.#versions.set(name, this.#version(write.namespace, write.key) + 1);
    }
    if (write.op === "set") this.#values.set(name, write.value);
    if (write.op === "delete") this.#values.delete(name);
    return { deleted: write.op === "delete" && existed, version: this.#version(write.namespace, write.key) };
  }

  #version(namespace: string, key: string): number {
    return this.#versions.get(`${namespace} ${key}`) ?? 0;
  }
}
