import * as fc from "fast-check";
import type { DurableEvent, ToolLocation } from "../../../../generated/gateway/types.ts";
import { valuesOf } from "../../../../spec/test/arbitrary.ts";
import { SPECS, type Spec } from "../../../../spec/test/specs.ts";

export const SESSION_ID = "00000000-0000-4000-8000-000000000000";
export const TURN_ID = "00000000-0000-4000-8000-000000000001";

type BodyOf<Event> = Event extends unknown ? Omit<Event, "sessionId" | "seq" | "ts" | "turnId"> & { turnId?: string } : never;
/** An event without what every event has. */
export type EventBody = BodyOf<DurableEvent>;

/** Events of a log, in their order; those of a turn are of the same turn unless they say otherwise. */
export function logOf(...bodies: EventBody[]): DurableEvent[] {
  return bodies.map((body, index) => {
    const turn = TURNLESS.has(body.type) ? {} : { turnId: TURN_ID };
    return { ...turn, ...body, sessionId: SESSION_ID, seq: index + 1, ts: 0 } as DurableEvent;
  });
}

const TURNLESS: ReadonlySet<string> = new Set(["session_state", "commands.updated", "settings.updated"]);
const OUTSIDE_OF_TURNS = ["SessionState", "CommandsUpdated", "SettingsUpdated"];
const ENDS = ["TurnComplete", "TurnStopped", "TurnError"];
const IDS = ["a", "b", "c"];

const GATEWAY = SPECS.find(({ name }) => name === "gateway") as Spec;
const EVENTS = GATEWAY.protocol.events.filter(({ durable }) => durable).map(({ model }) => model);

/** Events of a type of the spec. */
export const eventsOf = (name: string) => valuesOf(GATEWAY, GATEWAY.definition(name)) as fc.Arbitrary<DurableEvent>;

/** Any event at all, with few tool calls, terminals and requests, so that events are often about the same one. */
export const anyEvent: fc.Arbitrary<DurableEvent> = fc
  .tuple(fc.constantFrom(...EVENTS).chain(eventsOf), fc.constantFrom(...IDS), fc.boolean())
  .map(([event, id, isHosted]) => about(event, id, isHosted));

function about(event: DurableEvent, id: string, isHosted: boolean): DurableEvent {
  const terminalId = isHosted ? `host:00000000-0000-4000-8000-000000000000:${id}` : id;
  const ids: Record<string, string> = { toolCallId: id, requestId: id, terminalId };
  const named = Object.fromEntries(Object.entries(event).map(([name, value]) => [name, ids[name] ?? value])) as unknown as DurableEvent;
  if (named.type === "tool_call" && named.locations !== undefined) return { ...named, locations: named.locations.map(countedFromOne) };
  if (named.type !== "tool_result" || named.content === undefined) return named;
  return { ...named, content: named.content.map((item) => (item.type === "terminal" ? { ...item, terminalId } : item)) };
}

/** The generator knows nothing of the least that a number may be. */
function countedFromOne({ path, line }: ToolLocation): ToolLocation {
  return { path, ...(line === undefined ? {} : { line: Math.max(1, Math.abs(line)) }) };
}

/** A log as sessions have them: turns one after the other, each with one start and one end, and what comes between them. */
export const anyLog: fc.Arbitrary<DurableEvent[]> = fc
  .array(
    fc.record({
      before: fc.array(fc.constantFrom(...OUTSIDE_OF_TURNS).chain(eventsOf), { maxLength: 2 }),
      start: eventsOf("TurnStarted"),
      within: fc.array(
        anyEvent.filter(({ type }) => !type.startsWith("turn_")),
        { maxLength: 25 },
      ),
      end: fc.constantFrom(...ENDS).chain(eventsOf),
      turnId: fc.uuid(),
    }),
    { maxLength: 4 },
  )
  .map((turns) =>
    turns
      .flatMap(({ before, start, within, end, turnId }) => [
        ...before,
        ...[start, ...within, end].map((event) => (TURNLESS.has(event.type) ? event : { ...event, turnId })),
      ])
      .map((event, index) => ({ ...event, sessionId: SESSION_ID, seq: index + 1 })),
  );
