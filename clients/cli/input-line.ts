/** What a typed line means. */
export type InputLine =
  | { kind: "nothing" }
  | { kind: "say"; text: string }
  | { kind: "stop" | "history" | "sessions" | "help" | "quit" }
  | { kind: "steer"; content: string }
  | { kind: "files"; path: string }
  | { kind: "read"; path: string }
  | { kind: "wrong"; problem: string };

export const HELP = `/stop           stops the running turn (so does Ctrl-C)
/steer TEXT     guides the running turn
/history        what was said lately
/files [PATH]   what is in the workspace
/read PATH      a file of the workspace
/sessions       the tenant's sessions
/quit           ends this client; turns go on
//TEXT          says /TEXT to the agent`;

/** Reads a typed line. Pure. */
export function readLine(line: string): InputLine {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (!text.startsWith("/")) return { kind: "say", text };
  if (text.startsWith("//")) return { kind: "say", text: text.slice(1) };
  const [, name = "", rest = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  switch (name) {
    case "stop":
    case "history":
    case "sessions":
    case "help":
    case "quit":
      return { kind: name };
    case "steer":
      return rest === "" ? { kind: "wrong", problem: "Say what to do: /steer TEXT" } : { kind: "steer", content: rest };
    case "files":
      return { kind: "files", path: rest };
    case "read":
      return rest === "" ? { kind: "wrong", problem: "Say which file: /read PATH" } : { kind: "read", path: rest };
    default:
      return { kind: "wrong", problem: `There is no command /${name}. /help lists them; //${name} says it to the agent.` };
  }
}
