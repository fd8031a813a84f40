import { Cluster } from "../../../concordance/testing/cluster.ts";
import { inTemporaryFolder, onPath } from "../processes.ts";
import { type Figure, report } from "../result.ts";
import { ConcordanceStore } from "../stores/concordance-store.ts";
import { EtcdCluster } from "../stores/etcd-cluster.ts";
import { EtcdStore } from "../stores/etcd-store.ts";
import { concordanceRest, etcdGateway, JsonHttp, type JsonStore } from "../stores/json-gateways.ts";
import { putToWatcher, type Rate, rate, VALUE } from "../stores/measure.ts";
import type { Store } from "../stores/store.ts";

/* One load program drives etcd and Concordance in turn, each by the interface that its users use. */

const SECONDS = 4;
const WARM_SECONDS = 2;
const PUTS = 500;

/** What is measured of one cluster, by name. */
interface Measures {
  readonly put1: Rate;
  readonly put64: Rate;
  readonly put256: Rate;
  readonly get64: Rate;
  readonly local64: Rate;
  readonly rest: { readonly put64: Rate; readonly get64: Rate };
  readonly watch1: { readonly p50: number; readonly p99: number } | null;
  readonly watch1000: { readonly p50: number; readonly p99: number } | null;
}

const etcd = onPath("etcd");
const figures: Figure[] = [];
for (const nodes of [3, 1]) {
  const peer = etcd === null ? null : await inTemporaryFolder((folder) => ofEtcd(etcd, nodes, folder));
  const own = await inTemporaryFolder((folder) => ofConcordance(nodes, folder));
  figures.push(...compared(nodes, own, peer));
}
report({ row: "Concordance beside etcd", figures });
process.exit(0);

async function ofEtcd(binary: string, nodes: number, folder: string): Promise<Measures> {
  const cluster = await EtcdCluster.start(binary, nodes, folder);
  try {
    return await measure(new EtcdStore(cluster.addresses), (http) => etcdGateway(http, cluster.addresses[0] as string), nodes > 1);
  } finally {
    await cluster.end();
  }
}

async function ofConcordance(nodes: number, folder: string): Promise<Measures> {
  const cluster = await Cluster.start({ folder, nodes });
  try {
    return await measure(
      new ConcordanceStore(cluster.addresses),
      (http) => concordanceRest(http, cluster.addresses[0] as string),
      nodes > 1,
    );
  } finally {
    await cluster.end();
  }
}

async function measure(store: Store, json: (http: JsonHttp) => JsonStore, watched: boolean): Promise<Measures> {
  const put = (key: string) => store.put(key, VALUE);
  await rate(256, WARM_SECONDS, put);
  const put1 = await rate(1, SECONDS, put);
  const put64 = await rate(64, SECONDS, put);
  const put256 = await rate(256, SECONDS, put);
  const get64 = await rate(64, SECONDS, (key) => store.get(key));
  const local64 = await rate(64, SECONDS, (key) => store.getLocal(key));
  const watch1 = watched ? await putToWatcher(store, 1, PUTS) : null;
  const watch1000 = watched ? await putToWatcher(store, 1000, PUTS / 5) : null;
  await store.close();
  const http = new JsonHttp(64);
  const rest = json(http);
  const restPut = await rate(64, SECONDS, (key) => rest.put(key, VALUE));
  const restGet = await rate(64, SECONDS, (key) => rest.get(key));
  http.close();
  return { put1, put64, put256, get64, local64, watch1, watch1000, rest: { put64: restPut, get64: restGet } };
}

function compared(nodes: number, own: Measures, peer: Measures | null): Figure[] {
  const size = nodes === 1 ? "one node" : `${nodes} nodes`;
  const lines = [
    faster(`puts, 64 clients, ${size}`, own.put64, peer?.put64, 3),
    faster(`puts, 256 clients, ${size}`, own.put256, peer?.put256, 3),
    faster(`linearizable gets, 64 clients, ${size}`, own.get64, peer?.get64, nodes === 1 ? undefined : 2),
    faster(`local gets, 64 clients, ${size}`, own.local64, peer?.local64, nodes === 1 ? undefined : 5),
    sooner(`put, one client, p50, ${size}`, own.put1.p50, peer?.put1.p50, nodes === 1 ? undefined : 0.7),
    sooner(`put, one client, p99, ${size}`, own.put1.p99, peer?.put1.p99, nodes === 1 ? undefined : 1),
    faster(`REST: puts, 64 connections, ${size}`, own.rest.put64, peer?.rest.put64),
    faster(`REST: linearizable gets, 64 connections, ${size}`, own.rest.get64, peer?.rest.get64),
  ];
  for (const [name, ours, theirs] of [
    ["1 watcher", own.watch1, peer?.watch1],
    ["1,000 watchers", own.watch1000, peer?.watch1000],
  ] as const) {
    if (ours === null) continue;
    lines.push(
      sooner(`put to watcher, p50, ${name}`, ours.p50, theirs?.p50, 1),
      sooner(`put to watcher, p99, ${name}`, ours.p99, theirs?.p99, 1),
    );
  }
  return lines;
}

/** @param times how many times as many as etcd it should be */
function faster(name: string, own: Rate, peer: Rate | undefined, times?: number): Figure {
  const note =
    peer === undefined
      ? "etcd is not installed"
      : `etcd ${Math.round(peer.perSecond).toLocaleString("en-US")}/s; ${(own.perSecond / peer.perSecond).toFixed(1)} ×`;
  const target = peer === undefined || times === undefined ? {} : { target: { at: "least" as const, value: peer.perSecond * times } };
  return { name, value: own.perSecond, unit: "/s", note, ...target };
}

/** @param part of etcd's time that it may take */
function sooner(name: string, own: number, peer: number | undefined, part?: number): Figure {
  const note = peer === undefined ? "etcd is not installed" : `etcd ${peer.toFixed(2)} ms; ${(own / peer).toFixed(2)} ×`;
  const target = peer === undefined || part === undefined ? {} : { target: { at: "most" as const, value: peer * part } };
  return { name, value: own, unit: "ms", note, ...target };
}
