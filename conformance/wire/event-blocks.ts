import type { JsonObject } from "../trace/format.ts";
import { jsonOr } from "./body.ts";

/** Takes server-sent events out of a stream of text. A block of comments alone, which keeps the connection alive, is none. */
export class EventBlocks {
  #text = "";

  /** The events that are complete with this piece, each `{id, event, retry, data}` as far as it says them. */
  read(text: string): { frame: JsonObject; bytes: number }[] {
    this.#text += text;
    const blocks = this.#text.split("\n\n");
    this.#text = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const frame = frameOf(block);
      return frame === null ? [] : [{ frame, bytes: Buffer.byteLength(block) }];
    });
  }
}

function frameOf(block: string): JsonObject | null {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const [, name = "", value = ""] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name !== "") fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value);
  }
  if (fields.size === 0) return null;
  const data = fields.get("data");
  return Object.fromEntries([
    ...["id", "event", "retry"].flatMap((name) => (fields.has(name) ? [[name, fields.get(name) ?? ""]] : [])),
    ...(data === undefined ? [] : [["data", jsonOr(Buffer.from(data))]]),
  ]);
}
