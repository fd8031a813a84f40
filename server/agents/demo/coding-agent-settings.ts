import type { AgentCommand } from "../../../generated/gateway/types.ts";
import { cut } from "../../security/error-message.ts";
import type { AgentSettings } from "../agent-settings.ts";

/** What the coding agent can be set to, and how it is set at first. */
export const SETTINGS: AgentSettings = {
  modes: {
    currentModeId: "ask",
    available: [
      { modeId: "ask", name: "Ask", description: "Asks before it runs its program, and whom the program should greet." },
      { modeId: "auto", name: "Auto", description: "Asks nothing." },
    ],
  },
  options: [
    {
      optionId: "greeting",
      name: "Greeting",
      description: "What the program says.",
      category: "_greeting",
      kind: "select",
      value: "hello",
      choices: [
        { value: "hello", name: "Hello" },
        { value: "good-day", name: "Good day" },
      ],
    },
    {
      optionId: "comment",
      name: "Comment",
      description: "Whether the program says in a comment where it comes from.",
      category: "_style",
      kind: "boolean",
      value: true,
    },
  ],
};

/** The commands that the coding agent understands. */
export const COMMANDS: readonly AgentCommand[] = [
  { name: "plan", description: "Tells the plan, and does nothing." },
  { name: "hello", description: "Writes a program that greets someone.", hint: "name" },
];

/** How one turn is played. */
export interface Act {
  readonly plansOnly: boolean;
  /** Whom the program greets; null when nobody said. */
  readonly name: string | null;
  /** Whether people are asked. */
  readonly asks: boolean;
  /** What the program says to whom it greets. */
  readonly greeting: string;
  readonly hasComment: boolean;
}

/**
 * How a turn is played that begins with a text.
 *
 * @param nameLength longest name, in code points
 */
export function actOf(text: string, { modes, options }: AgentSettings, nameLength: number): Act {
  const setTo = (id: string) => options.find(({ optionId }) => optionId === id)?.value;
  const [, command, rest = ""] = /^\/(plan|hello)(?:\s+(.*))?$/s.exec(text.trim()) ?? [];
  const name = command === "hello" ? cut(rest.trim(), nameLength) : "";
  return {
    plansOnly: command === "plan",
    name: name === "" ? null : name,
    asks: modes?.currentModeId !== "auto",
    greeting: setTo("greeting") === "good-day" ? "Good day" : "Hello",
    hasComment: setTo("comment") !== false,
  };
}
