import type { CancelNotification, PromptRequest, PromptResponse } from "@agentclientprotocol/sdk";
import type { AcpPromptResultMeta } from "../../generated/gateway/types.ts";
import { canonicalId } from "../pipeline/authorize.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { TurnEnd } from "../sessions/history.ts";
import type { AcpCaller } from "./acp-caller.ts";
import type { AcpConnection } from "./acp-connection.ts";
import type { AcpSession } from "./acp-session.ts";
import { promptOf } from "./mapping/prompt.ts";
import { promptMeta } from "./meta.ts";
import type { SessionMethods } from "./session-methods.ts";
import { titleOf } from "./session-title.ts";

/** Runs and stops turns in the sessions that a client has open. */
export class PromptMethods {
  readonly #sessions: SessionMethods;

  constructor(sessions: SessionMethods) {
    this.#sessions = sessions;
  }

  /**
   * Runs a turn. Resolves when it has ended, after all that happened in it was told.
   *
   * @param takenBack aborted when the client takes the call back
   * @throws GatewayError as `run_turn` does; with the code of the turn's error when it failed
   */
  async prompt({ sessionId, prompt, _meta }: PromptRequest, caller: AcpCaller, takenBack: AbortSignal): Promise<PromptResponse> {
    caller.client.countSessionCall();
    // What is open is known without waiting, so that a cancellation that comes next finds the prompt.
    const view = openIn(caller.client, sessionId) ?? (await this.#refuse(caller, sessionId));
    const { session } = view;
    if (session.record.archived) {
      throw new GatewayError("SESSION_ARCHIVED", "The session is archived. Unarchive it first.", { sessionId: session.record.id });
    }
    const input = { ...promptOf(prompt, view.cwd), ...promptMeta(_meta) };
    const running = view.prompts.run(input, takenBack);
    const naming = view.isUnnamed ? this.#sessions.name(session, titleOf(input.text), caller) : Promise.resolve();
    view.isUnnamed = false;
    const { end, duplicate } = await running;
    // The client hears of the name before the answer: nothing comes after that.
    await naming;
    const meta: AcpPromptResultMeta = {
      turnId: end.turnId,
      ...(end.type === "turn_error" ? {} : { usage: end.usage }),
      ...(duplicate ? { duplicate } : {}),
    };
    return { stopReason: stopReasonOf(end), _meta: { ...meta } };
  }

  /** Stops the turn that runs in a session that the client has open. */
  async cancel({ sessionId }: CancelNotification, { client }: AcpCaller): Promise<void> {
    await openIn(client, sessionId)?.prompts.cancelAll();
  }

  /** @throws GatewayError SESSION_NOT_FOUND; INVALID_STATE when there is such a session, but it is not open here */
  async #refuse(caller: AcpCaller, sessionId: string): Promise<never> {
    await this.#sessions.find(caller, sessionId);
    throw new GatewayError("INVALID_STATE", "The session is not open here. Load or resume it first.", { sessionId });
  }
}

function openIn({ sessions }: AcpConnection, sessionId: string): AcpSession | undefined {
  return sessions.get(canonicalId(sessionId));
}

/** @throws GatewayError with the code of the turn's error */
function stopReasonOf(end: TurnEnd): PromptResponse["stopReason"] {
  if (end.type === "turn_error") throw new GatewayError(end.code, end.message, { sessionId: end.sessionId });
  return end.type === "turn_stopped" ? "cancelled" : end.stopReason;
}
