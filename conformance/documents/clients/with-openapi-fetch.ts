import createClient from "openapi-fetch";
import type { paths as ConcordancePaths } from "./generated/concordance.ts";
import type { paths } from "./generated/gateway.ts";
import { report } from "./report.ts";

/*
 * A client that knows the documents only: types by openapi-typescript, calls by openapi-fetch. Prints what it got.
 */

const [gatewayUrl = "", concordanceUrl = "", key = ""] = process.argv.slice(2);

const gateway = createClient<paths>({ baseUrl: gatewayUrl });
const created = await gateway.POST("/api/v1/sessions", { body: { agentType: "echo", name: "By openapi-fetch" } });
if (created.data === undefined) throw new Error(created.error.detail);
const params = { path: { sessionId: created.data.id } };
const turn = await gateway.POST("/api/v1/sessions/{sessionId}/turns", { params, body: { text: "Hello" } });
const read = await gateway.GET("/api/v1/sessions/{sessionId}", { params });
const missing = await gateway.GET("/api/v1/sessions/{sessionId}", {
  params: { path: { sessionId: "00000000-0000-4000-8000-000000000000" } },
});

const concordance = createClient<ConcordancePaths>({ baseUrl: concordanceUrl, headers: { authorization: `Bearer ${key}` } });
const place = { params: { path: { namespace: "tenant:acme", key: "openapi-fetch" } } };
const written = await concordance.PUT("/api/v1/kv/{namespace}/{key}", { ...place, body: { value: 1 } });

report({ name: read.data?.name, turnId: turn.data?.turnId, error: missing.error?.code, version: written.data?.version });
