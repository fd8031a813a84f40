// What runs in the page of browser.browser-test.ts: the SDK as it is, and what the test asks of it.
import { ConfigClient, DiminuendoClient } from "/sdk/index.ts";

const items = [];
let session;

globalThis.inPage = {
  /** Writes preferences of the user; resolves with what a second client is told of them. */
  async configure(url, values) {
    const [writer, watcher] = [new ConfigClient({ url, token: "any token/=" }), new ConfigClient({ url })];
    const changes = watcher.subscribe({ scope: "user" });
    await changes.opened;
    for (const value of values) await writer.set({ scope: "user", key: "theme", value });
    const told = [];
    for await (const { value } of changes) if (told.push(value) === values.length) break;
    writer.close();
    watcher.close();
    return told;
  },

  /** Everything that the session has handed out. */
  items,

  /** Connects to a gateway and joins a new session. */
  async join(url) {
    const client = new DiminuendoClient({ url });
    await client.connect();
    const created = await client.createSession({ agentType: "echo" });
    session = await client.join(created.session.id);
    void (async () => {
      for await (const item of session.events()) items.push(item);
    })();
  },

  /** Runs a turn; resolves with what the agent said, or with how the turn ended otherwise. */
  async runTurn(text) {
    const turn = await session.runTurn(text);
    const end = await turn.ended;
    return end.type === "turn_complete" ? end.finalText : end.type;
  },
};
