import type { Json, Operation } from "./types.ts";

/** Stands for every value that no read of the history returned: which of them a write wrote makes no difference. */
export const NEVER_READ = 0;

/** Numbers for values, so that states are small and quick to compare. Values are equal if they are the same JSON. */
export class Values {
  readonly #ids = new Map<string, number>();
  readonly #texts = ["(a value that nobody read)"];
  readonly #known = new Map<Json, number>();

  /** Knows what the reads of a history returned. */
  constructor(operations: readonly Operation[]) {
    for (const { op, result } of operations) {
      if (result === "unknown" || "error" in result) continue;
      if (op === "get") this.#add(result.value);
      else if (op === "list") for (const { value } of result.items) this.#add(value);
    }
  }

  id(value: Json): number {
    let id = this.#known.get(value);
    if (id === undefined) {
      id = this.#ids.get(canonical(value)) ?? NEVER_READ;
      this.#known.set(value, id);
    }
    return id;
  }

  text(id: number): string {
    return this.#texts[id] ?? "";
  }

  #add(value: Json): void {
    const text = canonical(value);
    if (this.#ids.has(text)) return;
    this.#ids.set(text, this.#texts.length);
    this.#texts.push(text);
  }
}

/** JSON with the members of objects in one order. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
