import type { JsonObject } from "../trace/format.ts";
import type { Monitor, Violation } from "./monitor.ts";

const HELLO = ["welcome", "connected"];

/** A connection begins with `welcome` and `connected`, which come once. */
export class Hello implements Monitor {
  #frames = 0;

  received({ type }: JsonObject): Violation[] {
    const expected = HELLO[this.#frames];
    this.#frames += 1;
    if (expected !== undefined && type !== expected) {
      return [{ rule: "WS-HELLO-1", what: `Frame ${this.#frames} is not \`${expected}\`.`, expected, received: type }];
    }
    if (expected === undefined && HELLO.includes(String(type))) {
      return [{ rule: "WS-HELLO-1", what: `\`${String(type)}\` comes again.`, received: type }];
    }
    return [];
  }
}
