import { LIMITS } from "../../generated/gateway/limits.ts";

/** As many items of a list as one reply holds, from its beginning; one at least, if there is any. */
export function fitting<Item>(items: readonly Item[]): Item[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > LIMITS.listBytes && index > 0;
  });
  return end === -1 ? [...items] : items.slice(0, end);
}
