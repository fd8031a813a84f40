import type { ClusterStatus } from "@diminuendo/concordance";
import type { Run } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { type ClusterView, tableOf, viewOf } from "./status-view.ts";
import { withClient } from "./with-client.ts";

/** How long a node may take to say what it knows, in ms. */
const ASK_MS = 1000;

export const status: Run = async (line, terminal) => {
  const { members, ...asked } = await withClient(line, (client) => client.status());
  const own = await Promise.all(members.map(({ address }) => ask(address, line.apiKey)));
  const view = viewOf({ ...asked, members }, own);
  if (line.has("--json")) await terminal.print(JSON.stringify(view));
  else await terminal.print(tableOf(view, (style, text) => terminal.styled(style, text)));
  return problemOf(view) === null ? EXIT.DONE : ended(problemOf(view) ?? "", terminal.tell);
};

/** What a node says of itself; null when it says nothing. */
async function ask(address: string, apiKey: string): Promise<ClusterStatus | null> {
  try {
    const response = await fetch(`http://${address}/api/v1/cluster/status`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(ASK_MS),
    });
    return response.ok ? ((await response.json()) as ClusterStatus) : null;
  } catch {
    return null;
  }
}

function problemOf({ leader }: ClusterView): string | null {
  return leader === null ? "The cluster has no leader." : null;
}

function ended(problem: string, tell: (line: string) => void): number {
  tell(problem);
  return EXIT.REFUSED;
}
