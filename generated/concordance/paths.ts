// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

/** Where each endpoint is. */
export const PATHS = {
  "Kv.list": "/api/v1/kv/{namespace}",
  "Kv.get": "/api/v1/kv/{namespace}/{key}",
  "Kv.set": "/api/v1/kv/{namespace}/{key}",
  "Kv.delete": "/api/v1/kv/{namespace}/{key}",
  "Batch.apply": "/api/v1/batch",
  "Changes.list": "/api/v1/changes",
  "Cluster.status": "/api/v1/cluster/status",
  "Cluster.join": "/api/v1/cluster/join",
  "Cluster.remove": "/api/v1/cluster/remove",
  "Cluster.transfer": "/api/v1/cluster/transfer",
  "Snapshot.read": "/api/v1/snapshot",
  "Operations.health": "/api/v1/health",
  "Operations.ready": "/api/v1/ready",
  "Operations.metrics": "/metrics",
  "Operations.openapi": "/api/v1/openapi.json",
  "Operations.openrpc": "/api/v1/openrpc.json",
} as const;
