import { ConcordanceClient } from "@diminuendo/concordance";
import { type CommandLine, UsageError } from "./command-line.ts";

/** How long a command tries, in ms: longer than a cluster takes to find another leader, and a proposal to time out. */
const TIMEOUT_MS = 6000;

/** Does something with a client, and ends it. @throws UsageError when the addresses are none, and what `does` throws */
export async function withClient<Result>(line: CommandLine, does: (client: ConcordanceClient) => Promise<Result>): Promise<Result> {
  const client = clientOf(line);
  try {
    return await does(client);
  } finally {
    client.close();
  }
}

function clientOf({ addresses, apiKey }: CommandLine): ConcordanceClient {
  try {
    return new ConcordanceClient({ addresses, apiKey, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
