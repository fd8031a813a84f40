import { fileURLToPath } from "node:url";
import { StartedTarget } from "./started-target.ts";

const GATEWAY = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const CONCORDANCE = fileURLToPath(new URL("../../concordance/main.ts", import.meta.url));

/** Does something with this project's own servers as the target, and ends them. */
export async function withOwnServers<T>(work: (target: StartedTarget) => Promise<T>): Promise<T> {
  const target = await StartedTarget.start({ gateway: [process.execPath, GATEWAY], concordance: [process.execPath, CONCORDANCE] });
  try {
    return await work(target);
  } finally {
    await target.end();
  }
}
