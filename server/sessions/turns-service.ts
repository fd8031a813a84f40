import type {
  AnswerQuestionReceived,
  RunTurnReceived,
  SteerReceived,
  StopTurnReceived,
  TurnsHandlers,
} from "../../generated/gateway/handlers.ts";
import type { Call } from "../pipeline/call.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** Runs, stops and guides turns, and answers what agents ask. */
export class TurnsService implements TurnsHandlers<Call> {
  async runTurn(message: RunTurnReceived, call: Call) {
    const { sessionId } = message;
    refuseArchived(call);
    if (message.attachments?.some((attachment) => "fileId" in attachment)) {
      throw new GatewayError("FILE_NOT_FOUND", "There is no such uploaded file.", { sessionId });
    }
    const { turnId, duplicate, queued, position, begin } = await call.session.accept(message, call.membership.userId);
    call.afterReply(begin);
    return {
      messageType: message.type,
      sessionId,
      turnId,
      ...(duplicate ? { duplicate } : {}),
      ...(queued ? { queued } : {}),
      ...(position === undefined ? {} : { position }),
    };
  }

  async stopTurn({ type, sessionId }: StopTurnReceived, call: Call) {
    const turnId = await call.session.stop(call.membership.userId);
    return { messageType: type, sessionId, turnId };
  }

  async steer({ type, sessionId, content }: SteerReceived, call: Call) {
    const turnId = await call.session.steer(content, call.membership.userId);
    return { messageType: type, sessionId, turnId };
  }

  async answerQuestion({ type, sessionId, requestId, answers, optionId, dismissed }: AnswerQuestionReceived, call: Call) {
    const answer = { dismissed, ...(answers === undefined ? {} : { answers }), ...(optionId === undefined ? {} : { optionId }) };
    await call.session.answer(requestId, answer, call.membership.userId);
    return { messageType: type, sessionId };
  }
}

function refuseArchived({ session }: Call): void {
  if (session.record.archived) {
    throw new GatewayError("SESSION_ARCHIVED", "The session is archived. Unarchive it first.", { sessionId: session.record.id });
  }
}
