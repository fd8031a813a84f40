import type { Change } from "./change.ts";
import type { ProtocolChanges } from "./classify.ts";

/** Whether a protocol may break: its version was raised. */
export function isRaised({ versionBefore, versionAfter }: ProtocolChanges): boolean {
  return versionBefore !== null && versionAfter !== null && versionAfter > versionBefore;
}

/** The protocols that break clients without saying so by their version. */
export function offending(protocols: readonly ProtocolChanges[]): ProtocolChanges[] {
  return protocols.filter((protocol) => !isRaised(protocol) && protocol.changes.some(({ breaking }) => breaking));
}

/** The comparison for programs. */
export function asJson(ref: string, commit: string, protocols: readonly ProtocolChanges[]): string {
  const described = protocols.map((protocol) => ({ ...protocol, versionRaised: isRaised(protocol) }));
  return JSON.stringify({ ref, commit, ok: offending(protocols).length === 0, protocols: described }, null, 2);
}

/** The comparison for people: what breaks first. */
export function asText(ref: string, protocols: readonly ProtocolChanges[]): string {
  const told = protocols.filter(({ changes }) => changes.length > 0);
  if (told.length === 0) return `The spec says the same as at ${ref}.`;
  return [...told.map(sectionOf), verdict(ref, protocols)].join("\n\n");
}

function sectionOf(protocol: ProtocolChanges): string {
  const breaking = protocol.changes.filter((change) => change.breaking);
  const additive = protocol.changes.filter((change) => !change.breaking);
  const title = `${protocol.protocol} (version ${versions(protocol)}): ${breaking.length} breaking, ${additive.length} additive`;
  return [title, ...breaking.map(lineOf), ...additive.map(lineOf)].join("\n");
}

function versions({ versionBefore, versionAfter }: ProtocolChanges): string {
  if (versionBefore === versionAfter) return String(versionAfter);
  return `${versionBefore ?? "none"} → ${versionAfter ?? "none"}`;
}

function lineOf({ kind, path, before, after, breaking, reason }: Change): string {
  return `  ${breaking ? "BREAKING" : "additive"}  ${kind}  ${path}: ${difference(before, after)}\n            ${reason}`;
}

function difference(before: unknown, after: unknown): string {
  if (before === undefined) return `now ${words(after)}`;
  return after === undefined ? `was ${words(before)}` : `${words(before)} → ${words(after)}`;
}

function words(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function verdict(ref: string, protocols: readonly ProtocolChanges[]): string {
  const names = offending(protocols).map(({ protocol }) => protocol);
  if (names.length > 0) return `Clients written for ${ref} break. Take that back, or raise the version of: ${names.join(", ")}`;
  return protocols.some(({ changes }) => changes.some(({ breaking }) => breaking))
    ? "What breaks clients is told by a version that was raised."
    : `Clients written for ${ref} go on working.`;
}
