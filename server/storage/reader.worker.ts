import { existsSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { headerLength, writeHeader } from "../wire/text-frame.ts";
import { DatabasePool } from "./database-pool.ts";
import { Layout } from "./layout.ts";
import type { EventRun, ReaderCalls, ThreadOptions } from "./requests.ts";
import { serveCalls } from "./thread.ts";

const { root, databases } = workerData as ThreadOptions;
const layout = new Layout(root);
const pool = new DatabasePool({ layout, capacity: databases, readonly: true });

serveCalls<ReaderCalls>({
  query({ database, sql, params }: ReaderCalls["query"]["request"]) {
    return pool
      .get(database)
      .statement(sql)
      .all(...params);
  },
  events(request: ReaderCalls["events"]["request"]) {
    return readEvents(request);
  },
  ping: () => null,
  release({ database }: ReaderCalls["release"]["request"]) {
    pool.release(database);
    return null;
  },
  close() {
    pool.close();
    return null;
  },
});

function readEvents({ sessionId, afterSeq, untilSeq, maxBytes, maxCount }: ReaderCalls["events"]["request"]): EventRun {
  // A session whose first events are still in the journal, or that never had any, has no database.
  if (!existsSync(layout.sessionDatabase(sessionId))) return { frames: new Uint8Array(0), count: 0, lastSeq: afterSeq };
  const rows = pool
    .get({ kind: "session", sessionId })
    .statement("SELECT json FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?")
    .raw()
    .iterate(afterSeq, untilSeq, maxCount) as IterableIterator<[string]>;
  const texts: string[] = [];
  const lengths: number[] = [];
  let total = 0;
  for (const [json] of rows) {
    const bytes = Buffer.byteLength(json);
    const framed = bytes + headerLength(bytes);
    if (texts.length > 0 && total + framed > maxBytes) break;
    texts.push(json);
    lengths.push(bytes);
    total += framed;
  }
  const frames = Buffer.allocUnsafeSlow(total);
  let offset = 0;
  for (const [index, text] of texts.entries()) {
    const bytes = lengths[index] ?? 0;
    offset = writeHeader(frames, offset, bytes);
    offset += frames.write(text, offset, bytes, "utf8");
  }
  return { frames, count: texts.length, lastSeq: afterSeq + texts.length };
}
