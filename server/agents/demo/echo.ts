import type { AgentRuntime } from "../agent-runtime.ts";
import { scripted } from "./demo-instance.ts";

/** Code points that `echo` says at a time. */
const CHUNK = 64;

/** Answers with the text that it got, piece by piece, as fast as the gateway takes it. */
export const echo: AgentRuntime = scripted({
  async play(turn) {
    const { input, output } = turn;
    const points = [...input.text];
    for (let start = 0; start < points.length; start += CHUNK) {
      turn.check();
      output.text(points.slice(start, start + CHUNK).join(""));
      await turn.until(output.ready());
    }
    const tokens = Math.ceil(points.length / 4);
    output.emit({ type: "usage.updated", inputTokens: tokens, outputTokens: tokens });
  },
});
