import type { SessionItem } from "../typescript/src/index.ts";
import { announce } from "./announce.ts";
import { harmless, type Style } from "./style.ts";

/** What was printed so far, as far as it matters for what comes next. */
export interface Scene {
  /** What is being printed piece by piece: its next piece goes on in the same line, anything else begins a new one. */
  readonly flow: "none" | "text" | "thought" | `terminal ${string}`;
  readonly atLineStart: boolean;
  /** Whether the thought at hand was printed as it came. */
  readonly thoughtSeen: boolean;
  /** What the turn's tool calls and requests are called, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A text to print, and the scene after it. */
export interface Rendered {
  readonly text: string;
  readonly scene: Scene;
}

export interface RenderOptions {
  readonly style: Style;
  /** Whether a turn was typed at this terminal, so that its text stands there already. */
  readonly isTyped: (clientTurnId: string | undefined) => boolean;
}

export const EMPTY_SCENE: Scene = { flow: "none", atLineStart: true, thoughtSeen: false, titles: new Map() };

/** An event of a session as text for a terminal. Pure. */
export function render(before: Scene, event: SessionItem, { style, isTyped }: RenderOptions): Rendered {
  const scene = remember(before, event);
  switch (event.type) {
    case "text_delta":
      return flow(scene, "text", harmless(event.text), (text) => text);
    case "thinking.progress":
      return flow(scene, "thought", harmless(event.text), (text) => style("dim", text));
    case "thinking.complete":
      return line(scene, before.thoughtSeen ? "" : style("dim", harmless(event.text)));
    case "terminal.stream":
      return flow(scene, `terminal ${event.terminalId}`, harmless(event.data), (text, atLineStart) =>
        withMargin(text, atLineStart, style("dim", "    │ "), (part) => (event.stream === "stderr" ? style("yellow", part) : part)),
      );
    case "turn_started":
      if (isTyped(event.clientTurnId)) return { text: "", scene };
      return line(scene, `${style("bold", `> ${harmless(event.text)}`)}${style("dim", `  ${harmless(event.userId)}`)}`);
    default: {
      const said = announce(event, before.titles, style);
      return said === "" ? { text: "", scene } : line(scene, said);
    }
  }
}

/** Ends whatever is being printed piece by piece, and prints whole lines. */
export function line(scene: Scene, text: string): Rendered {
  const end = scene.atLineStart ? "" : "\n";
  return { text: text === "" ? end : `${end}${text}\n`, scene: { ...scene, flow: "none", atLineStart: true } };
}

function flow(scene: Scene, name: Scene["flow"], text: string, print: (text: string, atLineStart: boolean) => string): Rendered {
  if (text === "") return { text, scene };
  const breaks = scene.flow !== name && !scene.atLineStart;
  const printed = print(text, breaks || scene.atLineStart);
  return { text: `${breaks ? "\n" : ""}${printed}`, scene: { ...scene, flow: name, atLineStart: text.endsWith("\n") } };
}

function withMargin(text: string, atLineStart: boolean, margin: string, print: (part: string) => string): string {
  return text
    .split("\n")
    .map((part, index) => (part === "" ? "" : `${index > 0 || atLineStart ? margin : ""}${print(part)}`))
    .join("\n");
}

function remember(scene: Scene, event: SessionItem): Scene {
  switch (event.type) {
    case "thinking.start":
    case "thinking.complete":
      return { ...scene, thoughtSeen: false };
    case "thinking.progress":
      return { ...scene, thoughtSeen: true };
    case "tool_call_start":
      return entitled(scene, event.toolCallId, event.title ?? event.toolName);
    case "tool_call":
      return scene.titles.has(event.toolCallId) ? scene : entitled(scene, event.toolCallId, event.toolName);
    case "permission_requested":
      return entitled(scene, event.requestId, event.title);
    case "question_requested":
      return entitled(scene, event.requestId, event.question);
    case "turn_complete":
    case "turn_stopped":
    case "turn_error":
      return { ...scene, titles: new Map() };
    default:
      return scene;
  }
}

function entitled(scene: Scene, id: string, title: string): Scene {
  return { ...scene, titles: new Map(scene.titles).set(id, title) };
}
