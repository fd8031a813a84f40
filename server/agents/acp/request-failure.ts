import { RequestError } from "@agentclientprotocol/sdk";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { AgentError } from "../agent-runtime.ts";

/** Does what an agent asks for; a refusal becomes the error that the agent is answered with. */
export async function answering<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    throw requestErrorOf(error);
  }
}

function requestErrorOf(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (error instanceof GatewayError) {
    const data = { code: error.code };
    if (error.code === "FILE_NOT_FOUND") return new RequestError(RequestError.resourceNotFound().code, error.message, data);
    return new RequestError(RequestError.invalidParams().code, error.message, data);
  }
  if (error instanceof AgentError) {
    const { code, message } = error.failure;
    const kind = code === "FILE_NOT_FOUND" ? RequestError.resourceNotFound() : RequestError.internalError();
    return new RequestError(kind.code, message, { code });
  }
  const { code } = error as NodeJS.ErrnoException;
  const reason = typeof code === "string" ? code : error instanceof Error ? error.message : "no reason was given";
  return new RequestError(RequestError.internalError().code, `That could not be done: ${reason}.`);
}
