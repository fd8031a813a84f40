import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";

/** What a stream of a session's events may show, in its order. */
const STREAMED = ["state_snapshot", "turn_started", "turn_complete", "session_synced"];

/** A few lines of a stream, made of the examples of what it carries; empty for one that carries something else. */
export function streamSample({ events, messages }: ProtocolModel, mediaType: string, full: Examples): string {
  if (messages.length === 0) return "";
  const shown = STREAMED.map((type) => {
    const found = events.find((event) => event.type === type);
    if (found === undefined) throw new Error(`The protocol has no event "${type}" to show in a stream.`);
    return { ...found, example: full.get(found.model) as { seq?: number } };
  });
  switch (mediaType) {
    case "text/event-stream":
      return shown
        .map(({ type, durable, example }) =>
          [...(durable ? [`id: ${example.seq}`] : []), `event: ${type}`, `data: ${JSON.stringify(example)}`].join("\n"),
        )
        .join("\n\n");
    case "application/x-ndjson":
      return shown
        .filter(({ durable }) => durable)
        .map(({ example }) => JSON.stringify(example))
        .join("\n");
    default:
      return "";
  }
}
