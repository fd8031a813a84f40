import { ClosedError, DiminuendoClient, type Identity, type JoinedSession } from "../typescript/src/index.ts";
import { UsageError } from "./arguments.ts";
import { Conversation, reasonOf } from "./conversation.ts";
import { heading } from "./listings.ts";
import { type ChatOptions, readOptions, USAGE } from "./options.ts";
import { coloured, plain } from "./style.ts";
import { Terminal } from "./terminal.ts";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

// Whoever reads the output may have had enough of it.
process.stdout.on("error", () => process.exit(EXIT_FAILURE));
process.exitCode = await main();

/** Talks to an agent at this terminal. Returns the exit code. */
async function main(): Promise<number> {
  const options = optionsOrUsage();
  if (typeof options === "number") return options;
  let client: DiminuendoClient | undefined;
  try {
    client = new DiminuendoClient({ url: options.url, ...(options.token === null ? {} : { token: options.token }) });
    const identity = await connect(client);
    const session = await enter(client, options);
    return (await talk(client, session, identity, options)) ? 0 : EXIT_FAILURE;
  } catch (error) {
    console.error(reasonOf(error instanceof ClosedError ? (error.cause ?? error) : error));
    return EXIT_FAILURE;
  } finally {
    client?.close();
  }
}

function optionsOrUsage(): ChatOptions | number {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options !== null) return options;
    console.log(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
}

/** Connects once: a gateway that is not there when this begins is most likely a wrong address. */
async function connect(client: DiminuendoClient): Promise<Identity> {
  const identity = new Promise<Identity>((resolve) => client.on("authenticated", (event) => resolve(event.identity)));
  const unreachable = new Promise<never>((_resolve, reject) => {
    const stop = client.on("state", ({ state, error }) => {
      if (state === "open") stop();
      else if (state === "waiting") reject(new Error(`${reasonOf(error)} Start one with: npm start`));
    });
  });
  await Promise.race([client.connect(), unreachable]);
  return identity;
}

async function enter(client: DiminuendoClient, { sessionId, agentType, name }: ChatOptions): Promise<JoinedSession> {
  if (sessionId !== null) return client.join(sessionId);
  const { session } = await client.createSession({ agentType, ...(name === null ? {} : { name }) });
  return client.join(session.id);
}

async function talk(
  client: DiminuendoClient,
  session: JoinedSession,
  identity: Identity,
  { url, sessionId }: ChatOptions,
): Promise<boolean> {
  const style = process.stdout.isTTY && process.stdout.hasColors() ? coloured : plain;
  const terminal = new Terminal(process.stdin, process.stdout, {
    line: (text) => conversation.line(text),
    end: () => conversation.end(),
    interrupt: () => conversation.interrupt(),
  });
  const conversation = new Conversation(client, session, terminal, style);
  const interrupt = () => conversation.interrupt();
  process.on("SIGINT", interrupt);
  terminal.print(`${heading(session.snapshot.session, url, identity, style)}\n`);
  conversation.start({ isJoined: sessionId !== null });
  const succeeded = await conversation.over;
  terminal.close();
  process.off("SIGINT", interrupt);
  return succeeded || terminal.interactive;
}
