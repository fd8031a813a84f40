import type { Json } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { jsonOr } from "../wire/body.ts";
import type { Observed } from "./observed.ts";

const FIELDS = ["afterSeq", "beforeSeq", "seq", "sinceRevision", "since"];

/** The places in a log that the client asks from: they are another time other ones. */
export function placesIn(observed: readonly Observed[]): number[] {
  return observed.flatMap((one) => {
    switch (one.kind) {
      case "sent":
        return within(jsonOr(Buffer.from(one.text)));
      case "request":
        return [...within(jsonOr(Buffer.from(one.body))), ...inQuery(one.path), ...inHeaders(one.headers)];
      case "opened":
        return [...inQuery(one.path), ...inHeaders(one.headers)];
      default:
        return [];
    }
  });
}

function within(value: Json): number[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => (FIELDS.includes(name) && typeof one === "number" ? [one] : within(one)));
}

function inQuery(path: string): number[] {
  const query = new URLSearchParams(path.split("?")[1] ?? "");
  return FIELDS.flatMap((name) => query.getAll(name).map(Number));
}

function inHeaders(headers: Readonly<Record<string, string>>): number[] {
  const last = headers["last-event-id"];
  return last === undefined ? [] : [Number(last)];
}
