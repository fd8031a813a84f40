import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "./change.ts";
import { EncodedCommand } from "./command.ts";
import { KvMachine } from "./kv-machine.ts";
import { coversNamespace } from "./namespaces.ts";
import { bounds as anyBounds, command as anyCommand, NAMESPACES } from "./testing/commands.ts";
import { NaiveStore } from "./testing/naive-store.ts";

const commands = fc.array(anyCommand, { minLength: 1, maxLength: 60, size: "max" });

test("commands do what they do to a naive store", () => {
  fc.assert(
    fc.property(anyBounds, commands, (bounds, log) => {
      const machine = new KvMachine({ bounds });
      const naive = new NaiveStore(bounds);
      for (const command of log) {
        const applied = machine.apply(command);
        const expected = naive.apply(command);
        expect(applied).toMatchObject({ ...expected, revision: naive.revision });
        expect(applied.results).toHaveLength(expected.conflict === null ? command.operations.length : 0);
        const { revision, clock, compactedTo } = naive;
        expect(machine).toMatchObject({ revision, clock, compactedTo });
        expect([...machine.records()]).toEqual(naive.records());
        expect(machine.nextExpiry()).toBe(naive.nextExpiry());
      }
    }),
    { numRuns: 300 },
  );
});

test("reads see what a naive store holds, whatever time they ask for", () => {
  const time = fc.integer({ min: 0, max: 80 });
  fc.assert(
    fc.property(anyBounds, commands, time, (bounds, log, now) => {
      const machine = new KvMachine({ bounds });
      const naive = new NaiveStore(bounds);
      for (const command of log) {
        machine.apply(command);
        naive.apply(command);
      }
      for (const { namespace, key } of log.flatMap(({ operations }) => operations)) {
        expect(machine.get(namespace, key, now)).toEqual(naive.get({ namespace, key }, now));
        expect(machine.versionOf(namespace, key)).toBe(naive.versionOf({ namespace, key }));
      }
    }),
    { numRuns: 300 },
  );
});

test("pages of a list together are the list, in order, whatever their size", () => {
  const prefix = fc.constantFrom("", "k", "k/", "é", "nothing");
  fc.assert(
    fc.property(commands, fc.integer({ min: 1, max: 9 }), prefix, fc.constantFrom(...NAMESPACES), (log, limit, prefix, namespace) => {
      const bounds = { changes: 5, valueLength: 1000 };
      const machine = new KvMachine({ bounds });
      const naive = new NaiveStore(bounds);
      for (const command of log) {
        machine.apply(command);
        naive.apply(command);
      }
      const found: Change[] = [];
      for (let more = true; more; ) {
        const after = found.at(-1)?.key;
        const page = machine.list(namespace, { prefix, limit, ...(after === undefined ? {} : { after }) }, 0);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        if (page.more) expect(page.items).toHaveLength(limit);
        found.push(...page.items);
        more = page.more;
      }
      expect(found).toEqual(naive.list(namespace, prefix, 0));
    }),
    { numRuns: 300 },
  );
});

test("pages of changes together are the change log, without a gap, and split no revision", () => {
  fc.assert(
    fc.property(
      anyBounds,
      commands,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(undefined, ...NAMESPACES),
      (bounds, log, limit, namespace) => {
        const machine = new KvMachine({ bounds });
        const naive = new NaiveStore(bounds);
        for (const command of log) {
          machine.apply(command);
          naive.apply(command);
        }
        const covered = ({ namespace: of }: Change) => namespace === undefined || coversNamespace(namespace, of);
        for (let since = 0; since <= machine.revision + 1; since += 1) {
          if (since < machine.compactedTo || since > machine.revision) {
            const compacted = { kind: "compacted", compactedTo: naive.compactedTo };
            expect(machine.changesSince(since, { limit })).toEqual(compacted);
            continue;
          }
          const found: Change[] = [];
          let at = since;
          for (let more = true; more; ) {
            const page = machine.changesSince(at, { limit, ...(namespace === undefined ? {} : { namespace }) });
            if (page.kind === "compacted") throw new Error("The cursor of a page was refused.");
            const last = page.changes.at(-1)?.revision;
            expect(page.changes.filter(({ revision }) => revision !== last).length).toBeLessThan(limit);
            found.push(...page.changes);
            expect(page.more ? page.revision : machine.revision).toBe(page.revision);
            if (page.more) expect(page.revision).toBeGreaterThan(at);
            at = page.revision;
            more = page.more;
          }
          expect(found).toEqual(naive.log().filter((change) => change.revision > since && covered(change)));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test("a machine that was saved and loaded in the middle goes on as one that was not", () => {
  fc.assert(
    fc.property(anyBounds, commands, commands, (bounds, before, after) => {
      const machine = new KvMachine({ bounds });
      for (const command of before) machine.apply(command);
      const { revision, clock, compactedTo } = machine;
      const records = JSON.parse(JSON.stringify([...machine.records()])) as Change[];
      const copy = KvMachine.of(records, { revision, clock, compactedTo }, { bounds });
      expect(copy.digest()).toBe(machine.digest());
      for (const command of after) {
        const text = EncodedCommand.of(command).text;
        expect(copy.apply(new EncodedCommand(text).decode())).toEqual(machine.apply(command));
      }
      expect(copy.digest()).toBe(machine.digest());
      expect(copy.nextExpiry()).toBe(machine.nextExpiry());
    }),
    { numRuns: 300 },
  );
});

test("what is forgotten is, once each, what was kept before and is not any more", () => {
  fc.assert(
    fc.property(anyBounds, commands, commands, (bounds, before, after) => {
      const original = new KvMachine({ bounds });
      for (const command of before) original.apply(command);
      const kept = new Set(original.records());
      const forgotten: Change[] = [];
      const machine = KvMachine.of(kept, original, { bounds, forgotten: (change) => forgotten.push(change) });
      for (const command of after) {
        for (const change of machine.apply(command).changes) kept.add(change);
        for (const change of forgotten.splice(0)) expect(kept.delete(change)).toBe(true);
        expect(new Set(machine.records())).toEqual(kept);
      }
    }),
    { numRuns: 200 },
  );
});
