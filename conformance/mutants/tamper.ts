import type { JsonObject } from "../trace/format.ts";
import type { Frames, Mutant, MutantRun, TamperedWire, Tampering } from "./mutant.ts";

/** What a mutant of the gateway says of itself. */
type About = Pick<Mutant, "name" | "rule" | "about">;

/** A mutant of the gateway that tampers with every connection to `/ws` alike; `make` is called for each. */
export function onSocket(about: About, make: () => Tampering): Mutant {
  return { ...about, service: "gateway", begin: () => ({ socket: make }) };
}

/** One that changes what the server says. */
export function says(about: About, toClient: (frame: JsonObject, wire: TamperedWire) => Frames): Mutant {
  return onSocket(about, () => ({ toClient }));
}

/** One that hears something else than what the client says. */
export function hears(about: About, toServer: (frame: JsonObject, wire: TamperedWire) => Frames): Mutant {
  return onSocket(about, () => ({ toServer }));
}

/** One to whom an identity is another. */
export function takesFor(about: About, impersonate: Readonly<Record<string, string>>, service: Mutant["service"] = "gateway"): Mutant {
  return { ...about, service, begin: () => ({ impersonate }) };
}

/** One that tampers with requests over HTTP. */
export function onHttp(
  about: About,
  begin: () => Pick<MutantRun, "request" | "answer" | "event">,
  service: Mutant["service"] = "gateway",
): Mutant {
  return { ...about, service, begin };
}

/** A frame with other fields; undefined takes one away. */
export function changed(frame: JsonObject, fields: Record<string, JsonObject[string] | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...frame, ...fields }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
