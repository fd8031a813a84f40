import { serveThread, threadData } from "../threads/serve.ts";
import type { Beginning, LogContract, LogThreadData } from "./contract.ts";
import { LogThread } from "./log-thread.ts";

const log = new LogThread(
  threadData<LogThreadData>().folder,
  (id) => port.report(id),
  (error) => port.fail(error),
);

const port = serveThread<LogContract>({
  message: (write) => log.take(write),
  drained: () => log.commit(),
  calls: {
    open: () => log.open(),
    read: () => log.read(),
    create: (beginning: Beginning) => log.create(beginning),
  },
  close: () => log.close(),
});
