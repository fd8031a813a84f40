import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { SCALARS } from "../../generated/concordance/scalars.ts";
import { openLog } from "../log/log-file.ts";
import { restoreState } from "../store/restore.ts";
import { verifyBackup } from "./backup-file.ts";
import type { Run } from "./command.ts";
import { UsageError } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";

const NODE_ID = new RegExp(SCALARS.NodeId.pattern);
const ADDRESS = new RegExp(SCALARS.Address.pattern);

export const restore: Run = async (line, terminal) => {
  const file = line.argument(0);
  const folder = line.required("--data-dir");
  const nodeId = line.required("--node-id");
  const address = line.required("--listen");
  if (!NODE_ID.test(nodeId)) throw new UsageError("--node-id may have letters, digits, '.', '_' and '-', at most 64.");
  if (!ADDRESS.test(address)) throw new UsageError("--listen must be an address like 127.0.0.1:4100.");
  // Before anything is made.
  verifyBackup(file);
  const { revision, records } = await begin(file, folder, nodeId, address);
  await terminal.print(`${folder} is the node ${nodeId} of a new cluster: revision ${revision}, ${records} records.`);
  await terminal.print(`Start it: npm run concordance -- --data-dir ${folder} --listen ${address}`);
  return EXIT.DONE;
};

/** Makes the data folder of the new cluster's only node. @throws Error when the folder has a node already, or cannot be written */
async function begin(file: string, folder: string, node: string, address: string): Promise<{ revision: number; records: number }> {
  await mkdir(folder, { recursive: true });
  // Whoever waits for `create` hears of a failure there.
  const { log, stored } = await openLog(folder, { onPersisted: () => undefined, onFailure: () => undefined });
  try {
    if (stored.identity !== null) throw new Error(`${folder} has the node ${stored.identity.node} already. Restore into an empty folder.`);
    const { saved, ...restored } = restoreState(file, folder, { nodeId: node, address });
    const { index, term } = saved;
    await log.create({ cluster: randomUUID(), node, base: { index, term }, hardState: { term, vote: null } });
    return restored;
  } finally {
    await log.close();
  }
}
