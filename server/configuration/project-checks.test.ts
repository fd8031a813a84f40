import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { ConcordanceCluster } from "../testing/concordance-process.ts";
import { type RecordPlaces, removeRecord, writeRecord } from "./indexed-records.ts";
import { projectNamespace, projectsNamespace } from "./namespaces.ts";
import { refusal, testCaller, testConfiguration } from "./testing/test-configuration.ts";

const PLACES: RecordPlaces = {
  index: projectsNamespace("acme"),
  namespaceOf: (id) => projectNamespace("acme", id),
  key: "project",
};

async function started() {
  const cluster = await ConcordanceCluster.start(1);
  const { store, service } = await testConfiguration(cluster.addresses);
  const tenant = await store.tenant("acme");
  const made = async () => {
    const id = randomUUID();
    await writeRecord(tenant, PLACES, id, {}, 0, "ada");
    return { scope: "project", projectId: id } as const;
  };
  return { tenant, service, made, other: (await testConfiguration(cluster.addresses)).service };
}

test("what is written to a project while it is deleted is either removed with it or refused: nothing stays", async () => {
  const { tenant, service, other, made } = await started();
  const caller = testCaller();
  let refused = 0;
  for (let round = 0; round < 30; round += 1) {
    const project = await made();
    await service.set({ ...project, key: "k0", value: 0 }, caller);
    await other.set({ ...project, key: "k0", value: 0 }, caller);
    const failures: Promise<unknown>[] = [];
    const attempt = (call: Promise<unknown>) =>
      failures.push(
        call.then(
          () => null,
          (error: unknown) => error,
        ),
      );
    const removal = removeRecord(tenant, PLACES, project.projectId, undefined, "ada");
    for (let at = 0; at < 6; at += 1) {
      const by = at % 2 === 0 ? service : other;
      attempt(by.set({ ...project, key: `k${at}`, value: at }, caller));
      attempt(by.batch({ operations: [{ op: "set", ...project, key: `b${at}`, value: at }] }, caller));
      attempt(by.delete({ ...project, key: `k${at}` }, caller));
      await tenant.readNow([{ namespace: PLACES.index, key: project.projectId }]);
    }
    await removal;
    for (const failure of await Promise.all(failures)) {
      if (failure === null) continue;
      refused += 1;
      expect(failure).toMatchObject({ code: "NOT_FOUND", message: "There is no such project." });
    }
    expect((await tenant.contents(PLACES.namespaceOf(project.projectId))).entries).toEqual([]);
  }
  expect(refused).toBeGreaterThan(0);
});

test("a project that is named anew in the index is still there, and versions and places of operations are the caller's own", async () => {
  const { tenant, service, made } = await started();
  const caller = testCaller();
  const [one, two] = [await made(), await made()];
  expect(await service.set({ ...one, key: "k", value: 1 }, caller)).toEqual({ version: 1 });
  await writeRecord(tenant, PLACES, one.projectId, {}, undefined, "ada");
  expect(await service.set({ ...one, key: "k", value: 2, cas: 1 }, caller)).toEqual({ version: 2 });
  const conflict = await refusal(service.set({ ...one, key: "k", value: 3, cas: 1 }, caller));
  expect(conflict).toMatchObject({ code: "VERSION_CONFLICT", facts: { currentVersion: 2 } });
  expect(conflict.facts).not.toHaveProperty("operation");
  const batch = (cas: number) =>
    service.batch(
      {
        operations: [
          { op: "set", scope: "user", key: "k", value: 1 },
          { op: "set", ...one, key: "k", value: 3, cas },
          { op: "delete", ...two, key: "absent" },
        ],
      },
      caller,
    );
  expect(await refusal(batch(7))).toMatchObject({ code: "VERSION_CONFLICT", facts: { currentVersion: 2, operation: 1 } });
  expect(await batch(2)).toEqual({ versions: [1, 3, 0] });
  expect(await service.delete({ ...one, key: "k", cas: 3 }, caller)).toEqual({ deleted: true });
  expect(await service.delete({ ...one, key: "k" }, caller)).toEqual({ deleted: false });
  await removeRecord(tenant, PLACES, two.projectId, undefined, "ada");
  expect(await refusal(batch(0))).toMatchObject({
    code: "NOT_FOUND",
    facts: { details: [{ path: "/operations/2/projectId", message: "names no project" }] },
  });
});

test("a batch of the largest size goes to projects as before", async () => {
  const { service, made } = await started();
  const project = await made();
  for (const count of [LIMITS.batchOperations - 1, LIMITS.batchOperations]) {
    const operations = Array.from({ length: count }, (_, at) => ({ op: "set" as const, ...project, key: `k${at}`, value: at }));
    expect((await service.batch({ operations }, testCaller())).versions).toHaveLength(count);
  }
});
