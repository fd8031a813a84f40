import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { call } from "../wire/http.ts";
import { bearer, type Server } from "./conversation.ts";
import { membersOf } from "./judge.ts";
import { openWs } from "./run-ws.ts";

/** Everything that can be read of a gateway, and of one of its sessions, in one text. */
export async function gatewayState(protocol: ProtocolModel, server: Server, session: string): Promise<string> {
  const readable = protocol.operations.filter(
    ({ method, path, permission, sessionParameter, parameters }) =>
      method === "GET" &&
      permission !== null &&
      parameters.every(({ in: where, name, required }) => !required || (where === "path" && name === sessionParameter)) &&
      (sessionParameter !== null || !path.includes("{")),
  );
  const read = async ({ path, sessionParameter }: (typeof readable)[number]) => {
    const { status, body } = await get(server, `${path.replace(`{${sessionParameter}}`, session)}`);
    return [path, status, body];
  };
  const archived = await get(server, "/api/v1/sessions?includeArchived=true");
  return JSON.stringify([...(await Promise.all(readable.map(read))), archived.body, await members(protocol, server)]);
}

/** The store's one counter, which every write raises, and who belongs to the cluster. */
export async function concordanceState(server: Server): Promise<string> {
  const entries = membersOf((await get(server, "/api/v1/kv/tenant:nobody")).body);
  const cluster = membersOf((await get(server, "/api/v1/cluster/status")).body);
  const ids = (cluster["members"] as { nodeId: string; voter: boolean }[]).map(({ nodeId, voter }) => [nodeId, voter]);
  return JSON.stringify([entries["revision"], cluster["leader"], ids]);
}

async function members(protocol: ProtocolModel, server: Server): Promise<unknown> {
  const conversation = await openWs(protocol, server);
  conversation.say({ type: "manage_members", action: "list", ref: "members" });
  const answer = await conversation.hear((frame) => frame["ref"] === "members");
  conversation.end();
  return answer;
}

function get(server: Server, path: string) {
  return call({ url: server.url + path, method: "GET", headers: bearer(server) });
}
