import { expect, test } from "vitest";
import { ConcordanceCluster } from "../testing/concordance-process.ts";
import { listRecords, type RecordPlaces, readRecord, removeRecord, writeRecord } from "./indexed-records.ts";
import { deviceNamespace, devicesNamespace, preferencesNamespace } from "./namespaces.ts";
import { refusal, testCaller, testConfiguration } from "./testing/test-configuration.ts";

const PLACES: RecordPlaces = {
  index: devicesNamespace("acme", "ada"),
  namespaceOf: (id) => deviceNamespace("acme", "ada", id),
  key: "device",
};

async function started() {
  const cluster = await ConcordanceCluster.start(1);
  const { store, service } = await testConfiguration(cluster.addresses);
  return { tenant: await store.tenant("acme"), service };
}

test("a record that is removed while others write it is either in the index or nowhere, and so is what is beside it", async () => {
  const { tenant, service } = await started();
  const caller = testCaller();
  for (let round = 0; round < 40; round += 1) {
    const id = `d${round}`;
    const beside = { scope: "device", deviceId: id, key: "k" } as const;
    await writeRecord(tenant, PLACES, id, { round }, undefined, "ada");
    await service.set({ ...beside, value: "of before" }, caller);
    const writes = Array.from({ length: 4 }, (_, at) => writeRecord(tenant, PLACES, id, { round, at }, undefined, "ada"));
    const removal = removeRecord(tenant, PLACES, id, undefined, "ada");
    const late = Array.from({ length: 4 }, async (_, at) => {
      await tenant.readNow([{ namespace: PLACES.index, key: id }]);
      return writeRecord(tenant, PLACES, id, { round, at }, undefined, "ada");
    });
    await Promise.all([removal, ...writes, ...late]);
    const [record, named] = await tenant.readNow([
      { namespace: PLACES.namespaceOf(id), key: PLACES.key },
      { namespace: PLACES.index, key: id },
    ]);
    expect([round, record === null]).toEqual([round, named === null]);
    const { entries } = await tenant.contents(PLACES.namespaceOf(id));
    expect(entries.map(({ key }) => key)).toEqual(record === null ? [] : ["device"]);
  }
});

test("a removal at a version that is gone removes nothing, not even what is beside the record", async () => {
  const { tenant, service } = await started();
  const caller = testCaller();
  const beside = { scope: "device", deviceId: "d", key: "k" } as const;
  await writeRecord(tenant, PLACES, "d", 1, undefined, "ada");
  await service.set({ ...beside, value: 1 }, caller);
  await writeRecord(tenant, PLACES, "d", 2, 1, "ada");
  expect(await refusal(removeRecord(tenant, PLACES, "d", 1, "ada"))).toMatchObject({ code: "VERSION_CONFLICT" });
  expect(await service.get(beside, caller)).toEqual({ value: 1, version: 1 });
  expect((await readRecord(tenant, PLACES, "d"))?.value).toBe(2);
  await removeRecord(tenant, PLACES, "d", 2, "ada");
  expect((await listRecords(tenant, PLACES, 10, undefined)).records).toEqual([]);
  expect((await tenant.contents(PLACES.namespaceOf("d"))).entries).toEqual([]);
});

test("more entries than a page has are removed while others write them, and none stays", async () => {
  const { tenant } = await started();
  const namespace = PLACES.namespaceOf("many");
  await writeRecord(tenant, PLACES, "many", 1, undefined, "ada");
  for (let from = 0; from < 1200; from += 200) {
    const operations = Array.from({ length: 200 }, (_, at) => ({ op: "set" as const, namespace, key: `k${from + at}`, value: 1 }));
    await tenant.batch(operations, "ada");
  }
  const removal = removeRecord(tenant, PLACES, "many", undefined, "ada");
  for (const at of [1199, 3, 700]) await tenant.set(namespace, `k${at}`, 2, {});
  await removal;
  expect(await readRecord(tenant, PLACES, "many")).toBeNull();
  expect((await tenant.contents(namespace)).entries.length).toBeLessThanOrEqual(3);
  await tenant.clear(namespace, "ada");
  expect((await tenant.contents(namespace)).entries).toEqual([]);
});

test("a namespace is read up to as many bytes as are given, and refused one below", async () => {
  const { tenant } = await started();
  const namespace = preferencesNamespace("acme", "ada");
  await tenant.set(namespace, "é", "ü", {});
  await tenant.set(namespace, "k", [1], {});
  // "é" and "ü" have four bytes each with their quotes, "k" and [1] three.
  expect((await tenant.contents(namespace, 14)).entries).toHaveLength(2);
  expect(await refusal(tenant.contents(namespace, 13))).toMatchObject({ code: "MESSAGE_TOO_LARGE" });
  expect((await tenant.contents(namespace)).entries).toHaveLength(2);
});
