import fc from "fast-check";
import { expect, test } from "vitest";
import { type DiffLine, diffLines } from "./line-diff.ts";

const SIGNS = { same: " ", added: "+", removed: "-", gap: "…" };
const shown = (lines: DiffLine[]) => lines.map(({ kind, text }) => `${SIGNS[kind]}${text}`);

test.each<[string | null, string, string[]]>([
  [null, "a\nb\n", ["+a", "+b"]],
  ["", "a", ["+a"]],
  ["a\n", "", ["-a"]],
  ["a\nb\nc\n", "a\nB\nc\n", [" a", "-b", "+B", " c"]],
  ["1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nx\n5\n6\n7\n", ["…", " 2", " 3", "-4", "+x", " 5", " 6", "…"]],
  ["same\n", "same\n", []],
  ["end", "end\n", []],
])("from %j to %j it is %j", (oldText, newText, lines) => {
  expect(shown(diffLines(oldText, newText))).toEqual(lines);
});

const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });

test("what is kept and added makes the new text, what is kept and removed the old one", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      // Long enough runs of other lines around would be left out, so nothing is compared across a gap.
      const diff = diffLines(before.map((line) => `${line}\n`).join(""), after.map((line) => `${line}\n`).join(""));
      const hasGap = diff.some(({ kind }) => kind === "gap");
      if (hasGap || diff.length === 0) return;
      expect(diff.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(after);
      expect(diff.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(before);
    }),
  );
});

test("no more lines change than must", () => {
  fc.assert(
    fc.property(lines, fc.nat(29), (before, place) => {
      const after = before.toSpliced(place, 1);
      const diff = diffLines(before.join("\n"), after.join("\n"));
      expect(diff.filter(({ kind }) => kind === "removed" || kind === "added")).toHaveLength(before.length - after.length);
    }),
  );
});

test("two texts that differ too much to be compared are shown as one after the other, soon", () => {
  const text = (name: string) => Array.from({ length: 5000 }, (_, line) => `${name} ${line}`).join("\n");
  const diff = diffLines(text("old"), text("new"));
  expect(diff.map(({ kind }) => kind)).toEqual([...Array(5000).fill("removed"), ...Array(5000).fill("added")]);
});
