import { serveThread, threadData } from "../../threads/serve.ts";
import type { StateContract, StateThreadData } from "./state-contract.ts";
import { StateThread } from "./state-thread.ts";

const thread = new StateThread(threadData<StateThreadData>(), (error) => port.fail(error));
const port = serveThread<StateContract>(thread.handlers);
