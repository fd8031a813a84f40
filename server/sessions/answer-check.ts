import { invalid } from "../pipeline/gateway-error.ts";
import type { OpenRequest, RequestAnswer } from "./session-state.ts";

/**
 * Checks that an answer fits what was asked.
 *
 * @throws GatewayError INVALID_MESSAGE
 */
export function checkAnswer({ type, options }: OpenRequest, answer: RequestAnswer): void {
  if (answer.dismissed) return;
  if (answer.optionId !== undefined && !options?.some(({ optionId }) => optionId === answer.optionId)) {
    throw invalid("/optionId", "is not one of the options");
  }
  if (type === "permission_requested" && answer.optionId === undefined) {
    throw invalid("/optionId", "is required for a permission, unless it is dismissed");
  }
  if (type === "question_requested" && answer.answers === undefined && answer.optionId === undefined) {
    throw invalid("/answers", "is required for a question, unless it is dismissed");
  }
}
