import type { ClusterStatus } from "@diminuendo/concordance";
import type { Run } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { withClient } from "./with-client.ts";

export const join: Run = (line, terminal) =>
  withClient(line, async (client) => {
    const [nodeId, address] = [line.argument(0), line.argument(1)];
    const status = await client.join({ nodeId, address, learner: line.has("--learner") });
    await terminal.print(membersOf(status));
    return EXIT.DONE;
  });

export const remove: Run = (line, terminal) =>
  withClient(line, async (client) => {
    await terminal.print(membersOf(await client.remove(line.argument(0))));
    return EXIT.DONE;
  });

export const transfer: Run = (line, terminal) =>
  withClient(line, async (client) => {
    await client.transfer(line.argument(0) || undefined);
    // Whoever has handed over may not have heard yet of who took over.
    const { nodeId } = await client.status({ consistency: "linearizable" });
    await terminal.print(`${nodeId} leads now.`);
    return EXIT.DONE;
  });

function membersOf({ members }: ClusterStatus): string {
  return `Members: ${members.map(({ nodeId, role }) => (role === "voter" ? nodeId : `${nodeId} (${role})`)).join(", ")}`;
}
