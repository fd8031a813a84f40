import type { Change } from "@diminuendo/concordance";
import type { Run } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { withClient } from "./with-client.ts";

export const watch: Run = (line, terminal) =>
  withClient(line, async (client) => {
    const namespace = line.argument(0);
    // A watch waits for a cluster as long as it takes; whoever begins one wants to know whether there is any.
    await client.status();
    const watched = client.watch(namespace, { since: line.number("--since") });
    const end = () => watched.close();
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    await watched.opened;
    terminal.tell(`Watching ${namespace} after revision ${watched.revision}. Ctrl-C ends it.`);
    for await (const change of watched) await terminal.print(line.has("--json") ? JSON.stringify(change) : told(change));
    return EXIT.DONE;
  });

function told({ revision, op, namespace, key, value, version, updatedBy }: Change): string {
  const what = op === "set" ? ` ${JSON.stringify(value)}` : "";
  return `${revision} ${op} ${namespace} ${key}${what} (version ${version}, by ${updatedBy})`;
}
