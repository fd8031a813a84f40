import type { AgentRuntime, TurnInput, TurnOutput } from "../agent-runtime.ts";
import { DemoInstance } from "./demo-instance.ts";

/** Code points that `echo` says at a time. */
const CHUNK = 64;

/** Answers with the text that it got, piece by piece. */
export const echo: AgentRuntime = {
  start: async () => new EchoInstance(),
};

class EchoInstance extends DemoInstance {
  protected override async play({ text }: TurnInput, output: TurnOutput): Promise<void> {
    const points = [...text];
    for (let start = 0; start < points.length; start += CHUNK) {
      if (this.isCancelled) return;
      output.text(points.slice(start, start + CHUNK).join(""));
      await output.ready();
    }
    const tokens = Math.ceil(points.length / 4);
    output.emit({ type: "usage.updated", inputTokens: tokens, outputTokens: tokens });
  }
}
