import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { definition, GATEWAY } from "../../spec/test/gateway-model.ts";
import { ROOT } from "./test/repository-copy.ts";

/* What clients must know although no schema says it: it stands in the words of the spec. */

const words = (text: string | undefined) => (text ?? "").replaceAll("\n", " ");
const described = (type: string) => words(definition(type).description);
const NAMES = /`([^`]+)`/g;

test("INTERNAL says what is kept on a full disk, and not to be sent again", () => {
  const doc = words(GATEWAY.errorCodes.find(({ name }) => name === "INTERNAL")?.doc);
  expect(doc).toMatch(/Nothing was changed, unless .* is kept/);
  expect(doc).toMatch(/SHOULD NOT be sent again/);
});

test("file_changed says which folders are passed over: those that the gateway passes over", () => {
  const source = readFileSync(join(ROOT, "server/workspace/file-versions.ts"), "utf8");
  const [, folders = ""] = /PASSED_OVER = new Set\(\[(.*)\]\)/.exec(source) ?? [];
  const told = [...described("FileChanged").matchAll(NAMES)].map(([, name]) => name);
  expect(told).toEqual([...(JSON.parse(`[${folders}]`) as string[]), "workspaceFiles"]);
  expect(described("GetFileHistory")).toContain("`file_changed` passes over");
});

test("run_turn says that what waits is limited for a turn that interrupts too", () => {
  const doc = words(definition("RunTurn").properties?.["whenBusy"]?.description);
  expect(doc).toContain("Where `queuedTurns` turns wait already, `queue` and `interrupt` are both `QUEUE_FULL`");
});
