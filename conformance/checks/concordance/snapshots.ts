import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { callAll, openStream } from "./calls.ts";

const RULE = "CC-SNAPSHOT-1";
const BATCHES = 300;
const PAIR = ["left", "right"] as const;

/** A backup as its bytes. */
async function backup(scene: Scene): Promise<Buffer> {
  const url = `${await scene.stage.url("concordance")}/api/v1/snapshot`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${await scene.stage.token("full", "concordance")}` } });
  verifyEqual(answer.status, 200, RULE, "The status of a backup.");
  return Buffer.from(await answer.arrayBuffer());
}

/** Every text and blob of a SQLite file, as one text; whatever its tables are. @throws RuleBroken when the file is not whole */
function contentsOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    verifyEqual(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok", RULE, "What SQLite says of the backup.");
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM "${String(name)}"`).all());
    return rows
      .flatMap((row) => Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value))))
      .join("\n");
  } finally {
    database.close();
  }
}

/** Backups while others write. */
export const SNAPSHOT_CHECKS: Check[] = [
  {
    id: "concordance-v1/rest/snapshot-under-load",
    covers: [RULE],
    about: "A backup that is taken while others write is a whole SQLite file, in which no batch is torn.",
    needs: { nodes: 1 },
    async run(scene) {
      const tenant = String(scene.stage.names["tenant"]);
      const line = await openStream(scene, RULE);
      const calls = Array.from({ length: BATCHES }, (_, at) => ({
        method: "kv/batch",
        params: {
          operations: PAIR.map((side): JsonObject => ({ op: "set", namespace: tenant, key: side, value: `<${tenant}-${side}-${at}>` })),
        },
      }));
      const first = await callAll(line, calls.slice(0, 1), RULE);
      verify(first[0]?.["result"] !== undefined, RULE, "A batch is refused.", first[0]);
      const folder = await mkdtemp(join(tmpdir(), "conformance-snapshot-"));
      try {
        const [bytes] = await Promise.all([backup(scene), callAll(line, calls.slice(1), RULE, 30_000)]);
        for (const [at, content] of [bytes, await backup(scene)].entries()) {
          const file = join(folder, `${at}.db`);
          await writeFile(file, content);
          const text = contentsOf(file);
          const last = PAIR.map((side) => newest(text, `<${tenant}-${side}-`));
          verify(last[0] !== null && last[0] === last[1], RULE, "A batch is torn, or missing, in the backup.", last);
          if (at === 1) verifyEqual(last[0], BATCHES - 1, RULE, "The last batch in a backup that was begun after it.");
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
];

/** The highest number behind a word of a text. */
function newest(text: string, word: string): number | null {
  const numbers = text
    .split(word)
    .slice(1)
    .map((rest) => Number.parseInt(rest, 10));
  return numbers.length === 0 ? null : Math.max(...numbers);
}
