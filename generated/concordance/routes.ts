// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { OperationResult, Parameter } from "../runtime/operation-types.ts";
import type { Validator } from "../runtime/validation.ts";
import * as bodies from "./body-validators.js";
import type * as handler from "./operations.ts";
import * as parameters from "./parameter-validators.js";
import {
  serializeBatchResult,
  serializeChangePage,
  serializeClusterStatus,
  serializeDeleteResult,
  serializeEntry,
  serializeEntryPage,
  serializeHealth,
  serializeReadiness,
} from "./serializers.ts";

/** What the engine knows of an endpoint. */
export interface RouteRow {
  /** Resource and method of the interface, for logs and metrics. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** What the caller's key must allow. */
  readonly access: "none" | "read" | "write";
  /** It takes `forward`: another node may have to answer it. */
  readonly forwardable: boolean;
  readonly parameters: readonly Parameter[];
  readonly validators: { readonly path?: Validator; readonly query?: Validator; readonly header?: Validator; readonly body?: Validator };
  /** By status; null where the body is empty, a stream, or has no type of its own. */
  readonly serializers: Readonly<Record<number, ((body: never) => string) | null>>;
  readonly handle: <Call>(operations: handler.Operations<Call>, input: object, call: Call) => Promise<OperationResult>;
}

/** Every endpoint. */
export const ROUTES: readonly RouteRow[] = [
  {
    operation: "Kv.list",
    method: "GET",
    path: "/api/v1/kv/:namespace",
    access: "read",
    forwardable: true,
    parameters: [{ name: "namespace", wireName: "namespace", in: "path" }, { name: "prefix", wireName: "prefix", in: "query" }, { name: "limit", wireName: "limit", in: "query" }, { name: "cursor", wireName: "cursor", in: "query" }, { name: "consistency", wireName: "consistency", in: "query" }, { name: "forward", wireName: "forward", in: "query" }],
    validators: { path: parameters.KvList_path, query: parameters.KvList_query },
    serializers: { 200: serializeEntryPage },
    handle: (operations, input, call) => operations.kv.list(input as handler.KvListInput, call),
  },
  {
    operation: "Kv.get",
    method: "GET",
    path: "/api/v1/kv/:namespace/:key",
    access: "read",
    forwardable: true,
    parameters: [{ name: "namespace", wireName: "namespace", in: "path" }, { name: "key", wireName: "key", in: "path" }, { name: "consistency", wireName: "consistency", in: "query" }, { name: "forward", wireName: "forward", in: "query" }],
    validators: { path: parameters.KvGet_path, query: parameters.KvGet_query },
    serializers: { 200: serializeEntry },
    handle: (operations, input, call) => operations.kv.get(input as handler.KvGetInput, call),
  },
  {
    operation: "Kv.set",
    method: "PUT",
    path: "/api/v1/kv/:namespace/:key",
    access: "write",
    forwardable: true,
    parameters: [{ name: "namespace", wireName: "namespace", in: "path" }, { name: "key", wireName: "key", in: "path" }, { name: "forward", wireName: "forward", in: "query" }],
    validators: { path: parameters.KvSet_path, query: parameters.KvSet_query, body: bodies.KvSet_body },
    serializers: { 200: serializeEntry },
    handle: (operations, input, call) => operations.kv.set(input as handler.KvSetInput, call),
  },
  {
    operation: "Kv.delete",
    method: "DELETE",
    path: "/api/v1/kv/:namespace/:key",
    access: "write",
    forwardable: true,
    parameters: [{ name: "namespace", wireName: "namespace", in: "path" }, { name: "key", wireName: "key", in: "path" }, { name: "actor", wireName: "actor", in: "query" }, { name: "cas", wireName: "cas", in: "query" }, { name: "forward", wireName: "forward", in: "query" }],
    validators: { path: parameters.KvDelete_path, query: parameters.KvDelete_query },
    serializers: { 200: serializeDeleteResult },
    handle: (operations, input, call) => operations.kv.delete(input as handler.KvDeleteInput, call),
  },
  {
    operation: "Batch.apply",
    method: "POST",
    path: "/api/v1/batch",
    access: "write",
    forwardable: true,
    parameters: [{ name: "forward", wireName: "forward", in: "query" }],
    validators: { query: parameters.BatchApply_query, body: bodies.BatchApply_body },
    serializers: { 200: serializeBatchResult },
    handle: (operations, input, call) => operations.batch.apply(input as handler.BatchApplyInput, call),
  },
  {
    operation: "Changes.list",
    method: "GET",
    path: "/api/v1/changes",
    access: "read",
    forwardable: false,
    parameters: [{ name: "namespace", wireName: "namespace", in: "query" }, { name: "since", wireName: "since", in: "query" }, { name: "limit", wireName: "limit", in: "query" }, { name: "waitMs", wireName: "waitMs", in: "query" }],
    validators: { query: parameters.ChangesList_query },
    serializers: { 200: serializeChangePage },
    handle: (operations, input, call) => operations.changes.list(input as handler.ChangesListInput, call),
  },
  {
    operation: "Cluster.status",
    method: "GET",
    path: "/api/v1/cluster/status",
    access: "read",
    forwardable: true,
    parameters: [{ name: "consistency", wireName: "consistency", in: "query" }, { name: "forward", wireName: "forward", in: "query" }],
    validators: { query: parameters.ClusterStatus_query },
    serializers: { 200: serializeClusterStatus },
    handle: (operations, input, call) => operations.cluster.status(input as handler.ClusterStatusInput, call),
  },
  {
    operation: "Cluster.join",
    method: "POST",
    path: "/api/v1/cluster/join",
    access: "write",
    forwardable: true,
    parameters: [{ name: "forward", wireName: "forward", in: "query" }],
    validators: { query: parameters.ClusterJoin_query, body: bodies.ClusterJoin_body },
    serializers: { 200: serializeClusterStatus },
    handle: (operations, input, call) => operations.cluster.join(input as handler.ClusterJoinInput, call),
  },
  {
    operation: "Cluster.remove",
    method: "POST",
    path: "/api/v1/cluster/remove",
    access: "write",
    forwardable: true,
    parameters: [{ name: "forward", wireName: "forward", in: "query" }],
    validators: { query: parameters.ClusterRemove_query, body: bodies.ClusterRemove_body },
    serializers: { 200: serializeClusterStatus },
    handle: (operations, input, call) => operations.cluster.remove(input as handler.ClusterRemoveInput, call),
  },
  {
    operation: "Cluster.transfer",
    method: "POST",
    path: "/api/v1/cluster/transfer",
    access: "write",
    forwardable: true,
    parameters: [{ name: "forward", wireName: "forward", in: "query" }],
    validators: { query: parameters.ClusterTransfer_query, body: bodies.ClusterTransfer_body },
    serializers: { 200: serializeClusterStatus },
    handle: (operations, input, call) => operations.cluster.transfer(input as handler.ClusterTransferInput, call),
  },
  {
    operation: "Snapshot.read",
    method: "GET",
    path: "/api/v1/snapshot",
    access: "write",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: null },
    handle: (operations, input, call) => operations.snapshot.read(input as handler.SnapshotReadInput, call),
  },
  {
    operation: "Operations.health",
    method: "GET",
    path: "/api/v1/health",
    access: "none",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: serializeHealth },
    handle: (operations, input, call) => operations.operations.health(input as handler.OperationsHealthInput, call),
  },
  {
    operation: "Operations.ready",
    method: "GET",
    path: "/api/v1/ready",
    access: "none",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: serializeReadiness, 503: serializeReadiness },
    handle: (operations, input, call) => operations.operations.ready(input as handler.OperationsReadyInput, call),
  },
  {
    operation: "Operations.metrics",
    method: "GET",
    path: "/metrics",
    access: "read",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: null },
    handle: (operations, input, call) => operations.operations.metrics(input as handler.OperationsMetricsInput, call),
  },
  {
    operation: "Operations.openapi",
    method: "GET",
    path: "/api/v1/openapi.json",
    access: "none",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: null },
    handle: (operations, input, call) => operations.operations.openapi(input as handler.OperationsOpenapiInput, call),
  },
  {
    operation: "Operations.openrpc",
    method: "GET",
    path: "/api/v1/openrpc.json",
    access: "none",
    forwardable: false,
    parameters: [],
    validators: {  },
    serializers: { 200: null },
    handle: (operations, input, call) => operations.operations.openrpc(input as handler.OperationsOpenrpcInput, call),
  },
];
