import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { Cluster, type ClusterOptions } from "./cluster.ts";

/** A cluster that all tests of a file share; it is there once the first of them begins. */
export function sharedCluster(options: Omit<ClusterOptions, "folder">): () => Cluster {
  let folder: string;
  let cluster: Cluster;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "concordance-"));
    cluster = await Cluster.start({ ...options, folder });
  });
  afterAll(async () => {
    await cluster?.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => cluster;
}
