import { createClient as createConcordance } from "./generated/hey-concordance/client/index.js";
import { kvSet } from "./generated/hey-concordance/sdk.gen.js";
import { createClient } from "./generated/hey-gateway/client/index.js";
import { sessionsCreate, sessionsRead, sessionsRunTurn } from "./generated/hey-gateway/sdk.gen.js";
import { report } from "./report.js";

/*
 * A client that knows the documents only: everything by @hey-api/openapi-ts. Prints what it got.
 */

const [gatewayUrl = "", concordanceUrl = "", key = ""] = process.argv.slice(2);

const client = createClient({ baseUrl: gatewayUrl });
const created = await sessionsCreate({ client, body: { agentType: "echo", name: "By openapi-ts" } });
if (created.data === undefined) throw new Error(created.error.detail);
const path = { sessionId: created.data.id };
const turn = await sessionsRunTurn({ client, path, body: { text: "Hello" } });
const read = await sessionsRead({ client, path });
const missing = await sessionsRead({ client, path: { sessionId: "00000000-0000-4000-8000-000000000000" } });

const concordance = createConcordance({ baseUrl: concordanceUrl, auth: key });
const written = await kvSet({ client: concordance, path: { namespace: "tenant:acme", key: "openapi-ts" }, body: { value: 1 } });

report({ name: read.data?.name, turnId: turn.data?.turnId, error: missing.error?.code, version: written.data?.version });
