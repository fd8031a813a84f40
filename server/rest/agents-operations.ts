import type * as rest from "../../generated/gateway/operations.ts";
import type { AgentCatalogue } from "../agents/catalogue.ts";
import { decodeCursor, encodeCursor } from "../sessions/cursor.ts";
import { pageOf } from "./paging.ts";

/** `/api/v1/agents` */
export class AgentsOperations implements rest.AgentsOperations<unknown> {
  readonly #catalogue: AgentCatalogue;

  constructor(catalogue: AgentCatalogue) {
    this.#catalogue = catalogue;
  }

  async list({ limit, cursor }: rest.AgentsListInput) {
    const [after = ""] = cursor === undefined ? [] : decodeCursor<[string]>(cursor, ["string"]);
    const agents = this.#catalogue.list().filter(({ agentType }) => agentType > after);
    return { status: 200, body: pageOf(agents, limit, ({ agentType }) => encodeCursor([agentType])) } as const;
  }
}
