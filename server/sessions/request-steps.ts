import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import { isActive, type OpenRequest, type RequestAnswer, type StepBuilder } from "./session-state.ts";

/* The steps of the state machine that concern what agents ask people. */

/** The agent asks a person. While its turn is being stopped the answer is no. */
export function ask(builder: StepBuilder, turnId: string, request: OpenRequest): void {
  const { state } = builder;
  if (!isActive(state, turnId) || state.active?.phase === "stopping") {
    builder.effect({ kind: "answer", requestId: request.requestId, answer: { dismissed: true } });
    return;
  }
  builder.emit(request);
  builder.set({ requests: new Map([...state.requests, [request.requestId, request]]) });
  if (state.status === "running") builder.move("waiting");
}

/** Settles what the agent asked. */
export function answer(builder: StepBuilder, requestId: string, given: RequestAnswer, userId: string): void {
  const request = builder.state.requests.get(requestId);
  if (request === undefined) return;
  builder.emit(resolution(request, given, userId));
  builder.effect({ kind: "answer", requestId, answer: given });
  const requests = new Map(builder.state.requests);
  requests.delete(requestId);
  builder.set({ requests });
  if (requests.size === 0 && builder.state.status === "waiting") builder.move("running");
}

/** The event that settles a request. */
function resolution(request: OpenRequest, given: RequestAnswer, userId: string): DurableEventBody {
  const { turnId, requestId } = request;
  if (request.type === "question_requested") {
    const answers = given.answers ?? (given.optionId === undefined ? undefined : { optionId: given.optionId });
    return {
      type: "question_answered",
      turnId,
      requestId,
      dismissed: given.dismissed,
      userId,
      ...(answers === undefined || given.dismissed ? {} : { answers: { ...answers } }),
    };
  }
  const option = given.dismissed ? undefined : request.options.find(({ optionId }) => optionId === given.optionId);
  return {
    type: "approval_resolved",
    turnId,
    requestId,
    approved: option?.kind.startsWith("allow") ?? false,
    userId,
    ...(option === undefined ? {} : { optionId: option.optionId }),
  };
}

/** Settles all that the agent asked without a person. */
export function dismissRequests(builder: StepBuilder, userId: string): void {
  for (const [requestId, request] of builder.state.requests) {
    builder.emit(resolution(request, { dismissed: true }, userId));
    builder.effect({ kind: "answer", requestId, answer: { dismissed: true } });
  }
  builder.set({ requests: new Map() });
}
