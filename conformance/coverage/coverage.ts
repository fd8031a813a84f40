import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import type { Trace } from "../trace/format.ts";
import { type Item, itemsOf, keyOf } from "./items.ts";
import { type Surface, touchesOf } from "./touches.ts";

/** One thing of the spec, and the traces that touch it. */
export interface Covered extends Item {
  traces: string[];
  /** Of an error code: where it comes up. */
  surfaces: Surface[];
}

/** Something that no trace touches, and why that is so. */
export interface CoverageException {
  /** As the table writes it: the kind, and the name. */
  kind: string;
  name: string;
  reason: string;
}

/** What of the spec each trace touches, in the order of the spec. */
export function coverageOf(document: ProtocolDocument, traces: readonly Trace[]): Covered[] {
  const touched = traces.map((trace) => ({ id: trace.id, touches: touchesOf(document, trace) }));
  return itemsOf(document).map((item) => {
    const touching = touched.filter(({ touches }) => touches.has(keyOf(item)));
    const surfaces = new Set(touching.flatMap(({ touches }) => [...(touches.get(keyOf(item)) ?? [])]));
    return { ...item, traces: touching.map(({ id }) => id).sort(), surfaces: [...surfaces].sort() };
  });
}

/** What is wrong with a coverage: things that no trace touches, and exceptions that are none. */
export function gapsIn(covered: readonly Covered[], exceptions: readonly CoverageException[]): string[] {
  const names = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;
  const excused = new Set(exceptions.map(names));
  const byName = new Map(covered.map((item) => [names(item), item]));
  return [
    ...covered
      .filter((item) => item.isNeeded && item.traces.length === 0 && !excused.has(names(item)))
      .map((item) => `No trace touches the ${names(item)}.`),
    ...exceptions.flatMap((exception) => {
      const item = byName.get(names(exception));
      if (item === undefined) return [`The spec has no ${names(exception)}: take it off the exceptions.`];
      if (item.traces.length > 0) return [`The ${names(item)} is touched by ${item.traces[0]}: take it off the exceptions.`];
      return exception.reason.trim() === "" ? [`The exception of the ${names(item)} has no reason.`] : [];
    }),
  ];
}
