import { methods } from "@agentclientprotocol/sdk";
import type { SessionModes, SessionOption } from "../../../generated/gateway/types.ts";
import type { AgentContext } from "../agent-runtime.ts";
import { type Fields, isObject } from "./json-fields.ts";
import { commandsOf, modesOf, optionsOf } from "./settings-mapper.ts";

const { session } = methods.agent;

/**
 * What an agent is set to, as far as it has told: read off everything that it sends, in the order in which it came, and
 * told on whenever it may have changed.
 */
export class AgentSetup {
  readonly #context: Pick<AgentContext, "settingsChanged" | "commandsChanged">;
  #modes: SessionModes | null = null;
  #options: readonly SessionOption[] = [];

  constructor(context: Pick<AgentContext, "settingsChanged" | "commandsChanged">) {
    this.#context = context;
  }

  /** Takes the `update` of a `session/update`. Returns whether it was about the setup. */
  update(update: unknown): boolean {
    if (!isObject(update)) return false;
    switch (update["sessionUpdate"]) {
      case "available_commands_update":
        if (Array.isArray(update["availableCommands"])) this.#context.commandsChanged(commandsOf(update["availableCommands"]));
        return true;
      case "current_mode_update":
        this.#enter(update["currentModeId"]);
        return true;
      case "config_option_update":
        this.#replaceOptions(update["configOptions"]);
        return true;
      default:
        return false;
    }
  }

  /** Takes the result of a request, before anything that the agent sent after it. */
  answered({ method, params }: { method: string; params: unknown }, result: unknown): void {
    const answer: Fields = isObject(result) ? result : {};
    switch (method) {
      case session.new:
      case session.load:
      case session.resume:
        if (isObject(answer["modes"])) this.#modes = modesOf(answer["modes"]);
        if (Array.isArray(answer["configOptions"])) this.#options = optionsOf(answer["configOptions"]);
        // Also when there are none: an agent of an earlier life may have told some.
        this.#tell();
        break;
      case session.setMode:
        if (isObject(params)) this.#enter(params["modeId"]);
        break;
      case session.setConfigOption:
        this.#replaceOptions(answer["configOptions"]);
        break;
    }
  }

  #enter(modeId: unknown): void {
    if (this.#modes === null || typeof modeId !== "string") return;
    if (!this.#modes.available.some((mode) => mode.modeId === modeId)) return;
    this.#modes = { ...this.#modes, currentModeId: modeId };
    this.#tell();
  }

  #replaceOptions(list: unknown): void {
    if (!Array.isArray(list)) return;
    this.#options = optionsOf(list);
    this.#tell();
  }

  #tell(): void {
    this.#context.settingsChanged({ modes: this.#modes, options: this.#options });
  }
}
