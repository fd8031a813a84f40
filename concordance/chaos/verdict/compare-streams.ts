import { isDeepStrictEqual } from "node:util";
import type { Change } from "../../../generated/concordance/types.ts";

/**
 * Whether a stream brought exactly the changes of the log, in their order.
 *
 * @returns null if so; else what the first difference is
 */
export function compareStreams(log: readonly Change[], stream: readonly Change[]): string | null {
  const at = log.findIndex((change, index) => !isDeepStrictEqual(change, stream[index]));
  if (at === -1) {
    const [extra] = stream.slice(log.length);
    return extra === undefined ? null : `${describe(extra)} came after the end${wasBefore(stream, log.length) ? ", a second time" : ""}.`;
  }
  const expected = log[at] as Change;
  const came = stream[at];
  if (came === undefined) return `It ends before ${describe(expected)}: ${log.length - at} changes are missing.`;
  const where = `where ${describe(expected)} was to come`;
  if (wasBefore(stream, at)) return `${describe(came)} came a second time, ${where}.`;
  if (stream.some((change) => isDeepStrictEqual(change, expected))) return `${describe(came)} came too early, ${where}.`;
  if (isAt(came, expected)) return `${JSON.stringify(came)} came in place of ${JSON.stringify(expected)}.`;
  return `A gap: ${describe(came)} came ${where}.`;
}

function wasBefore(stream: readonly Change[], at: number): boolean {
  return stream.slice(0, at).some((change) => isDeepStrictEqual(change, stream[at]));
}

function isAt(a: Change, b: Change): boolean {
  return a.revision === b.revision && a.namespace === b.namespace && a.key === b.key;
}

function describe({ revision, op, namespace, key, version }: Change): string {
  return `revision ${revision} (${op} ${namespace} ${key}, version ${version})`;
}
